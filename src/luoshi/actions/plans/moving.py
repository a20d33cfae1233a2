"""The days of pieces move: only as a change on record says, and never past somebody else's."""

from __future__ import annotations

from datetime import datetime

from luoshi.queries import calendar
from luoshi.records import rows, statements
from luoshi.records.models import Assignment, PlanChange
from luoshi.rules import plans, ways
from luoshi.rules.people import Actor
from luoshi.rules.plans import PlanChangeKind, PlanChangeState
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.ways import Grant

# A piece that somebody moved meanwhile no longer stands on its day before, and does not come back.
_MOVE = """
WITH told(id, before, after) AS ({told})
UPDATE records_piece SET due_on = told.after
FROM told
WHERE records_piece.id = told.id AND records_piece.due_on = told.before
RETURNING records_piece.id
"""


def move_pieces(change: PlanChange) -> None:
    """Move pieces as a granted change says. Raises SomebodyWasFirst when one stands elsewhere by now."""
    told = rows.handed_over("bigint", "date", "date")
    won = statements.ask(_MOVE.format(told=told), [rows.packed(change.moves)])
    if len(won) < len(change.moves):
        raise SomebodyWasFirst("有环节的时间刚刚被改动，这次调整没有办成。请刷新后再办。")


def stretch_pieces(assignment: Assignment, grant: Grant, reason: str, by: Actor, at: datetime) -> None:
    """Lay the pieces of a part anew as a granted later date asks, and keep that beside the plan.

    Called within the action that grants, before the part's way is laid anew; without pieces nothing happens.
    """
    task, days, before = assignment.task, calendar.work_calendar(), ways.read(assignment.change).grant
    assert task.due_on is not None, "a task in the ledger has a due date"
    last_on = before.due_on if before else task.due_on
    moves = []
    for number, day in assignment.pieces.order_by("id").values_list("id", "due_on"):
        after = plans.stretched(day, task.start_on, last_on, grant.due_on, days)
        if after != day:
            moves.append([number, day.isoformat(), after.isoformat()])
    if not moves:
        return
    change = PlanChange.objects.create(
        assignment=assignment,
        number=assignment.plan_changes.count() + 1,
        kind=PlanChangeKind.EXTENDED.value,
        state=PlanChangeState.GRANTED.value,
        moves=moves,
        reason=reason[:500],
        asked_at=at,
        asked_by=by.words,
        asked_post_id=by.post_id,
        decided_at=at,
        decided_by=by.words,
    )
    move_pieces(change)
