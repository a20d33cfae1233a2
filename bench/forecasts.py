"""A week's forecasts of 10,000 tasks, and one look through their record for what does not add up.

Each task has one part, ten weeks of accounts behind it, and one of eight campaigns in 32 units; four thousand
more are over and are what the forecasts are drawn from.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from support import board, stage

TASKS, OVER = 10_000, 4_300
LIMIT_SECONDS, LOOKING_SECONDS = 2, 5
WEEK = date(2026, 11, 9)
CAMPAIGNS = 8


def main() -> None:
    folder = stage.prepare("forecasts")
    from django.db import connection

    from luoshi.actions import contradictions, forecasts
    from luoshi.records.models import Forecast
    from luoshi.rules.people import SYSTEM
    from support import land

    try:
        land.lay(TASKS + OVER, TASKS + OVER, open_share=1, milestones=False)
        _tell()
        scan = _scan()
        busy = time.process_time()
        with board.timed() as spent:
            drawn = forecasts.draw_forecasts(week_start=WEEK, by=SYSTEM, at=stage.NOW)
        busy = time.process_time() - busy
        assert drawn.drawn == Forecast.objects.count() >= TASKS, drawn
        what = f"{connection.vendor}: forecasts of {drawn.drawn:,} tasks, drawn and kept"
        board.at_most(what, spent(), LIMIT_SECONDS, "s", f"{scan}; own processor {busy:.2f} s")
        with board.timed() as spent:
            again = forecasts.draw_forecasts(week_start=WEEK, by=SYSTEM, at=stage.NOW)
        assert again.drawn == 0, again
        board.at_most(f"{connection.vendor}: the same week a second time", spent(), LIMIT_SECONDS, "s")
        with board.timed() as spent:
            found = contradictions.raise_contradictions(week_start=WEEK, by=SYSTEM, at=stage.NOW)
        what = f"{connection.vendor}: the record of {TASKS + OVER:,} tasks looked through"
        board.at_most(what, spent(), LOOKING_SECONDS, "s", f"{found.raised:,} questions raised")
    finally:
        shutil.rmtree(folder)


def _tell() -> None:
    """Give every part its weekly accounts and its task a campaign."""
    from django.db.models import F

    from luoshi.records.models import Document, Report, Task
    from luoshi.rules.campaigns import Campaign
    from support import land

    Document.objects.update(published_at=datetime(2026, 8, 31, tzinfo=UTC))
    for number, campaign in enumerate(list(Campaign)[:CAMPAIGNS]):
        Task.objects.annotate(rest=F("id") % CAMPAIGNS).filter(rest=number).update(campaign=campaign.value)
    land._fill(Report, _accounts())


def _accounts() -> Iterator[dict[str, Any]]:
    from support import land

    number = 0
    for part in range(1, TASKS + OVER + 1):
        due = land._due(part)
        weeks = (due - land.STARTED).days // 7 + 1
        pace = 60 + part * 37 % 61
        for week in range(1, 12):
            monday = date(2026, 8, 31) + timedelta(days=7 * (week - 1))
            if monday > due:
                break
            number += 1
            claimed = min(10_000, 100 * week * pace // weeks)
            yield {
                "id": number,
                "assignment_id": part,
                "week_start": monday,
                "revision": 1,
                "claimed_x100": claimed,
                "is_unchanged": False,
                "is_late": False,
                "words": "" if part % 10 else f"已建成{part % 7 + 3}所公办幼儿园，其余正在施工。",
                "state": "SENT",
                "return_reason": "",
                "submitted_at": stage.NOW,
                "submitted_by": "基准",
                "submitted_post_id": 1,
                "decided_at": None,
                "decided_by": None,
            }


def _scan() -> str:
    """Return what merely reading every account and writing a row a task costs, as a baseline."""
    from luoshi.records import rows, statements
    from luoshi.records.models import LampChange

    with board.timed() as spent:
        statements.ask("SELECT assignment_id, week_start, claimed_x100 FROM records_report")
        rows.insert(
            LampChange,
            ("assignment_id", "planned_x100", "claimed_x100"),
            [(part, 0, 0) for part in range(1, TASKS + 1)],
            turned_on=WEEK,
            before="GREY",
            after="GREEN",
        )
    return f"reading every account, writing a row a task: {spent():.2f} s"


if __name__ == "__main__":
    main()
