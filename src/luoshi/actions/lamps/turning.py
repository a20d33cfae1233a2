"""The clock turns lamps: batch by batch, and never the same lamp twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from luoshi.actions import audit
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import tasks as task_queries
from luoshi.queries.lamps import Plans
from luoshi.records import rows
from luoshi.records.models import Assignment, LampChange
from luoshi.rules import lamps
from luoshi.rules.people import Actor

# One statement for a whole batch: rows that somebody else won meanwhile no longer match and do not come back.
_WIN = """
WITH due(id, lamp_before, lamp_after, next_on) AS ({due})
UPDATE records_assignment
SET lamp = due.lamp_after,
    lamp_on = CASE WHEN due.lamp_after = due.lamp_before THEN lamp_on ELSE %s END,
    next_lamp_on = due.next_on
FROM due
WHERE records_assignment.id = due.id
  AND records_assignment.lamp = due.lamp_before
  AND records_assignment.next_lamp_on <= %s
RETURNING records_assignment.id
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """How many assignments were looked at and how many lamps turned."""

    looked: int
    turned: int


class _Due(NamedTuple):
    """One assignment whose day has come: its first four go into the statement that wins it."""

    id: int
    before: str
    after: str
    next_on: date | None
    planned_x100: int
    claimed_x100: int


@transaction.atomic
def turn_lamps(*, on: date, plans: Plans | None = None, size: int = 20_000, by: Actor, at: datetime) -> Batch:
    """Bring up to `size` lamps that are due by `on` up to date; call again until nothing was looked at.

    A lamp is due when `next_lamp_on` has come. Each is won by a conditional update, so two sweeps at once
    share the work and neither records a change twice.
    """
    found = list(
        Assignment.objects.filter(task_queries.underway(), next_lamp_on__lte=on)
        .annotate(started=Q(claimed_on__isnull=False))
        .order_by("task_id", "id")
        .values_list("id", "task_id", "claimed_x100", "started", "lamp", "change")[:size]
    )
    if not found:
        return Batch(0, 0)
    judged = _judged(found, on, plans or Plans())
    won = _win(judged, on)
    turned = [due for due in judged if due.before != due.after and due.id in won]
    rows.insert(
        LampChange,
        ("assignment_id", "before", "after", "planned_x100", "claimed_x100"),
        [(due.id, due.before, due.after, due.planned_x100, due.claimed_x100) for due in turned],
        turned_on=on,
    )
    audit.record(
        action="lamps.turn",
        subject=f"day:{on.isoformat()}",
        facts={"looked": len(found), "turned": len(turned)},
        by=by,
        at=at,
    )
    return Batch(len(found), len(turned))


def _judged(found: list[tuple[int, int, int, bool, str, str]], on: date, plans: Plans) -> list[_Due]:
    ways = plans.of({row[1] for row in found})
    yardstick = lamp_queries.yardstick()
    limits, facts_of = yardstick.limits_on(on), yardstick.facts_on(on)
    judged = []
    for assignment_id, task_id, claimed, started, before, change in found:
        facts = facts_of(ways[task_id], claimed, started, False, change)
        after, next_on = lamps.colour(facts, limits)
        planned = facts.planned_x100 if after != before else 0
        judged.append(_Due(assignment_id, before, after.value, next_on, planned, claimed))
    return judged


def _win(dues: list[_Due], on: date) -> set[int]:
    """Update the rows that are still due and return their ids."""
    due = rows.handed_over("bigint", "text", "text", "date")
    given = rows.packed(each[:4] for each in dues)
    with connection.cursor() as cursor:
        cursor.execute(_WIN.format(due=due), [given, on, on])
        return {row[0] for row in cursor.fetchall()}
