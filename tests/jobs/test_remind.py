"""`luoshi remind`: once, in the hours in which it may, by real gateways; and what a killed sender leaves."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from io import StringIO
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings as site
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from luoshi.actions import notices
from luoshi.actions.notices import Wanted
from luoshi.crafts import notices as crafts
from luoshi.jobs import deliveries
from luoshi.queries import notices as queries
from luoshi.records.models import Channel, Delivery, Notice, Unit
from luoshi.rules.notices import ChannelKind, DeliveryState
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.watch import changed, rows
from tests.crafts.gateways import HOST, Gateway, Post, closed_port, gateway, post
from tests.jobs.test_work import own_site, run

__all__ = ["own_site"]

K, S = ChannelKind, DeliveryState
GOOD = (200, b'{"errcode":0,"errmsg":"ok"}')
HOOK = "/cgi-bin/webhook/send?key=0f1e2d3c"
MAIL = {"security": "NONE", "sender": "luoshi@bureau.example", "username": "", "password": ""}


def set_up(kind: ChannelKind, given: dict[str, object], hosts: Iterable[str], *lines: str) -> Channel:
    """Set up a channel by which the eastern county is reached."""
    way = crafts.checked(kind, given, None, frozenset(hosts))
    made = notices.set_channel(
        channel=None,
        kind=kind,
        name=f"渠道{Channel.objects.count()}",
        settings=way.settings,
        sealed=crafts.seal(way, site.SECRET_KEY),
        shows_titles=False,
        by=SYSTEM,
        at=NOON,
    )
    named = queries.found_by_words({line.split()[0] for line in lines}, cast.MONDAY)
    wanted = [
        Wanted(n, named[each.split()[0]], each[len(each.split()[0]) :].strip())
        for n, each in enumerate(lines)
    ]
    notices.set_routes(channel=made, wanted=wanted, by=SYSTEM, at=NOON)
    return made


def robot(settings: Settings, place: Gateway) -> Channel:
    """Set up a robot in the group of the eastern county."""
    settings.NOTICE_HOSTS = place.hosts
    return set_up(K.WECOM, {"url": place.url(HOOK), "secret": ""}, place.hosts, "东河区")


def tell(unit: Unit, *keys: str) -> None:
    for key in keys:
        Notice.objects.create(key=key, unit=unit, words="王某某的事", link="/", at=NOON, by="某人")


def send(at: datetime = NOON) -> Counter[DeliveryState]:
    return deliveries.send_all("here", lambda: at)


@pytest.mark.django_db
def test_a_digest_leaves_once_and_says_no_more_than_it_may(city: cast.City, settings: Settings) -> None:
    settings.SITE_URL = "http://10.1.2.3"
    with gateway(GOOD) as place:
        robot(settings, place)
        tell(city.east, "soon:1", "return:1")
        notices.queue_digests(by=SYSTEM, at=NOON)
        assert send() == {S.SENT: 1}
        before = rows()
        assert send() == {}
        assert changed(before) == set()
    [heard] = place.heard
    assert json.loads(heard.body)["text"]["content"] == (
        "东河区教育局有2条提醒：任务临期1条，退回修改1条。\n"
        "请登录落实系统的工作台办理：http://10.1.2.3\n"
        "（每个工作日最多一条，正式函件另发。）"
    )
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.ended_by, delivery.answer) == ("SENT", "here", GOOD[1].decode())


@pytest.mark.django_db
def test_a_gateway_in_trouble_is_tried_again_after_growing_pauses(
    city: cast.City, settings: Settings
) -> None:
    with gateway((500, b"oops"), (200, b'{"errcode":45009,"errmsg":"limit"}'), GOOD) as place:
        robot(settings, place)
        tell(city.east, "letter:1:issued")
        seen = []
        for minute in (0, 0, 1, 2, 6, 7):
            ended = send(NOON + timedelta(minutes=minute))
            seen.append((minute, dict(ended)))
        assert seen == [
            (0, {S.WAITING: 1}),
            (0, {}),
            (1, {S.WAITING: 1}),
            (2, {}),
            (6, {S.SENT: 1}),
            (7, {}),
        ]
        assert len(place.heard) == 3


@pytest.mark.django_db
def test_after_the_last_try_it_has_not_arrived_and_the_administrator_sees_it(
    city: cast.City, settings: Settings
) -> None:
    port = closed_port()
    settings.NOTICE_HOSTS = frozenset({HOST})
    set_up(K.WECOM, {"url": f"http://{HOST}:{port}{HOOK}", "secret": ""}, {HOST}, "东河区")
    tell(city.east, "letter:1:issued")
    ended = [send(NOON + timedelta(minutes=minute)) for minute in (0, 1, 6, 26, 86, 200)]
    assert [dict(each) for each in ended] == [{S.WAITING: 1}] * 4 + [{S.FAILED: 1}, {}]
    failed = Delivery.objects.get()
    assert (failed.tries, "连不上" in failed.answer, queries.failed_since(cast.MONDAY)) == (5, True, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "words"),
    [(NOON + timedelta(hours=8), "20时"), (NOON - timedelta(hours=5), "8时"), (noon(5), "不是工作日")],
)
def test_nothing_leaves_in_the_quiet_hours(
    city: cast.City, settings: Settings, at: datetime, words: str
) -> None:
    with gateway(GOOD) as place:
        robot(settings, place)
        tell(city.east, "letter:1:issued")
        Notice.objects.update(at=at - timedelta(hours=1))
        Channel.objects.get().routes.update(set_at=at - timedelta(days=1))
        settings.CLOCK_OFFSET = at - timezone.now()
        before, out = rows(), StringIO()
        call_command("remind", stdout=out)
        assert words in out.getvalue()
        assert (changed(before), place.heard) == (set(), [])
        send(at)
        assert place.heard == []


@pytest.mark.django_db
def test_it_stops_when_the_quiet_hours_begin(city: cast.City, settings: Settings) -> None:
    evening = NOON + timedelta(hours=7, minutes=59)
    with gateway(GOOD) as place:
        robot(settings, place)
        set_up(K.WECOM, {"url": place.url(HOOK + "9"), "secret": ""}, place.hosts, "西山县")
        tell(city.east, "letter:1:issued")
        tell(city.west, "letter:2:issued")
        # The clock moves on by a minute whenever something was sent.
        deliveries.send_all("here", lambda: evening + timedelta(minutes=len(place.heard)))
        assert len(place.heard) == 1
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["SENT", "WAITING"]


@pytest.mark.django_db
def test_a_digest_that_missed_its_day_is_not_sent_the_next(city: cast.City, settings: Settings) -> None:
    with gateway(GOOD) as place:
        robot(settings, place)
        tell(city.east, "soon:1")
        notices.queue_digests(by=SYSTEM, at=NOON)
        assert send(noon(1)) == {}
        assert place.heard == []


@pytest.mark.django_db
def test_a_channel_switched_off_sends_nothing_more(city: cast.City, settings: Settings) -> None:
    with gateway(GOOD) as place:
        way = robot(settings, place)
        tell(city.east, "soon:1")
        notices.queue_digests(by=SYSTEM, at=NOON)
        notices.switch_channel(channel=way, is_on=False, by=SYSTEM, at=NOON)
        assert send() == {}
        notices.switch_channel(channel=way, is_on=True, by=SYSTEM, at=NOON)
        assert send() == {S.SENT: 1}
        assert len(place.heard) == 1


@pytest.mark.django_db
def test_another_key_of_the_installation_is_told_and_nothing_sent(
    city: cast.City, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with gateway(GOOD) as place:
        robot(settings, place)
        tell(city.east, "letter:1:issued")
        settings.SECRET_KEY = "another-key-" + "1" * 40
        assert send() == {S.FAILED: 1}
        assert place.heard == []
    assert "LUOSHI_SECRET_KEY" in Delivery.objects.get().answer
    assert caplog.text == ""


def own_channel(
    site_of: dict[str, str], kind: ChannelKind, given: dict[str, object], hosts: str, to: str
) -> None:
    """Found a city of one unit with a channel, in a site of its own, at noon of the cast's Monday."""
    words = json.dumps([kind.value, given, hosts, to])
    script = (
        "import django; django.setup()\n"
        "import json, sys\n"
        "from tests.jobs import test_remind as t\n"
        "from luoshi.rules.units import UnitKind\n"
        "kind, given, hosts, to = json.loads(sys.argv[1])\n"
        "unit = t.Unit.objects.create(path='00010001', name='东河区教育局', short_name='东河区', code='E',"
        " kind='COUNTY', from_on=t.cast.FOUNDED)\n"
        "t.set_up(t.K(kind), given, [hosts], f'东河区 {to}')\n"
        "t.tell(unit, 'letter:1:issued')"
    )
    root = Path(__file__).resolve().parents[2]
    more = {"DJANGO_SETTINGS_MODULE": "luoshi.site.settings", "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-c", script, words], env=site_of | more, check=True)


