"""The daily sweep over 100,000 open assignments, all of them due to be looked at."""

from __future__ import annotations

import shutil

from support import board, stage

TASKS, ASSIGNMENTS = 10_000, 100_000


def main() -> None:
    folder = stage.prepare("sweep")
    from django.core.management import call_command
    from django.db import connection

    from luoshi.records.models import Assignment
    from support import land

    try:
        land.lay(TASKS, ASSIGNMENTS, open_share=1, milestones=True)
        day = stage.NOW.date().isoformat()
        with board.timed() as spent:
            call_command("sweep", on=day)
        untouched = Assignment.objects.filter(next_lamp_on__lte=stage.NOW.date()).count()
        assert untouched == 0, untouched
        board.at_most(f"{connection.vendor}: sweep over 100,000 open assignments", spent(), 5, "s", _scan())
        with board.timed() as again:
            call_command("sweep", on=day)
        board.at_most(f"{connection.vendor}: the same sweep a second time", again(), 5, "s")
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
