"""The weekly account as those see it who write it and those who read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q

from luoshi.queries import calendar, parameters
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import tasks as task_queries
from luoshi.records.models import Assignment, Report, Unit
from luoshi.rules import reports
from luoshi.rules.lamps import Verdict
from luoshi.rules.people import Actor, Permission
from luoshi.rules.reports import Period, ReportState
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState
from luoshi.rules.units import UnitKind


@dataclass(frozen=True, slots=True)
class Line:
    """One assignment of this week's account: what was said last, what the plan says, what was sent."""

    assignment: Assignment
    verdict: Verdict
    sent: Report | None
    next_revision: int

    @property
    def is_waiting(self) -> bool:
        """Return whether the unit still owes an account of it this week."""
        return self.sent is None or self.sent.state == ReportState.RETURNED


@dataclass(frozen=True, slots=True)
class UnitWeek:
    """How one unit's account of a week stands."""

    unit: Unit
    owed: int
    sent: int
    late: int
    returned: int


def period(day: date) -> Period | None:
    """Return the weekly period of a day; None in a week without working days."""
    return reports.period_of(day, calendar.work_calendar(), parameters.book())


def periods_open(today: date) -> tuple[Period, ...]:
    """Return the weekly periods that take accounts today, earliest first."""
    return reports.periods_open(today, calendar.work_calendar(), parameters.book())


def week_of(actor: Actor, this: Period, today: date) -> list[Line]:
    """Return the lines of the actor's own unit for a week, judged today, soonest due first."""
    if not actor.may(Permission.REPORTS_SUBMIT):
        return []
    owed = list(
        Assignment.objects.filter(
            unit_id=actor.unit_id, state=AssignmentState.OPEN, role__in=sorted(ACCOUNTABLE)
        )
        .select_related("task", "unit")
        .prefetch_related(
            Prefetch(
                "reports",
                Report.objects.filter(week_start=this.week_start).order_by("revision"),
                to_attr="this_week",
            )
        )
        .order_by("due_on", "id")
    )
    ways = lamp_queries.trajectories({part.task_id for part in owed})
    judge = lamp_queries.judge_with(today)
    lines = []
    for part in owed:
        sent: list[Report] = part.this_week
        last = sent[-1] if sent else None
        lines.append(Line(part, judge(part, ways[part.task_id]), last, (last.revision if last else 0) + 1))
    return lines


def report_for(actor: Actor, report_id: int) -> Report | None:
    """Return an account that an actor may see; None when absent or not theirs."""
    return (
        Report.objects.filter(id=report_id, assignment__in=task_queries.visible(actor))
        .select_related("assignment__task", "assignment__unit")
        .first()
    )


def about(parts: Sequence[Assignment]) -> list[Report]:
    """Return every account of these assignments as it stands, newest first; replaced ones are left out."""
    return list(
        Report.objects.filter(assignment__in=parts)
        .exclude(state=ReportState.REPLACED)
        .select_related("assignment__unit")
        .order_by("-submitted_at", "-id")
    )


def sent_in(actor: Actor, week_start: date) -> list[Report]:
    """Return the visible accounts of a week as they stand, by unit; replaced ones are left out."""
    return list(
        Report.objects.filter(week_start=week_start, assignment__in=task_queries.visible(actor))
        .exclude(state=ReportState.REPLACED)
        .select_related("assignment__task", "assignment__unit")
        .order_by("assignment__unit__path", "assignment__due_on", "id")
    )


def standing_in(actor: Actor, week_start: date) -> list[UnitWeek]:
    """Return how each visible unit's account of a week stands, units that owe most first."""
    owed = dict(
        task_queries.visible(actor)
        .filter(state=AssignmentState.OPEN, role__in=sorted(ACCOUNTABLE))
        .values_list("unit_id")
        .annotate(n=Count("id"))
        .values_list("unit_id", "n")
    )
    rows = (
        Report.objects.filter(week_start=week_start, assignment__in=task_queries.visible(actor))
        .exclude(state=ReportState.REPLACED)
        .values_list("assignment__unit_id")
        .annotate(
            sent=Count("id", filter=Q(state=ReportState.SENT)),
            late=Count("id", filter=Q(is_late=True)),
            returned=Count("id", filter=Q(state=ReportState.RETURNED)),
        )
    )
    told = {unit_id: (sent, late, returned) for unit_id, sent, late, returned in rows}
    units = Unit.objects.filter(id__in=owed.keys() | told.keys())
    weeks = [UnitWeek(unit, owed.get(unit.id, 0), *told.get(unit.id, (0, 0, 0))) for unit in units]
    return sorted(weeks, key=lambda week: (week.sent - week.owed, week.unit.path))


def units_owing(this: Period) -> list[tuple[Unit, int]]:
    """Return every unit that still owes accounts of a week, with how many, in the order of the tree."""
    owed = dict(
        Assignment.objects.filter(state=AssignmentState.OPEN, role__in=sorted(ACCOUNTABLE))
        .exclude(reports__week_start=this.week_start, reports__state=ReportState.SENT)
        .values_list("unit_id")
        .annotate(n=Count("id", distinct=True))
    )
    units = Unit.objects.filter(id__in=owed).order_by("path")
    return [(unit, owed[unit.id]) for unit in units if not reports.why_not_account(UnitKind(unit.kind))]
