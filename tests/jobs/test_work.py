"""Errands are done one after another; what is killed leaves nothing half-written and is taken up again."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from luoshi.actions import errands as errand_actions
from luoshi.actions import imports
from luoshi.actions.errands import Lease, StopAsked
from luoshi.crafts import tallies, workbooks
from luoshi.jobs import errands
from luoshi.jobs.turns import turn
from luoshi.queries import errands as queries
from luoshi.queries import imports as import_queries
from luoshi.records.models import Entry, Errand, Import, Post, Unit
from luoshi.rules.errands import MOST_ATTEMPTS, ErrandState
from luoshi.rules.refusals import Refused
from tests import cast
from tests.actions.stage import NOON
from tests.actions.watch import one_entry
from tests.crafts.workbooks_samples import BUREAU, COUNTY, HEAD, made

NEW = ("N", "新区教育局", "新区", "00010001", "县级教育局")


def receive(city: cast.City, data: bytes) -> tuple[Import, Errand]:
    """Return an import that waits to be checked, with its errand."""
    received = imports.receive_import(file_name="名册.xlsx", data=data, by=city.sysadmin, at=NOON)
    return received, Errand.objects.get(subject=f"import:{received.id}")


def new_county(city: cast.City) -> bytes:
    """Return a workbook with one county more."""
    return made([(*NEW[:3], city.bureau.code, NEW[4])], [])


@pytest.mark.django_db
def test_a_workbook_is_checked_and_stored_behind_the_pages(city: cast.City) -> None:
    received, errand = receive(city, new_county(city))
    assert errands.run_all("here", lambda: NOON) == 1
    errand.refresh_from_db()
    received.refresh_from_db()
    assert (errand.state, errand.words) == ("DONE", "名册核对无误，等您确认。")
    assert (received.state, received.plan) == (
        "READY",
        [{"title": "新设单位", "count": 1, "lines": ["N 新区教育局（县级教育局，上级示例市教育局）"]}],
    )
    storing = imports.confirm_import(
        received=received, plan_digest=received.plan_digest, by=city.sysadmin, at=NOON
    )
    with one_entry("imports.store", city.sysadmin):
        assert errands.run_all("here", lambda: NOON) == 1
    storing.refresh_from_db()
    assert (storing.state, storing.words) == ("DONE", "名册已导入：新设单位1。")
    assert Unit.objects.get(code="N").name == "新区教育局"
    assert errands.run_all("here", lambda: NOON) == 0


@pytest.mark.django_db
def test_while_all_is_written_at_once_a_file_says_how_much_and_goes(city: cast.City, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    with tallies.telling(tmp_path, 7) as told:
        assert tallies.told(tmp_path, 7) == (0, 0)
        told(3, 10)
        assert tallies.told(tmp_path, 7) == (3, 10)
    assert tallies.told(tmp_path, 7) == (0, 0)

    posts = [(f"第{n}人", f"N{n}", "N", "经办人", "", date(2024, 3, 1)) for n in range(3)]
    data = made([(*NEW[:3], city.bureau.code, NEW[4])], posts)
    received, _ = receive(city, data)
    errands.run_all("here", lambda: NOON)
    received.refresh_from_db()
    lines = import_queries.lines_of(received)
    imports.store_import(
        received=received, lines=lines, told=lambda *each: heard.append(each), by=city.sysadmin, at=NOON
    )
    # One county, three people and their three posts.
    assert [heard[0], heard[-1]] == [(0, 7), (7, 7)]
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"no workbook", "这不是电子表格"), (made([BUREAU, COUNTY], [HEAD]), "市教育局只能有一个")],
)
def test_what_is_wrong_with_it_is_told_and_nothing_stored(city: cast.City, data: bytes, reason: str) -> None:
    units = Unit.objects.count()
    received, errand = receive(city, data)
    errands.run_all("here", lambda: NOON)
    errand.refresh_from_db()
    received.refresh_from_db()
    assert (errand.state, received.state, bytes(received.data)) == ("DONE", "FAULTY", b"")
    assert reason in "".join(fault["reason"] for fault in received.faults)
    assert Unit.objects.count() == units


@pytest.mark.django_db
def test_who_no_longer_holds_the_post_gets_nothing_done(city: cast.City) -> None:
    _, errand = receive(city, new_county(city))
    Post.objects.filter(id=city.sysadmin.post_id).update(to_on=date(2026, 11, 1))
    errands.run_all("here", lambda: NOON)
    errand.refresh_from_db()
    assert (errand.state, "不在当时的岗位" in errand.words) == ("FAILED", True)


@pytest.mark.django_db
def test_what_changed_since_it_was_seen_is_shown_anew(city: cast.City) -> None:
    received, _ = receive(city, new_county(city))
    errands.run_all("here", lambda: NOON)
    received.refresh_from_db()
    storing = imports.confirm_import(
        received=received, plan_digest=received.plan_digest, by=city.sysadmin, at=NOON
    )
    Unit.objects.create(
        path="00010008", name="旧新区", short_name="新区", kind="COUNTY", code="N", from_on=cast.FOUNDED
    )
    errands.run_all("here", lambda: NOON)
    storing.refresh_from_db()
    received.refresh_from_db()
    assert (storing.state, "重新核对" in storing.words) == ("FAILED", True)
    assert (received.state, [each["title"] for each in received.plan]) == ("READY", ["更名"])


@pytest.mark.django_db
def test_it_stops_when_asked_before_and_while_it_is_done(city: cast.City) -> None:
    _, waiting = receive(city, new_county(city))
    with one_entry("errands.stop", city.sysadmin):
        errand_actions.stop_errand(errand=waiting, by=city.sysadmin, at=NOON)
    assert waiting.state == "STOPPED"
    assert errands.run_all("here", lambda: NOON) == 0
    with pytest.raises(Refused, match="已停止"):
        errand_actions.stop_errand(errand=waiting, by=city.sysadmin, at=NOON)

    _, running = receive(city, new_county(city))
    lease = Lease(running, "here")
    assert lease.begin(NOON)
    assert not Lease(running, "there").begin(NOON)
    lease.tell("读取", 1, 3, NOON)
    errand_actions.stop_errand(errand=running, by=city.sysadmin, at=NOON)
    with pytest.raises(StopAsked):
        lease.tell("读取", 2, 3, NOON)
    lease.end(ErrandState.STOPPED, "已停止")
    running.refresh_from_db()
    assert (running.state, running.done) == ("STOPPED", 1)


@pytest.mark.django_db
def test_what_was_broken_off_is_taken_up_again_three_times_at_most(city: cast.City) -> None:
    _, errand = receive(city, new_county(city))
    later = NOON + timedelta(minutes=10)
    for _ in range(MOST_ATTEMPTS):
        assert Lease(errand, "elsewhere").begin(NOON)
        assert list(queries.broken_off("here", NOON)) == []
        assert [each.id for each in queries.broken_off("here", later)] == [errand.id]
        assert [each.id for each in queries.broken_off("elsewhere", NOON)] == [errand.id]
        for broken in queries.broken_off("here", later):
            errand_actions.Broken.put_back(broken)
    errand.refresh_from_db()
    assert (errand.state, errand.attempts) == ("FAILED", MOST_ATTEMPTS)
    assert "没有写入任何内容" in errand.words


def test_one_works_one_waits_and_the_rest_go_home(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from luoshi.jobs.turns import turn\n"
        "with turn(Path(sys.argv[1])) as ours: print(ours, flush=True)"
    )
    ask = [sys.executable, "-c", script, str(tmp_path)]
    with turn(tmp_path) as ours:
        assert ours
        waiter = subprocess.Popen(ask, stdout=subprocess.PIPE)
        inode = (tmp_path / "work.lock").stat().st_ino
        # The kernel lists who waits for a lock behind an arrow.
        while not re.search(rf"-> FLOCK .*:{inode} ", Path("/proc/locks").read_text()):
            assert waiter.poll() is None
            time.sleep(0.01)
        for _ in range(2):
            assert subprocess.run(ask, check=True, capture_output=True).stdout == b"False\n"
        assert waiter.poll() is None
    assert waiter.communicate()[0] == b"True\n"


@pytest.fixture
def own_site(tmp_path: Path) -> dict[str, str]:
    """The environment of a site of its own on SQLite, migrated and empty."""
    environment = os.environ | {
        "LUOSHI_VAR": str(tmp_path),
        "LUOSHI_DATABASE_URL": f"sqlite://{tmp_path}/own.sqlite3",
        "LUOSHI_DEMO": "1",
    }
    run(environment, "migrate", "-v0")
    return environment


def run(environment: dict[str, str], *words: str) -> str:
    """Run a luoshi command to its end; return what it says."""
    luoshi = str(Path(sys.executable).with_name("luoshi"))
    done = subprocess.run([luoshi, *words], env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def test_a_process_that_is_killed_while_it_works_leaves_nothing_half_written(
    own_site: dict[str, str], tmp_path: Path
) -> None:
    schools = [(f"S{n}", f"第{n}学校", "", "B", "学校") for n in range(6000)]
    data = workbooks.write({"单位": [BUREAU, COUNTY, *schools], "岗位": [HEAD]})
    (tmp_path / "roster.xlsx").write_bytes(data)
    ask = (
        "import django; django.setup()\n"
        "from django.utils import timezone; from pathlib import Path; import sys\n"
        "from luoshi.actions import imports; from luoshi.rules.people import SYSTEM\n"
        "imports.receive_import(file_name='r.xlsx', data=Path(sys.argv[1]).read_bytes(), by=SYSTEM,"
        " at=timezone.now())"
    )
    settings = own_site | {"DJANGO_SETTINGS_MODULE": "luoshi.site.settings"}
    subprocess.run([sys.executable, "-c", ask, str(tmp_path / "roster.xlsx")], env=settings, check=True)

    with closing(sqlite3.connect(tmp_path / "own.sqlite3", isolation_level=None)) as database:

        def told() -> tuple[str, int]:
            return database.execute("SELECT state, attempts FROM records_errand").fetchone()

        luoshi = str(Path(sys.executable).with_name("luoshi"))
        worker = subprocess.Popen([luoshi, "work"], env=own_site, stdout=subprocess.DEVNULL)
        while told()[0] == "WAITING":
            time.sleep(0.01)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        assert told() in {("RUNNING", 1), ("DONE", 1)}
        run(own_site, "work")
        assert told()[0] == "DONE"
        assert database.execute("SELECT state FROM records_import").fetchone() == ("READY",)
        assert database.execute("SELECT COUNT(*) FROM records_unit").fetchone() == (0,)
    assert "台账完整" in run(own_site, "audit", "verify")


def test_a_city_is_founded_from_the_terminal(own_site: dict[str, str], tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.xlsx", tmp_path / "good.xlsx"
    bad.write_bytes(made([BUREAU, (*COUNTY[:3], "X", *COUNTY[4:])]))
    good.write_bytes(made())
    with pytest.raises(subprocess.CalledProcessError) as caught:
        run(own_site, "roster", str(bad), "--store")
    assert "单位 D3：X：没有这个编码的单位" in caught.value.stderr
    assert "新设单位：2" in run(own_site, "roster", str(good))
    assert "名册已写入" in run(own_site, "roster", str(good), "--store")
    assert "完全一致" in run(own_site, "roster", str(good), "--store")
    luoshi = str(Path(sys.executable).with_name("luoshi"))
    for typed, code in (("short\n", 1), ("Roster-2026-first\n", 0)):
        done = subprocess.run(
            [luoshi, "password", "donghe"], env=own_site, input=typed, text=True, capture_output=True
        )
        assert done.returncode == code
    assert "台账完整" in run(own_site, "audit", "verify")


@pytest.mark.django_db
def test_an_errand_leaves_only_the_entries_of_what_it_did(city: cast.City) -> None:
    receive(city, new_county(city))
    errands.run_all("here", lambda: NOON)
    told = Entry.objects.order_by("-number").values_list("action", "actor")[:2]
    assert list(told) == [("imports.check", city.sysadmin.words), ("imports.receive", city.sysadmin.words)]
