"""Help that was asked for: whose turn it is, and who kept whom waiting, the bureau's own offices included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from django.db.models import Count, F, Q, QuerySet

from luoshi.queries import calendar, tasks
from luoshi.records.models import Asking, Assignment, Obstacle, Unit
from luoshi.rules import obstacles
from luoshi.rules.obstacles import HELPING_KINDS, UNCLOSED, ObstacleState, Waited
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.tasks import AssignmentState
from luoshi.rules.units import UnitKind

Matter: TypeAlias = Obstacle
"""One obstacle, as pages name its type: they never import records."""
Asked: TypeAlias = Asking
"""One time that help was asked for, as pages name its type."""
YEAR = timedelta(days=366)
"""How far back it is told who kept whom waiting."""


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
    if actor.scope is Scope.CITY:
        return rows.order_by("-id")
    own = Q(helper_id=actor.unit_id)
    if actor.scope is Scope.BRANCH:
        own |= Q(helper_id=actor.branch_id)
    return rows.filter(own | tasks.visible_through(actor, "assignment__")).order_by("-id")


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
    rows = Asking.objects.exclude(obstacle__state=ObstacleState.WITHDRAWN)
    if actor.scope is not Scope.CITY or not actor.may(Permission.TASKS_SEE):
        rows = rows.filter(obstacle__in=visible(actor))
    return rows.filter(Q(answered_on=None) | Q(asked_on__gte=since))


def waits(actor: Actor, today: date, helper_id: int | None = None) -> QuerySet[Asking]:
    """Return who kept whom waiting within a year: open ones first, those that waited longest first.

    Of all helpers, or of one.
    """
    rows = _asked(actor, today - YEAR)
    if helper_id is not None:
        rows = rows.filter(obstacle__helper_id=helper_id)
    rows = rows.select_related("obstacle__helper", "obstacle__assignment__task", "obstacle__assignment__unit")
    # Open ones have no count yet, and are later the earlier they were due.
    return rows.order_by(
        F("late").desc(nulls_first=True), F("took").desc(nulls_first=True), "due_on", "asked_on", "id"
    )


def told(rows: Iterable[Asking], today: date) -> list[Wait]:
    """Return these askings with how long each took, or has taken by a day."""
    days = calendar.work_calendar()
    found = []
    for row in rows:
        waited = (
            obstacles.waited(row.asked_on, row.due_on, today, days)
            if row.took is None or row.late is None
            else Waited(row.took, row.late)
        )
        found.append(Wait(row, waited, row.answered_on is None))
    return found


def by_helper(actor: Actor, today: date, helper_id: int | None = None) -> list[Promptness]:
    """Return how each helper (or one) answered within a year, those with most late ones first.

    Two queries; the database counts, and hands over a line for each helper and each number of days.
    """
    asked = _asked(actor, today - YEAR)
    if helper_id is not None:
        asked = asked.filter(obstacle__helper_id=helper_id)
    is_late_by = calendar.work_calendar().last_workday_on_or_before(today)
    counted = (
        asked.order_by()
        .values_list("obstacle__helper_id", "took")
        .annotate(
            asked=Count("id"),
            late=Count("id", filter=Q(late__gt=0)),
            overdue=Count("id", filter=Q(answered_on=None, due_on__lt=is_late_by)),
        )
    )
    lines: dict[int, list[_Line]] = {}
    for helper, *line in counted:
        lines.setdefault(helper, []).append(_Line(*line))
    units = Unit.objects.in_bulk(lines)
    helpers = [_promptness(units[helper], group) for helper, group in lines.items()]
    return sorted(helpers, key=lambda each: (-each.overdue, -each.late, -each.asked, each.unit.path))


class _Line(NamedTuple):
    """The askings of one helper that took so many working days; None: those still open."""

    took: int | None
    asked: int
    late: int
    overdue: int


def _promptness(unit: Unit, lines: Sequence[_Line]) -> Promptness:
    answered = sorted((line.took, line.asked) for line in lines if line.took is not None)
    return Promptness(
        unit=unit,
        asked=sum(line.asked for line in lines),
        open=sum(line.asked for line in lines if line.took is None),
        overdue=sum(line.overdue for line in lines),
        late=sum(line.late for line in lines),
        middle_workdays=_middle(answered),
    )


def _middle(counted: Sequence[tuple[int, int]]) -> int | None:
    """Return the middle of values that are given in order with how many there are of each."""
    seen, middle = 0, sum(count for _, count in counted) // 2
    for value, count in counted:
        seen += count
        if seen > middle:
            return value
    return None


def helper_seen(actor: Actor, unit_id: int, today: date) -> Promptness | None:
    """Return how one unit answers, as far as an actor sees it; None when it was never asked."""
    return next(iter(by_helper(actor, today, unit_id)), None)


def needs_link(obstacle: Obstacle) -> bool:
    """Return whether the helper is outside the bureau and answers through a link."""
    return obstacle.helper.kind == UnitKind.DEPARTMENT
