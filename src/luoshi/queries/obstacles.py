"""Help that was asked for: whose turn it is, and who kept whom waiting, the bureau's own offices included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from django.db.models import Q, QuerySet

from luoshi.queries import calendar, tasks
from luoshi.records.models import Asking, Assignment, Obstacle, Unit
from luoshi.rules import obstacles
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.obstacles import HELPING_KINDS, UNCLOSED, ObstacleState, Waited
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.tasks import AssignmentState
from luoshi.rules.units import UnitKind

Matter: TypeAlias = Obstacle
"""One obstacle, as pages name its type: they never import records."""
Asked: TypeAlias = Asking
"""One time that help was asked for, as pages name its type."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One asking, how long it took or has taken, and whether the answer is still to come."""

    asking: Asking
    waited: Waited
    is_open: bool


@dataclass(frozen=True, slots=True)
class Promptness:
    """How one helper answers: askings in all, open ones, late open ones, late answers, working days taken."""

    unit: Unit
    asked: int
    open: int
    overdue: int
    late: int
    middle_workdays: int | None


def visible(actor: Actor) -> QuerySet[Obstacle]:
    """Return the obstacles of assignments that an actor may see, and those put to the actor's own unit."""
    rows = Obstacle.objects.select_related("assignment__task__document", "assignment__unit", "helper")
    if not actor.may(Permission.TASKS_SEE) or actor.scope is Scope.NOTHING:
        return rows.none()
    own = Q(helper_id=actor.unit_id)
    if actor.scope is Scope.BRANCH:
        own |= Q(helper_id=actor.branch_id)
    return rows.filter(own | Q(assignment__in=tasks.visible(actor))).order_by("-id")


def visible_one(actor: Actor, obstacle_id: int) -> Obstacle | None:
    """Return an obstacle that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=obstacle_id).first()


def askings_of(obstacle: Obstacle) -> list[Asking]:
    """Return every time that help was asked for about an obstacle, oldest first."""
    return list(obstacle.askings.order_by("number"))


def latest_asking(obstacle: Obstacle) -> Asking:
    """Return the last time that help was asked for; every obstacle has one."""
    return obstacle.askings.order_by("-number")[:1].get()


def asking_of(asking_id: int) -> Asking | None:
    """Return one asking with its obstacle; None when absent."""
    rows = Asking.objects.select_related("obstacle__assignment__task", "obstacle__assignment__unit")
    return rows.select_related("obstacle__helper").filter(id=asking_id).first()


def about(parts: Sequence[Assignment]) -> list[Obstacle]:
    """Return every obstacle of these assignments, newest first, each with its askings."""
    rows = Obstacle.objects.filter(assignment__in=parts).select_related("helper")
    return list(rows.prefetch_related("askings").order_by("-id"))


def helpers() -> QuerySet[Unit]:
    """Return the units that may be asked for help, in the order of the tree."""
    return Unit.objects.filter(kind__in=sorted(HELPING_KINDS), to_on=None).order_by("path")


def is_waiting(assignment: Assignment, helper: Unit) -> bool:
    """Return whether this helper was asked about an assignment and it is not closed."""
    return assignment.obstacles.filter(helper=helper, state__in=sorted(UNCLOSED)).exists()


def _underway() -> QuerySet[Asking]:
    rows = Asking.objects.filter(
        answered_on=None,
        obstacle__state=ObstacleState.ASKED,
        obstacle__assignment__state=AssignmentState.OPEN,
    )
    return rows.select_related(
        "obstacle__helper", "obstacle__assignment__task", "obstacle__assignment__unit"
    ).order_by("due_on", "id")


def to_answer(actor: Actor) -> QuerySet[Asking]:
    """Return what the actor's own unit is asked and has not answered, soonest due first."""
    rows = _underway()
    return (
        rows.filter(obstacle__helper_id=actor.unit_id) if actor.may(Permission.HELP_ANSWER) else rows.none()
    )


def to_confirm(actor: Actor) -> QuerySet[Obstacle]:
    """Return the answered obstacles that the actor's own unit is to close or to ask about once more."""
    if not actor.may(Permission.HELP_ASK):
        return Obstacle.objects.none()
    rows = visible(actor).filter(state=ObstacleState.ANSWERED, assignment__unit_id=actor.unit_id)
    return rows.filter(assignment__state=AssignmentState.OPEN)


def overdue(on: date) -> QuerySet[Asking]:
    """Return the askings whose helper is late on a day, the latest first."""
    return _underway().filter(due_on__lt=on)


def falling_due(on: date) -> QuerySet[Asking]:
    """Return the askings whose answer is due on a day."""
    return _underway().filter(due_on=on)


def paused_parts() -> list[Assignment]:
    """Return the assignments under way whose clock stands."""
    rows = Assignment.objects.filter(tasks.underway(), obstacles__state=ObstacleState.ASKED).distinct()
    return list(rows.select_related("task").order_by("id"))


def _asked(actor: Actor, since: date) -> QuerySet[Asking]:
    """Return the askings that an actor may see, open ones and those of the time since a day.

    What was taken back is left out: it kept nobody waiting.
    """
    seen = visible(actor).exclude(state=ObstacleState.WITHDRAWN)
    rows = Asking.objects.filter(obstacle__in=seen).filter(Q(answered_on=None) | Q(asked_on__gte=since))
    return rows.select_related("obstacle__helper", "obstacle__assignment__task", "obstacle__assignment__unit")


def waits(actor: Actor, today: date, days: int = 366) -> list[Wait]:
    """Return who kept whom waiting within so many days: open ones first, those that waited longest first."""
    rows = _asked(actor, today - timedelta(days=days))
    found = list(_waited(rows, today, calendar.work_calendar()))
    return sorted(found, key=lambda each: (not each.is_open, -each.waited.late, -each.waited.workdays))


def _waited(rows: Iterable[Asking], today: date, days: WorkCalendar) -> Iterable[Wait]:
    for row in rows:
        until = row.answered_on or today
        yield Wait(row, obstacles.waited(row.asked_on, row.due_on, until, days), row.answered_on is None)


def by_helper(found: Sequence[Wait]) -> list[Promptness]:
    """Return how each helper of these askings answers, those with most late ones first."""
    grouped: dict[int, list[Wait]] = {}
    for each in found:
        grouped.setdefault(each.asking.obstacle.helper_id, []).append(each)
    helpers = [_promptness(group) for group in grouped.values()]
    return sorted(helpers, key=lambda each: (-each.overdue, -each.late, -each.asked, each.unit.path))


def _promptness(group: Sequence[Wait]) -> Promptness:
    answered = sorted(each.waited.workdays for each in group if not each.is_open)
    return Promptness(
        unit=group[0].asking.obstacle.helper,
        asked=len(group),
        open=sum(each.is_open for each in group),
        overdue=sum(each.is_open and each.waited.late > 0 for each in group),
        late=sum(not each.is_open and each.waited.late > 0 for each in group),
        middle_workdays=answered[len(answered) // 2] if answered else None,
    )


def helper_seen(actor: Actor, unit_id: int, today: date) -> Promptness | None:
    """Return how one unit answers, as far as an actor sees it; None when it was never asked."""
    found = [each for each in waits(actor, today) if each.asking.obstacle.helper_id == unit_id]
    return next(iter(by_helper(found)), None)


def needs_link(obstacle: Obstacle) -> bool:
    """Return whether the helper is outside the bureau and answers through a link."""
    return obstacle.helper.kind == UnitKind.DEPARTMENT
