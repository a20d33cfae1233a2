"""One year of a city replayed by another number: 100 units with 200 tasks each, 52 weeks of accounts.

1,040,000 accounts, a stroke of the clock every morning; the year by the rules in force and by others,
with lamps, warnings and letters, in two processes, and the result kept. One part in five drags behind.
"""

from __future__ import annotations

import gc
import os
import shutil
from datetime import UTC, date, datetime, timedelta

from support import board, stage

UNITS, TASKS, WEEKS = 100, 200, 52
FIRST, LAST = date(2025, 11, 24), date(2026, 11, 18)
LIMIT_SECONDS = 10
CHANGES = [("lamp.yellow_gap_x100", 500), ("letter.yellow_weeks", 3)]
FILLING = """
INSERT INTO records_report (assignment_id, week_start, revision, claimed_x100, is_unchanged, is_late, words,
    state, return_reason, submitted_at, submitted_by, submitted_post_id)
SELECT id, %s, 1, CASE WHEN told > 10000 THEN 10000 ELSE told END, id %% 3 = 0, id %% 50 = 0, '', 'SENT', '',
    %s, '基准', 1
FROM (SELECT id, 700 * %s * (CASE WHEN id %% 5 = 0 THEN 55 ELSE 97 END + id * 37 %% 31)
             / (70 + task_id * 7919 %% 280) AS told
      FROM records_assignment) part ORDER BY id
"""


def main() -> None:
    folder = stage.prepare("rehearsal")
    from django.db import connection

    from luoshi.actions import rehearsals as actions
    from luoshi.queries import rehearsals
    from luoshi.records import statements
    from luoshi.records.models import Rehearsal, Report
    from luoshi.rules.people import SYSTEM
    from support import land

    name = connection.vendor
    try:
        land.COUNTIES, land.OFFICES = UNITS - 20, 20
        land.lay(TASKS, UNITS * TASKS, open_share=1, milestones=False)
        _date_back()
        _account()
        land.settle()
        with board.timed() as bare:
            rows = statements.ask(
                "SELECT assignment_id, week_start, claimed_x100, submitted_at FROM records_report"
                " ORDER BY assignment_id, week_start, revision"
            )
        assert len(rows) == Report.objects.count() == UNITS * TASKS * WEEKS
        del rows
        rehearsal = Rehearsal.objects.create(
            from_on=FIRST, until_on=LAST, changes=CHANGES, asked_at=stage.NOW, asked_by="基准"
        )
        gc.disable()  # as `luoshi work` does, which does this behind the pages
        busy = _busy()
        with board.timed() as spent:
            span = rehearsals.span(FIRST, LAST)
            places = rehearsals.places(span)
            results = list(rehearsals.rehearse(span, CHANGES, places, rehearsals.hands_for(places)))
            total = actions.keep_rehearsal(rehearsal=rehearsal, results=results, by=SYSTEM, at=stage.NOW)
        busy = _busy() - busy
        letters, turns = total.measures["LETTERS"], total.measures["TURNS"]
        assert total.parts == UNITS * TASKS, total.parts
        assert min(*letters, *turns) > TASKS, total
        board.at_most(
            f"{name}: a year of {len(results)} units and {total.parts:,} parts rehearsed",
            spent(),
            LIMIT_SECONDS,
            "s",
            f"reading the same accounts bare {bare():.1f} s, {spent() / bare():.1f} times that;"
            f" own processor {busy:.1f} s, all processes; {letters[0]:,} letters against {letters[1]:,}",
        )
    finally:
        shutil.rmtree(folder)


def _busy() -> float:
    """Return the seconds of processor of this process and of those that it waited for."""
    return sum(os.times()[:4])


def _date_back() -> None:
    """Let everything have begun a year ago, each task with its own length."""
    from luoshi.records.models import Document, Task

    Document.objects.update(published_at=datetime(2025, 11, 24, 1, tzinfo=UTC))
    tasks = list(Task.objects.all())
    for task in tasks:
        task.start_on, task.due_on = FIRST, FIRST + timedelta(days=70 + task.id * 7919 % 280)
    Task.objects.bulk_update(tasks, ["start_on", "due_on"])


def _account() -> None:
    """Lay the accounts week by week, each on its Thursday, and a stroke of the clock for every morning."""
    from django.db import connection

    from luoshi.records import statements
    from luoshi.records.models import Entry
    from support import land

    with connection.cursor() as cursor, land.without_indexes("records_report"):
        for week in range(WEEKS):
            monday = FIRST + timedelta(days=7 * week)
            at = datetime.combine(monday + timedelta(days=3), datetime.min.time(), UTC) + timedelta(hours=3)
            cursor.execute(FILLING, [monday, statements.instant(at), week + 1])
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    known = Entry.objects.count()
    Entry.objects.bulk_create(
        Entry(
            number=number,
            at=datetime.combine(day, datetime.min.time(), UTC),
            action="lamps.turn",
            subject=f"day:{day}",
            actor="系统",
            unit="",
            post_id=0,
            facts={},
            seal="",
        )
        for number, day in enumerate(days, start=known + 1000)
    )


if __name__ == "__main__":
    main()
