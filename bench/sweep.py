"""The daily sweep over 100,000 open assignments: its worst day, the same day again, the days that follow.

The worst day is one that an office does not see: a ledger that no clock ever looked at, of which every lamp
is due at once, two in three turn, and each that turns raises a warning and is listed in a letter. The days
that follow are ordinary: what the plans bring due of the same 100,000, with letters waiting to take it up.
"""

from __future__ import annotations

import shutil
import time
from datetime import timedelta

from support import board, stage

TASKS, ASSIGNMENTS = 10_000, 100_000
DAYS = 7
LIMIT_SECONDS = 5


def main() -> None:
    folder = stage.prepare("sweep")
    from django.core.management import call_command
    from django.db import connection

    from luoshi.records.models import Alert, Assignment, LampChange, LetterItem
    from support import land

    def swept(days_on: int) -> tuple[float, str]:
        """Return the seconds that the sweep of a day took, and what it did."""
        day = stage.NOW.date() + timedelta(days=days_on)
        looked = Assignment.objects.filter(next_lamp_on__lte=day).count()
        before = [model.objects.count() for model in (LampChange, Alert, LetterItem)]
        busy = time.process_time()
        with board.timed() as spent:
            call_command("sweep", on=day.isoformat())
        busy = time.process_time() - busy
        assert not Assignment.objects.filter(next_lamp_on__lte=day).exists()
        after = [model.objects.count() for model in (LampChange, Alert, LetterItem)]
        turned, warned, listed = (b - a for a, b in zip(before, after, strict=True))
        work = f"{looked:,} due, {turned:,} lamps, {warned:,} warnings, {listed:,} listed in letters"
        return spent(), f"{work}; own processor {busy:.1f} s"

    def told(what: str, seconds: float, work: str) -> None:
        board.at_most(f"{connection.vendor}: sweep, {what}", seconds, LIMIT_SECONDS, "s", work)

    try:
        land.lay(TASKS, ASSIGNMENTS, open_share=1, milestones=True)
        scan = _scan()
        worst, work = swept(0)
        told("worst day: all 100,000 due at once", worst, f"{work}; {scan}")
        told("the same day a second time", *swept(0))
        days = [swept(days_on) for days_on in range(1, DAYS + 1)]
        told(f"slowest of the {DAYS} days that follow", *max(days))
        told(f"median of the {DAYS} days that follow", *sorted(days)[DAYS // 2])
    finally:
        shutil.rmtree(folder)


def _scan() -> str:
    """Return what merely fetching and rewriting every row costs, as a baseline."""
    from django.db.models import F

    from luoshi.records.models import Assignment

    with board.timed() as spent:
        list(Assignment.objects.values_list("id", "task_id", "claimed_x100", "lamp"))
        Assignment.objects.update(claimed_x100=F("claimed_x100"))
    return f"fetching and rewriting every row: {spent():.2f} s"


if __name__ == "__main__":
    main()
