"""The gate of letters with five years of history: 2,000,000 past items in 100,000 letters.

Each letter that is asked about lists twenty assignments, each of which stood in five letters before. Beside
it: one bare lookup of the same rows by the same index.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from support import board, stage

ITEMS = int(os.environ.get("LUOSHI_BENCH_ITEMS", "2000000"))
LISTED, TIMES, ASKED = 20, 5, 200
LIMIT_MS = 5


def main() -> None:
    folder = stage.prepare("gate")
    from django.db import connection

    from luoshi.queries import letters
    from luoshi.records import statements
    from luoshi.records.models import Letter, LetterItem
    from support import land

    try:
        parts = ITEMS // TIMES
        land.lay(parts // 20, parts, open_share=1, milestones=False)
        board.note(f"laying {ITEMS:,} past items")
        land._fill(Letter, _letters(ITEMS // LISTED + ASKED))
        land._fill(LetterItem, _items(ITEMS // LISTED + ASKED))
        land.settle()
        drafts = list(Letter.objects.filter(state="DRAFT").select_related("unit").order_by("id"))
        assert len(drafts) == ASKED, len(drafts)
        today = stage.NOW.date()
        assert letters.why_not_go_on(drafts[0], today) is None
        lists = [list(draft.items.values_list("assignment_id", flat=True)) for draft in drafts]
        with board.timed() as bare:
            for ids in lists:
                statements.ask(
                    "SELECT letter_id FROM records_letteritem WHERE assignment_id IN"
                    f" ({', '.join(map(str, ids))})"
                )
        with board.timed() as spent:
            reasons = [letters.why_not_go_on(draft, today) for draft in drafts]
        assert reasons == [None] * ASKED, next(filter(None, reasons))
        each, looked = 1000 * spent() / ASKED, 1000 * bare() / ASKED
        what = f"{connection.vendor}: the gate for a letter of {LISTED}, {ITEMS:,} past items"
        board.at_most(
            what, each, LIMIT_MS, "ms", f"one bare indexed lookup {looked:.2f} ms, {each / looked:.1f}×"
        )
    finally:
        shutil.rmtree(folder)


def _plain(model: Any, **given: object) -> dict[str, Any]:
    """Return a row by column name: what is given, else the field's default, else null."""
    row = {}
    for field in model._meta.local_concrete_fields:
        value = field.get_default()
        row[field.column] = given.get(field.column, "[]" if value == [] else value)
    return row


def _letters(count: int) -> Iterator[dict[str, Any]]:
    """Yield past letters, four weeks old and older, and the drafts that are asked about."""
    from luoshi.records.models import Letter, Unit

    units = list(Unit.objects.filter(kind="COUNTY").values_list("id", flat=True))
    issuer = Unit.objects.order_by("path").values_list("id", flat=True)[0]
    for number in range(1, count + 1):
        is_past = number <= count - ASKED
        on = stage.NOW - timedelta(days=28 + number % 1800) if is_past else stage.NOW
        done = {f"{name}_{end}": on if end == "at" else "基准" for name in _DONE for end in ("at", "by")}
        yield _plain(
            Letter,
            id=number,
            kind=("REMINDER", "SUPERVISION", "WARNING")[number % 3] if is_past else "SUPERVISION",
            layout="LETTER",
            unit_id=units[number % len(units)],
            issuer_id=issuer,
            state="CLOSED" if is_past else "DRAFT",
            title="关于抓紧落实重点任务的督办函",
            text="请逐项查明原因。",
            why="滞后",
            why_now="本期",
            what_would_stop="恢复",
            number=f"示教督函〔基准〕{number}号" if is_past else "",
            reply_days=5,
            unit_name="县" if is_past else "",
            issuer_name="局" if is_past else "",
            drafted_at=on,
            drafted_by="基准",
            drafted_post_id=1,
            **(done if is_past else {}),
        )


_DONE = ("submitted", "approved", "numbered", "issued", "read", "closed")


def _items(count: int) -> Iterator[dict[str, Any]]:
    """Yield twenty items a letter, going round all assignments until each stood in five letters."""
    from luoshi.records.models import LetterItem

    parts = ITEMS // TIMES
    for number, (letter, place) in enumerate(itertools.product(range(1, count + 1), range(LISTED)), start=1):
        yield _plain(
            LetterItem,
            id=number,
            letter_id=letter,
            assignment_id=((letter - 1) * LISTED + place) % parts + 1,
            lamp="RED",
            planned_x100=5000,
            claimed_x100=1000,
            due_on=stage.NOW.date(),
            as_of_on=stage.NOW.date(),
        )


if __name__ == "__main__":
    main()
