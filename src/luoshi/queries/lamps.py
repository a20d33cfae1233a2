"""The lamp of an assignment on a day, with its reason, and how it came to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.queries import calendar, parameters
from luoshi.queries import tasks as task_queries
from luoshi.records.models import Assignment, LampChange, Milestone, Task
from luoshi.rules import lamps
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import Facts, Trajectory, Verdict
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.tasks import AssignmentState


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The calendar and the parameters that lamps are judged by, fetched once."""

    book: ParameterBook
    days: WorkCalendar

    def on(self, today: date) -> Callable[..., Verdict]:
        """Return a function (assignment, trajectory, claimed_x100=None) that judges lamps on a day.

        It asks the database nothing.
        """
        limits, soon = lamps.thresholds(self.book, today), self.book.value("lamp.due_soon", today)

        def judge(assignment: Assignment, way: Trajectory, claimed_x100: int | None = None) -> Verdict:
            claimed = assignment.claimed_x100 if claimed_x100 is None else claimed_x100
            return lamps.judge(
                Facts(
                    trajectory=way,
                    claimed_x100=claimed,
                    started=assignment.claimed_on is not None or claimed_x100 is not None,
                    closed=assignment.state == AssignmentState.CLOSED,
                    today=today,
                    due_soon_on=lamps.due_soon_on(way.due_on, soon, self.days),
                    weekly=self.days,
                ),
                limits,
            )

        return judge


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
    ids = list(task_ids)
    points: dict[int, list[tuple[date, int]]] = {}
    steps = Milestone.objects.filter(task_id__in=ids).order_by("task_id", "due_on")
    for task_id, due_on, planned in steps.values_list("task_id", "due_on", "planned_x100"):
        points.setdefault(task_id, []).append((due_on, planned))
    rows = Task.objects.filter(id__in=ids).values_list("id", "start_on", "due_on")
    return {
        task_id: Trajectory(
            start_on,
            due_on,
            tuple(point for point in points.get(task_id, ()) if start_on <= point[0] <= due_on),
        )
        for task_id, start_on, due_on in rows
        if due_on is not None
    }


def changes(assignments: Iterable[Assignment]) -> list[LampChange]:
    """Return every change of these assignments' lamps, oldest first."""
    return list(LampChange.objects.filter(assignment__in=list(assignments)).order_by("turned_on", "id"))
