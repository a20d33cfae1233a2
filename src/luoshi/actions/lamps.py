"""The clock turns lamps: batch by batch, and never the same lamp twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import parameters as parameter_queries
from luoshi.records.models import Assignment, LampChange
from luoshi.rules import lamps
from luoshi.rules.lamps import Facts, Lamp
from luoshi.rules.people import Actor
from luoshi.rules.tasks import UNDERWAY


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
        Assignment.objects.filter(state__in=sorted(UNDERWAY), next_lamp_on__lte=on)
        .order_by("next_lamp_on", "id")
        .values_list("id", "task_id", "claimed_x100", "claimed_on", "lamp")[:size]
    )
    if not rows:
        return Batch(0, 0)
    groups: dict[tuple[Lamp, Lamp, date | None], list[_Due]] = defaultdict(list)
    for due in _judged(rows, on):
        groups[due.before, due.after, due.next_on].append(due)
    turned = 0
    for (before, after, next_on), dues in groups.items():
        won = _win(dues, before, after, next_on, on)
        if before is not after:
            turned += len(won)
            LampChange.objects.bulk_create(
                [
                    LampChange(
                        assignment_id=due.id,
                        turned_on=on,
                        before=before.value,
                        after=after.value,
                        planned_x100=due.planned_x100,
                        claimed_x100=due.claimed_x100,
                    )
                    for due in won
                ],
                batch_size=1000,
            )
    audit.record(
        action="lamps.turn",
        subject=f"day:{on.isoformat()}",
        facts={"looked": len(rows), "turned": turned},
        by=by,
        at=at,
    )
    return Batch(len(rows), turned)


def _judged(rows: list[tuple[int, int, int, date | None, str]], on: date) -> list[_Due]:
    ways = lamp_queries.trajectories({row[1] for row in rows})
    calendar, book = calendar_queries.work_calendar(), parameter_queries.book()
    limits, soon = lamps.thresholds(book, on), book.value("lamp.due_soon", on)
    soon_for = {way.due_on: lamps.due_soon_on(way.due_on, soon, calendar) for way in ways.values()}
    judged = []
    for assignment_id, task_id, claimed, claimed_on, lamp in rows:
        way = ways[task_id]
        facts = Facts(way, claimed, claimed_on is not None, False, on, soon_for[way.due_on], calendar)
        after, next_on = lamps.colour(facts, limits)
        before = Lamp(lamp)
        planned = facts.planned_x100 if after is not before else 0
        judged.append(_Due(assignment_id, before, after, next_on, planned, claimed))
    return judged


def _win(dues: list[_Due], before: Lamp, after: Lamp, next_on: date | None, on: date) -> list[_Due]:
    """Update the rows that are still due and return those; somebody else may have won some of them."""
    changes: dict[str, object] = {"next_lamp_on": next_on}
    if before is not after:
        changes |= {"lamp": after.value, "lamp_on": on}
    won: list[_Due] = []
    for start in range(0, len(dues), 500):
        chunk = dues[start : start + 500]
        still_due = Assignment.objects.filter(
            id__in=[due.id for due in chunk], lamp=before.value, next_lamp_on__lte=on
        )
        with transaction.atomic():
            count = still_due.update(**changes)
            if 0 < count < len(chunk):
                transaction.set_rollback(True)
        if count == len(chunk):
            won += chunk
        elif count:
            won += [
                due
                for due in chunk
                if Assignment.objects.filter(id=due.id, lamp=before.value, next_lamp_on__lte=on).update(
                    **changes
                )
            ]
    return won
