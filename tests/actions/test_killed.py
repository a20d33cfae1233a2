"""Processes are killed while they work, and work again: nothing is lost, nothing counts twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from luoshi.actions import parameters
from luoshi.queries import audit
from luoshi.records.models import Assignment, Entry, LampChange, Letter, PaperNumber, Register, Report
from luoshi.rules.letters import LetterState
from tests import cast
from tests.actions.stage import NOON, letter
from tests.pages.weeks_and_letters import add_tasks

NURSERY = Path(__file__).with_name("nursery.py")
KILLS = 16
PARTS = 40


def address() -> str:
    """Return the address of the test's own database, for another process."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{known['NAME']}"
    who = f"{known['USER']}:{known['PASSWORD']}".rstrip(":")
    return f"postgresql://{who}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


@contextmanager
def nursery(city: cast.City, claims: dict[int, int], *, together: bool) -> Iterator[subprocess.Popen[str]]:
    """Keep a process that forks senders of these claims, one pair for each line that it is given."""
    told = {
        "post": city.county.post_id,
        "week": cast.MONDAY.isoformat(),
        "at": NOON.isoformat(),
        "claims": claims,
        "together": together,
    }
    with forking(told) as process:
        yield process


@contextmanager
def forking(told: dict[str, object]) -> Iterator[subprocess.Popen[str]]:
    """Keep a process that forks a pair for each line that it is given, to do what it is told."""
    root = NURSERY.parents[2]
    environment = os.environ | {
        "LUOSHI_DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "luoshi.site.settings",
        "LUOSHI_DEMO": "1",
        "PYTHONPATH": f"{root / 'src'}:{root}",
    }
    process = subprocess.Popen(
        [sys.executable, str(NURSERY), json.dumps(told)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        assert process.stdin
        process.stdin.close()
    assert process.returncode == 0


def attempt(process: subprocess.Popen[str], delays: Sequence[float]) -> list[int]:
    """Let one pair send, kill each after its delay where it has one; return how they ended."""
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    born = json.loads(process.stdout.readline())
    for number, delay in sorted(zip(born, delays, strict=False), key=lambda each: each[1]):
        time.sleep(delay)
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    ended: list[int] = json.loads(process.stdout.readline())
    return ended


def laid(city: cast.City) -> dict[int, int]:
    """Return many parts of the eastern county, each with a claim of its own."""
    add_tasks(city, PARTS)
    parts = Assignment.objects.filter(unit=city.east, state="OPEN").order_by("id")
    return {part.id: 2000 + part.id for part in parts}


def is_whole(claims: dict[int, int]) -> None:
    """Hold that each claim is on record once: in its account, its part, its lamp and the ledger."""
    told = Report.objects.order_by("assignment_id").values_list(
        "assignment_id", "week_start", "revision", "state", "claimed_x100"
    )
    assert list(told) == [(part, cast.MONDAY, 1, "SENT", claim) for part, claim in sorted(claims.items())]
    parts = Assignment.objects.filter(id__in=claims)
    assert dict(parts.values_list("id", "claimed_x100")) == claims
    lamps = dict(parts.values_list("id", "lamp"))
    assert dict(LampChange.objects.values_list("assignment_id", "after")) == lamps
    assert LampChange.objects.count() == len(claims)
    subjects = Entry.objects.filter(action="reports.submit").values_list("subject", flat=True)
    assert sorted(subjects) == sorted(f"assignment:{part}" for part in claims)
    assert [fault for fault in audit.faults() if fault.number] == []


@pytest.mark.parametrize("seed", [1, 2])
def test_accounts_sent_one_by_one_survive_being_killed(open_city: cast.City, seed: int) -> None:
    claims, chance = laid(open_city), Random(seed)
    killed = 0
    with nursery(open_city, claims, together=False) as process:
        for _ in range(KILLS):
            ended = attempt(process, [chance.uniform(0, 0.12), chance.uniform(0, 0.12)])
            killed += sum(end == signal.SIGKILL for end in ended)
            counts = Report.objects.count(), Entry.objects.filter(action="reports.submit").count()
            assert counts[0] == counts[1], "no account without its entry, no entry without its account"
        assert attempt(process, []) == [0, 0]
    assert killed >= KILLS // 2
    is_whole(claims)


def test_accounts_sent_together_are_there_all_or_not_at_all(open_city: cast.City) -> None:
    claims, chance = laid(open_city), Random(3)
    with nursery(open_city, claims, together=True) as process:
        for _ in range(KILLS):
            attempt(process, [chance.uniform(0, 0.1), chance.uniform(0, 0.1)])
            assert Report.objects.count() in {0, len(claims)}
        assert attempt(process, []) == [0, 0]
    is_whole(claims)


def room_for_letters(city: cast.City) -> None:
    """Let a unit's week hold as many letters as a test writes to it."""
    parameters.set_parameter(
        key="burden.week_budget",
        value=100_000,
        source="试验",
        effective_from=date(2026, 1, 1),
        by=city.head,
        at=NOON,
    )


def copies(made: Letter, count: int) -> list[int]:
    """Return so many letters like one that exists, about nothing yet."""
    fields = {field.attname: getattr(made, field.attname) for field in made._meta.concrete_fields}
    del fields["id"]
    rows = Letter.objects.bulk_create(Letter(**fields) for _ in range(count))
    return [made.id, *(row.id for row in rows)]


def test_numbers_have_no_gap_and_no_repeat_though_those_who_number_are_killed(open_city: cast.City) -> None:
    room_for_letters(open_city)
    waiting = copies(letter(open_city, LetterState.APPROVED), 59)
    told = {"post": open_city.clerk.post_id, "at": NOON.isoformat(), "letters": waiting}
    chance, killed = Random(4), 0
    with forking(told) as process:
        for _ in range(6):
            ended = attempt(process, [chance.uniform(0.05, 0.2), chance.uniform(0.05, 0.2)])
            killed += sum(end == signal.SIGKILL for end in ended)
            given = sorted(PaperNumber.objects.values_list("ordinal", flat=True))
            assert given == list(range(1, len(given) + 1)), "a crash leaves neither a gap nor a number twice"
        assert attempt(process, []) == [0, 0]
    assert killed >= 6
    assert Register.objects.get().last == len(waiting)
    numbers = PaperNumber.objects.order_by("ordinal").values_list("letter__number", flat=True)
    assert list(numbers) == [f"示教督函〔2026〕{n}号" for n in range(1, len(waiting) + 1)]
    assert set(Letter.objects.values_list("state", flat=True)) == {"ISSUED"}
    for action in ("letters.number", "letters.issue"):
        subjects = Entry.objects.filter(action=action).values_list("subject", flat=True)
        assert sorted(subjects) == sorted(f"letter:{each}" for each in waiting)
    assert [fault for fault in audit.faults() if fault.number] == []
