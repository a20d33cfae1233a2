"""The lamp of an assignment on a day, with its reason, and how it came to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.queries import calendar, parameters
from luoshi.queries import tasks as task_queries
from luoshi.records import rows
from luoshi.records.models import (
    Asking,
    Assignment,
    Dependency,
    Extension,
    LampChange,
    Milestone,
    Piece,
    Task,
)
from luoshi.rules import lamps, plans, ways
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.extensions import UNDECIDED, ExtensionState
from luoshi.rules.lamps import Facts, PausedWay, Thresholds, Trajectory, Verdict
from luoshi.rules.obstacles import ObstacleState
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.tasks import AssignmentState
from luoshi.rules.ways import Change, Grant, Pause


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The calendar and the parameters that lamps are judged by, fetched once."""

    book: ParameterBook
    days: WorkCalendar

    def limits_on(self, today: date) -> Thresholds:
        """Return how far behind is yellow and red on a day."""
        return lamps.thresholds(self.book, today)

    def facts_on(self, today: date) -> Callable[[Trajectory, int, bool, bool, str], Facts]:
        """Return a function that gives the facts of a day.

        It takes the task's way, the claim, whether anything was reported, whether the part is closed, and
        `Assignment.change`.
        """
        soon = self.book.value("lamp.due_soon", today)
        soon_on: dict[date, date] = {}

        def facts(way: Trajectory, claimed_x100: int, started: bool, closed: bool, changed: str) -> Facts:
            own: Trajectory | PausedWay = way
            since = asked_for = None
            if changed:
                change = ways.read(changed)
                since, asked_for = change.stands_since(today), change.asked_for
                own = lamps.along(way, change, since or today)
            on = since or today
            due_on = own.due_on
            if due_on not in soon_on:
                soon_on[due_on] = lamps.due_soon_on(due_on, soon, self.days)
            return Facts(own, claimed_x100, started, closed, on, soon_on[due_on], self.days, since, asked_for)

        return facts

    def on(self, today: date) -> Callable[..., Verdict]:
        """Return a function (assignment, trajectory, claimed_x100=None) that judges lamps on a day.

        It asks the database nothing.
        """
        limits, facts = self.limits_on(today), self.facts_on(today)

        def judge(assignment: Assignment, way: Trajectory, claimed_x100: int | None = None) -> Verdict:
            claimed = assignment.claimed_x100 if claimed_x100 is None else claimed_x100
            started = assignment.claimed_on is not None or claimed_x100 is not None
            return lamps.judge(
                facts(way, claimed, started, assignment.state == AssignmentState.CLOSED, assignment.change),
                limits,
            )

        return judge


class Plans:
    """The planned ways of tasks, each read once: for work that comes back to the same tasks.

    Nothing grows stale: the dates of a task in the ledger are never edited; what differs in a part of it is
    on record beside the part.
    """

    def __init__(self) -> None:
        self._known: dict[int, Trajectory] = {}

    def of(self, task_ids: Iterable[int]) -> Mapping[int, Trajectory]:
        """Return at least the ways of these tasks; two queries for those not read yet, none when all were."""
        if missing := set(task_ids) - self._known.keys():
            self._known |= trajectories(missing)
        return self._known


def yardstick() -> Yardstick:
    """Return what lamps are judged by now. Two queries."""
    return Yardstick(parameters.book(), calendar.work_calendar())


def judge_with(today: date) -> Callable[..., Verdict]:
    """Return a function (assignment, trajectory, claimed_x100=None) that judges lamps on a day."""
    return yardstick().on(today)


def verdict(assignment: Assignment, today: date, claimed_x100: int | None = None) -> Verdict:
    """Return the lamp that an assignment shows on a day, and why; or would show with `claimed_x100`."""
    return judge_with(today)(assignment, task_queries.trajectory(assignment.task), claimed_x100)


def trajectories(task_ids: Iterable[int]) -> dict[int, Trajectory]:
    """Return the planned ways of many tasks in two queries."""
    wanted = rows.among(set(task_ids))
    points: dict[int, list[tuple[date, int]]] = {}
    steps = Milestone.objects.filter(task_id__in=wanted).order_by("task_id", "due_on")
    for task_id, due_on, planned in steps.values_list("task_id", "due_on", "planned_x100"):
        points.setdefault(task_id, []).append((due_on, planned))
    dates = Task.objects.filter(id__in=wanted).values_list("id", "start_on", "due_on")
    return {
        task_id: Trajectory(
            start_on,
            due_on,
            tuple(point for point in points.get(task_id, ()) if start_on <= point[0] <= due_on),
        )
        for task_id, start_on, due_on in dates
        if due_on is not None
    }


def own_way(assignment: Assignment, today: date) -> Trajectory | PausedWay:
    """Return the planned way of one unit's part as it counts on a day."""
    return lamps.along(task_queries.trajectory(assignment.task), ways.read(assignment.change), today)


def change_of(assignment: Assignment) -> Change:
    """Return all in which a part's way differs from its task's, from what is on record. Five queries."""
    wishes = Extension.objects.filter(assignment=assignment)
    granted = wishes.filter(state=ExtensionState.GRANTED).values_list("decided_on", "own_due_on", "points")
    asked_for = wishes.filter(state__in=sorted(UNDECIDED)).values_list("proposed_on", flat=True).first()
    askings = Asking.objects.filter(obstacle__assignment=assignment).exclude(
        obstacle__state=ObstacleState.WITHDRAWN
    )
    return ways.change(
        (
            Grant(on, due_on, tuple((date.fromisoformat(day), planned) for day, planned in points))
            for on, due_on, points in granted
            if on and due_on
        ),
        (Pause(after, until) for after, until in askings.values_list("asked_on", "answered_on")),
        asked_for,
        plans.points(
            Piece.objects.filter(assignment=assignment).order_by().values_list("due_on", "link__weight")
        ),
        waits=Dependency.objects.filter(task=assignment.task_id).exists(),
    )


def changes(assignments: Iterable[Assignment]) -> list[LampChange]:
    """Return every change of these assignments' lamps, oldest first."""
    return list(LampChange.objects.filter(assignment__in=list(assignments)).order_by("turned_on", "id"))
