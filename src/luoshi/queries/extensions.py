"""Later dates that were asked for: whose turn they are, and how often dates were moved."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from django.db.models import QuerySet

from luoshi.queries import calendar, lamps, tasks
from luoshi.records import statements
from luoshi.records.models import Assignment, Extension, Post
from luoshi.rules import extensions, ways
from luoshi.rules import lamps as lamp_rules
from luoshi.rules import people as people_rules
from luoshi.rules.extensions import DECIDERS, UNDECIDED, ExtensionState
from luoshi.rules.lamps import Verdict
from luoshi.rules.people import Actor, Duty, Permission
from luoshi.rules.plans import Shape
from luoshi.rules.tasks import UNDERWAY, AssignmentState, Role
from luoshi.rules.units import UnitKind
from luoshi.rules.ways import Grant

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


def why_not_decide(wish: Extension, actor: Actor) -> str | None:
    """Return why an actor may not decide a wish; None when they may."""
    return people_rules.why_not(actor, Permission.EXTENSIONS_DECIDE) or extensions.why_not_decide(
        ExtensionState(wish.state),
        actor.duty,
        is_own=wish.assignment.unit_id == actor.unit_id,
        is_bureau=is_of_the_bureau(wish.assignment),
        is_asker=Post.objects.filter(id=wish.asked_post_id, person_id=actor.person_id).exists(),
    )


def is_of_the_bureau(assignment: Assignment) -> bool:
    """Return whether a part is the bureau's own, not one of its offices'."""
    return assignment.unit.kind == UnitKind.BUREAU


def visible(actor: Actor) -> QuerySet[Extension]:
    """Return the wishes about assignments that an actor may see, newest first."""
    return (
        Extension.objects.filter(tasks.visible_through(actor, "assignment__"))
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
    rows = visible(actor).filter(state__in=states)
    rows = rows.exclude(asked_post_id__in=Post.objects.filter(person_id=actor.person_id).values("id"))
    if actor.unit_kind is not UnitKind.BUREAU:
        rows = rows.exclude(assignment__unit_id=actor.unit_id)
    return rows.order_by("decide_by_on", "id")


# Joined crosswise, so that SQLite begins with the wishes: they are few beside the assignments of a unit.
_MOVED = """
SELECT part.unit_id, unit.short_name, count(*),
    count(CASE WHEN wish.state = 'GRANTED' THEN 1 END),
    count(CASE WHEN wish.state = 'REFUSED' THEN 1 END),
    count(CASE WHEN wish.state IN {undecided} THEN 1 END)
FROM records_extension wish CROSS JOIN records_assignment part CROSS JOIN records_unit unit
WHERE part.id = wish.assignment_id AND unit.id = part.unit_id AND part.state <> 'PLANNED' AND {limits}
GROUP BY part.unit_id, unit.short_name, unit.path
ORDER BY 4 DESC, 3 DESC, unit.path
"""


def moved(actor: Actor) -> list[Moved]:
    """Return how often each visible unit moved its dates, most often first."""
    return _moved(*tasks.limits(actor))


def _moved(limits: str, limited_to: Sequence[object]) -> list[Moved]:
    asking = _MOVED.format(limits=limits, undecided=statements.codes(UNDECIDED))
    return [Moved(*row) for row in statements.ask(asking, limited_to)]


def moved_by(actor: Actor, unit_id: int) -> Moved | None:
    """Return how often one unit moved its dates; None when it never asked, or none of its may be seen."""
    limits, limited_to = tasks.limits(actor)
    return next(iter(_moved(f"{limits} AND part.unit_id = %s", (*limited_to, unit_id))), None)


def granted_before(assignment: Assignment) -> int:
    """Return how many later dates an assignment was granted."""
    return assignment.extensions.filter(state=ExtensionState.GRANTED).count()


def regranted(assignment: Assignment, granted_on: date, today: date) -> Grant:
    """Return what a grant of this date makes of a part's plan, if it is given today."""
    change, task = ways.read(assignment.change), assignment.task
    stages = [date.fromisoformat(stage) for stage in task.stages]
    planned = None
    if change.plan or task.shape != Shape.STRAIGHT:
        laid = lamp_rules.along(tasks.trajectory(task), replace(change, pauses=()), today)
        planned = laid.due_on, laid.points
    days = calendar.work_calendar()
    return extensions.laid(task.start_on, granted_on, stages, change.stood(today), today, days, planned)


def would_be(assignment: Assignment, granted_on: date, today: date) -> Verdict | None:
    """Return the lamp that an assignment would show if this date were granted today.

    None when the date has passed.
    """
    if granted_on <= today or assignment.state not in UNDERWAY:
        return None
    change, grant = ways.read(assignment.change), regranted(assignment, granted_on, today)
    plan = grant.points if change.plan else ()
    after = copy(assignment)
    after.change = replace(change, grant=grant, asked_for=None, moved=change.moved + 1, plan=plan).text
    return lamps.verdict(after, today)
