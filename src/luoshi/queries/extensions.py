"""Later dates that were asked for: whose turn they are, and how often dates were moved."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db.models import Count, Q, QuerySet

from luoshi.queries import calendar, lamps, tasks
from luoshi.records.models import Assignment, Extension
from luoshi.rules import extensions, ways
from luoshi.rules.extensions import DECIDERS, UNDECIDED, ExtensionState
from luoshi.rules.lamps import Verdict
from luoshi.rules.people import Actor, Duty, Permission, Scope
from luoshi.rules.tasks import UNDERWAY, AssignmentState, Role

Wish: TypeAlias = Extension
"""One wish for a later date, as pages name its type: they never import records."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How often a unit asked for a later date, how often one was granted, and how often refused."""

    unit_id: int
    unit: str
    asked: int
    granted: int
    refused: int
    waiting: int


def part_of(assignment: Assignment, actor: Actor, today: date) -> extensions.Part:
    """Return what of an assignment bears on its extension, for an actor on a day."""
    return extensions.Part(
        is_own=assignment.unit_id == actor.unit_id,
        role=Role(assignment.role),
        state=AssignmentState(assignment.state),
        due_on=lamps.own_way(assignment, today).due_on,
        is_undecided=assignment.extensions.filter(state__in=sorted(UNDECIDED)).exists(),
    )


def is_of_the_office(assignment: Assignment) -> bool:
    """Return whether a part is the supervision office's own."""
    return assignment.unit.posts.filter(duty=Duty.SUPERVISION_HEAD).exists()


def visible(actor: Actor) -> QuerySet[Extension]:
    """Return the wishes about assignments that an actor may see, newest first."""
    return (
        Extension.objects.filter(assignment__in=tasks.visible(actor))
        .select_related("assignment__task__document", "assignment__unit")
        .order_by("-asked_at", "-id")
    )


def visible_one(actor: Actor, extension_id: int) -> Extension | None:
    """Return a wish that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=extension_id).first()


def about(parts: Sequence[Assignment]) -> list[Extension]:
    """Return every wish about these assignments, newest first."""
    return list(Extension.objects.filter(assignment__in=parts).order_by("-number"))


def waiting(actor: Actor) -> QuerySet[Extension]:
    """Return the wishes that this actor is to decide, the most urgent first."""
    if not actor.may(Permission.EXTENSIONS_DECIDE):
        return Extension.objects.none()
    states = sorted(state.value for state, duty in DECIDERS.items() if duty is actor.duty)
    rows = visible(actor).filter(state__in=states).exclude(assignment__unit_id=actor.unit_id)
    return rows.order_by("decide_by_on", "id")


def moved(actor: Actor) -> list[Moved]:
    """Return how often each visible unit moved its dates, most often first."""
    return _moved(tasks.visible(actor))


def _moved(parts: QuerySet[Assignment]) -> list[Moved]:
    rows = (
        Extension.objects.filter(assignment__in=parts)
        .order_by()
        .values_list("assignment__unit_id", "assignment__unit__short_name", "assignment__unit__path")
        .annotate(
            asked=Count("id"),
            granted=Count("id", filter=Q(state=ExtensionState.GRANTED)),
            refused=Count("id", filter=Q(state=ExtensionState.REFUSED)),
            waiting=Count("id", filter=Q(state__in=sorted(UNDECIDED))),
        )
    )
    found = sorted(rows, key=lambda row: (-row[4], -row[3], row[2]))
    return [Moved(row[0], row[1], *row[3:]) for row in found]


def moved_by(actor: Actor, unit_id: int) -> Moved | None:
    """Return how often one unit moved its dates; None when it never asked, or none of its may be seen."""
    if actor.scope is Scope.NOTHING:
        return None
    return next(iter(_moved(tasks.visible(actor).filter(unit=unit_id))), None)


def granted_before(assignment: Assignment) -> int:
    """Return how many later dates an assignment was granted."""
    return assignment.extensions.filter(state=ExtensionState.GRANTED).count()


def would_be(assignment: Assignment, granted_on: date, today: date) -> Verdict | None:
    """Return the lamp that an assignment would show if this date were granted today.

    None when the date has passed.
    """
    if granted_on <= today or assignment.state not in UNDERWAY:
        return None
    change, task = ways.read(assignment.change), assignment.task
    stages = [date.fromisoformat(stage) for stage in task.stages]
    days = calendar.work_calendar()
    grant = extensions.laid(task.start_on, granted_on, stages, change.stood(today), today, days)
    after = copy(assignment)
    after.change = ways.Change(grant, change.pauses, None, change.moved + 1).text
    return lamps.verdict(after, today)
