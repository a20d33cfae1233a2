"""The clock turns lamps: batch by batch, and never the same lamp twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from luoshi.actions import audit
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import tasks as task_queries
from luoshi.records.models import Assignment, LampChange
from luoshi.rules import lamps
from luoshi.rules.lamps import Facts, Lamp
from luoshi.rules.people import Actor

# One statement for a whole batch: rows that somebody else won meanwhile no longer match and do not come back.
_WIN = """
WITH due(id, lamp_before, lamp_after, next_on) AS (VALUES {rows})
UPDATE records_assignment
SET lamp = due.lamp_after,
    lamp_on = CASE WHEN due.lamp_after = due.lamp_before THEN lamp_on ELSE {on} END,
    next_lamp_on = {next_on}
FROM due
WHERE records_assignment.id = due.id
  AND records_assignment.lamp = due.lamp_before
  AND records_assignment.next_lamp_on <= {on}
RETURNING records_assignment.id
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """How many assignments were looked at and how many lamps turned."""

    looked: int
    turned: int


@dataclass(frozen=True, slots=True)
class _Due:
    id: int
    before: Lamp
    after: Lamp
    next_on: date | None
    planned_x100: int
    claimed_x100: int


@transaction.atomic
def turn_lamps(*, on: date, size: int = 5000, by: Actor, at: datetime) -> Batch:
    """Bring up to `size` lamps that are due by `on` up to date; call again until nothing was looked at.

    A lamp is due when `next_lamp_on` has come. Each is won by a conditional update, so two sweeps at once
    share the work and neither records a change twice.
    """
    rows = list(
        Assignment.objects.filter(task_queries.underway(), next_lamp_on__lte=on)
        .order_by("task_id", "id")
        .values_list("id", "task_id", "claimed_x100", "claimed_on", "lamp")[:size]
    )
    if not rows:
        return Batch(0, 0)
    judged = _judged(rows, on)
    won = _win(judged, on)
    turned = [due for due in judged if due.id in won and due.before is not due.after]
    LampChange.objects.bulk_create(
        [
            LampChange(
                assignment_id=due.id,
                turned_on=on,
                before=due.before.value,
                after=due.after.value,
                planned_x100=due.planned_x100,
                claimed_x100=due.claimed_x100,
            )
            for due in turned
        ],
        batch_size=1000,
    )
    audit.record(
        action="lamps.turn",
        subject=f"day:{on.isoformat()}",
        facts={"looked": len(rows), "turned": len(turned)},
        by=by,
        at=at,
    )
    return Batch(len(rows), len(turned))


def _judged(rows: list[tuple[int, int, int, date | None, str]], on: date) -> list[_Due]:
    ways = lamp_queries.trajectories({row[1] for row in rows})
    yardstick = lamp_queries.yardstick()
    limits, soon = lamps.thresholds(yardstick.book, on), yardstick.book.value("lamp.due_soon", on)
    soon_for = {
        due: lamps.due_soon_on(due, soon, yardstick.days) for due in {w.due_on for w in ways.values()}
    }
    judged = []
    for assignment_id, task_id, claimed, claimed_on, lamp in rows:
        way = ways[task_id]
        facts = Facts(way, claimed, claimed_on is not None, False, on, soon_for[way.due_on], yardstick.days)
        after, next_on = lamps.colour(facts, limits)
        before = Lamp(lamp)
        planned = facts.planned_x100 if after is not before else 0
        judged.append(_Due(assignment_id, before, after, next_on, planned, claimed))
    return judged


def _win(dues: list[_Due], on: date) -> set[int]:
    """Update the rows that are still due and return their ids.

    The values are numbers, codes of ours and dates, so they are written into the statement.
    """
    rows = ", ".join(
        f"({due.id}, '{due.before.value}', '{due.after.value}', {_written(due.next_on)})" for due in dues
    )
    is_sqlite = connection.vendor == "sqlite"
    statement = _WIN.format(
        rows=rows,
        on=_written(on) if is_sqlite else f"DATE {_written(on)}",
        next_on="due.next_on" if is_sqlite else "CAST(due.next_on AS date)",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {row[0] for row in cursor.fetchall()}


def _written(day: date | None) -> str:
    return f"'{day.isoformat()}'" if day else "NULL"
