"""10,000 letters numbered by processes that are killed meanwhile: no gap, no repeat, nothing half done.

On the database of LUOSHI_DATABASE_URL, PostgreSQL or SQLite. Four processes number the same letters, two in
one order and two in the other, so that towards the middle each letter is asked for by several at once. Every
three seconds one of them is killed (SIGKILL) and another takes its place.
"""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import time
from collections.abc import MutableSequence
from random import Random
from typing import TYPE_CHECKING

from support import board, stage

if TYPE_CHECKING:
    from luoshi.rules.people import Actor

LETTERS, HANDS = 10_000, 4
KILL_EVERY = 3.0  # seconds


def number_all(hand: int, asked: MutableSequence[int]) -> None:
    """Number what waits, in this process; what another has numbered by now is left as it is."""
    from django.db import OperationalError

    from luoshi.records.models import Letter
    from luoshi.rules.refusals import Refused, SomebodyWasFirst

    by = head()
    order = "id" if hand % 2 else "-id"
    waiting = Letter.objects.filter(state="APPROVED").order_by(order).values_list("id", flat=True)
    for letter_id in list(waiting):
        asked[hand] += 1
        try:
            number(letter_id, by)
        except (Refused, SomebodyWasFirst, OperationalError):
            continue


def number(letter_id: int, by: Actor) -> None:
    """Number one letter."""
    from luoshi.actions import letters
    from luoshi.records.models import Letter

    letter = Letter.objects.select_related("unit", "issuer").get(id=letter_id)
    letters.number_letter(letter=letter, by=by, at=stage.NOW)


def head() -> Actor:
    """Return who may number."""
    from luoshi.queries import people
    from luoshi.records.models import Post
    from luoshi.rules.people import Duty

    posts = Post.objects.select_related("person", "unit")
    return people.actor_in(posts.get(duty=Duty.SUPERVISION_HEAD, title="科长"))


def warm_up() -> None:
    """Let the forks find in memory what numbering needs: they are killed before it would have paid off."""
    from django.db import transaction

    from luoshi.records.models import Letter

    with transaction.atomic():
        number(Letter.objects.values_list("id", flat=True)[0], head())
        transaction.set_rollback(True)


def lay() -> None:
    """Fill an empty database with letters that have been approved."""
    from luoshi.records.models import Letter, LocalParameter, Unit
    from support import land

    land.lay(10, 10, open_share=0.5, milestones=False)
    bureau, units = Unit.objects.get(kind="BUREAU"), list(Unit.objects.filter(kind="COUNTY"))
    LocalParameter.objects.create(
        key="burden.week_budget",
        value=1_000_000,
        source="基准",
        effective_from=land.STARTED,
        entered_at=stage.NOW,
        entered_by="基准",
    )
    done = {"_at": stage.NOW, "_by": "基准"}
    steps = {f"{name}{end}": what for name in ("drafted", "approved") for end, what in done.items()}
    Letter.objects.bulk_create(
        Letter(
            kind="SUPERVISION",
            layout="LETTER",
            unit=units[place % len(units)],
            issuer=bureau,
            state="APPROVED",
            title=f"关于第{place}项任务的督办函",
            text="请核对进度。",
            why="基准",
            why_now="基准",
            what_would_stop="基准",
            reply_days=5,
            drafted_post_id=1,
            **steps,
        )
        for place in range(LETTERS)
    )


def run() -> tuple[int, int, float]:
    """Let the hands work until nothing waits; return the requests made, the kills, the seconds."""
    from django.db import connections

    from luoshi.records.models import Letter

    warm_up()
    forking = multiprocessing.get_context("fork")
    asked = forking.RawArray("i", HANDS)
    chance, kills, begun = Random(1), 0, time.perf_counter()

    def hand(place: int) -> multiprocessing.process.BaseProcess:
        connections.close_all()  # a fork must begin without a connection
        process = forking.Process(target=number_all, args=(place, asked))
        process.start()
        return process

    hands = [hand(place) for place in range(HANDS)]
    while Letter.objects.filter(state="APPROVED").exists():
        time.sleep(KILL_EVERY)
        place = chance.randrange(HANDS)
        hands[place].kill()
        hands[place].join()
        kills += hands[place].exitcode == -signal.SIGKILL
        hands[place] = hand(place)
    seconds = time.perf_counter() - begun
    for process in hands:
        process.join()
    return sum(asked), kills, seconds


def is_whole() -> None:
    """Hold that the register, the letters and the ledger tell the same, without gap or repeat."""
    from luoshi.queries import audit
    from luoshi.records.models import Entry, Letter, PaperNumber, Register

    given = list(PaperNumber.objects.order_by("ordinal").values_list("ordinal", "letter__number"))
    assert [ordinal for ordinal, _ in given] == list(range(1, LETTERS + 1))
    assert [words for _, words in given] == [f"示教督函〔2026〕{n}号" for n in range(1, LETTERS + 1)]
    assert Register.objects.get().last == LETTERS
    assert Letter.objects.filter(state="NUMBERED").count() == LETTERS
    entries = Entry.objects.filter(action="letters.number").values_list("subject", flat=True)
    assert len(entries) == len(set(entries)) == LETTERS
    assert [fault for fault in audit.faults() if fault.number] == []


def main() -> None:
    """Lay the letters, let them be numbered, look at what came of it, print the pace."""
    folder = stage.prepare("registers")
    from django.db import connection

    try:
        lay()
        asked, kills, seconds = run()
        is_whole()
        vendor = connection.vendor
        board.at_least(
            f"{vendor}: {LETTERS:,} numbers, {HANDS} processes, {kills} killed",
            LETTERS / seconds,
            50,
            "numbers/s",
            f"no gap, no repeat; {asked:,} requests",
        )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