def set_clock(folder: Path, at: datetime) -> None:
    """Let the site of its own live at another time."""
    clock = {"demo_at": at.isoformat(), "loaded_at": datetime.now(UTC).isoformat()}
    (folder / "demo-clock.json").write_text(json.dumps(clock))


def killed(site_of: dict[str, str], process: list[subprocess.Popen[bytes]]) -> None:
    """Send in a process of its own, which somebody kills while it waits for the answer."""
    luoshi = str(Path(sys.executable).with_name("luoshi"))
    process.append(subprocess.Popen([luoshi, "remind"], env=site_of, stdout=subprocess.DEVNULL))
    assert process[0].wait() == -signal.SIGKILL


def told(folder: Path) -> tuple[str, int]:
    """Return state and tries of the one message."""
    with closing(sqlite3.connect(folder / "own.sqlite3")) as database:
        row: tuple[str, int] = database.execute("SELECT state, tries FROM records_delivery").fetchone()
    return row


def test_a_robots_sender_that_is_killed_before_the_answer_never_tells_it_twice(
    own_site: dict[str, str], tmp_path: Path
) -> None:
    process: list[subprocess.Popen[bytes]] = []
    with gateway(GOOD) as place:
        environment = own_site | {"LUOSHI_NOTICE_HOSTS": f"{HOST}:{place.port}"}
        own_channel(environment, K.WECOM, {"url": place.url(HOOK), "secret": ""}, f"{HOST}:{place.port}", "")
        place.while_answering = lambda: os.kill(process[0].pid, signal.SIGKILL)
        set_clock(tmp_path, NOON)
        killed(environment, process)
        assert (told(tmp_path), len(place.heard)) == (("SENDING", 1), 1)
        place.while_answering = lambda: None
        assert "没有要发的提醒" in run(environment, "remind"), "its lease still runs"
        set_clock(tmp_path, NOON + timedelta(minutes=3))
        assert "不明1" in run(environment, "remind")
        set_clock(tmp_path, NOON + timedelta(hours=3))
        run(environment, "remind")
        assert (told(tmp_path), len(place.heard)) == (("UNKNOWN", 1), 1)
    assert "台账完整" in run(own_site, "audit", "verify")


def test_a_mails_sender_that_is_killed_sends_the_same_mail_again(
    own_site: dict[str, str], tmp_path: Path
) -> None:
    process: list[subprocess.Popen[bytes]] = []

    class Killer(Post):
        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
            if not self.envelopes:
                os.kill(process[0].pid, signal.SIGKILL)
            return await super().handle_DATA(server, session, envelope)

    with post(Killer()) as place:
        environment = own_site | {"LUOSHI_NOTICE_HOSTS": f"{HOST}:{place.port}"}
        server = {"host": HOST, "port": place.port, **MAIL}
        own_channel(environment, K.MAIL, server, f"{HOST}:{place.port}", "east@unit.example")
        set_clock(tmp_path, NOON)
        killed(environment, process)
        set_clock(tmp_path, NOON + timedelta(minutes=3))
        assert "待发1" in run(environment, "remind")
        set_clock(tmp_path, NOON + timedelta(minutes=5))
        assert "已发出1" in run(environment, "remind")
    assert told(tmp_path) == ("SENT", 2)
    marks = [message_from_bytes(each.content)["Message-ID"] for each in place.envelopes]  # type: ignore[arg-type]
    assert len(marks) == 2
    assert len(set(marks)) == 1
