"""The weekly account as those see it who write it and those who read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from luoshi.queries import calendar, parameters
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import tasks as task_queries
from luoshi.records import statements
from luoshi.records.models import Assignment, Report, Unit
from luoshi.rules import reports
from luoshi.rules.lamps import Verdict
from luoshi.rules.people import Actor, Permission
from luoshi.rules.reports import Period, ReportState
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, AssignmentState
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

    @property
    def waiting(self) -> int:
        """How many accounts were neither sent nor returned."""
        return self.owed - self.sent - self.returned


def period(day: date) -> Period | None:
    """Return the weekly period of a day; None in a week without working days."""
    return reports.period_of(day, calendar.work_calendar(), parameters.book())


def periods_open(today: date) -> tuple[Period, ...]:
    """Return the weekly periods that take accounts today, earliest first."""
    return reports.periods_open(today, calendar.work_calendar(), parameters.book())


def week_of(actor: Actor, this: Period, today: date, only: int | None = None) -> list[Line]:
    """Return the lines of the actor's own unit for a week, soonest due first; `only` picks one assignment.

    Each lamp is the one that will show when the week is over if the last value is sent again.
    """
    if not actor.may(Permission.REPORTS_SUBMIT):
        return []
    chosen = {"id": only} if only else {}
    owed = list(
        Assignment.objects.filter(_owing(this.week_start), unit_id=actor.unit_id, **chosen)
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
    judge = lamp_queries.judge_with(max(today, after(this)))
    lines = []
    for part in owed:
        sent: list[Report] = part.this_week
        last = sent[-1] if sent else None
        verdict = judge(part, ways[part.task_id], part.claimed_x100)
        lines.append(Line(part, verdict, last, (last.revision if last else 0) + 1))
    return lines


def after(this: Period) -> date:
    """Return the first day on which a week's account is over and its plan counts."""
    return this.due_on + timedelta(days=1)


def _end_of(week_start: date) -> datetime:
    """Return the midnight after a week's Sunday."""
    return timezone.make_aware(datetime.combine(week_start + timedelta(days=7), time()))


def _owing(week_start: date) -> Q:
    """Return what is to be accounted for in a week: nothing that was handed out only after it."""
    return Q(
        state=AssignmentState.OPEN,
        role__in=sorted(ACCOUNTABLE),
        task__document__published_at__lt=_end_of(week_start),
    )


_PROGRESS = """
SELECT count(*), count(CASE WHEN EXISTS (
    SELECT 1 FROM records_report report
    WHERE report.assignment_id = part.id AND report.week_start = %s AND report.state = 'SENT') THEN 1 END)
FROM records_assignment part
WHERE part.unit_id = %s AND part.state IN {underway} AND part.role IN {accountable}
    AND part.state || '' = 'OPEN' -- so said, it tempts neither database away from the index by unit
    AND (SELECT document.published_at < %s
         FROM records_task task JOIN records_document document ON document.id = task.document_id
         WHERE task.id = part.task_id) -- asked line by line: no plan reads the tasks of all units for one
"""
"""What `_owing` says, counted with the accounts sent: one at most stands for an assignment in a week."""


def progress(actor: Actor, week_start: date) -> tuple[int, int]:
    """Return how many lines of the actor's own unit are sent for a week, and how many it owes."""
    over = statements.instant(_end_of(week_start))
    asking = _PROGRESS.format(underway=statements.codes(UNDERWAY), accountable=statements.codes(ACCOUNTABLE))
    [(owed, sent)] = statements.ask(asking, (week_start, actor.unit_id, over))
    return sent, owed


def returned_in(actor: Actor, week_start: date) -> QuerySet[Report]:
    """Return the accounts of the actor's own unit that came back in a week and wait to be sent again."""
    owing = Assignment.objects.filter(_owing(week_start), unit_id=actor.unit_id)
    rows = Report.objects.filter(week_start=week_start, state=ReportState.RETURNED, assignment__in=owing)
    return rows.select_related("assignment__task").order_by("assignment__due_on", "id")


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


def sent_in(actor: Actor, week_start: date, unit_id: int) -> list[Report]:
    """Return one unit's accounts of a week as they stand, as far as the actor may see them, returned first.

    Replaced ones are left out.
    """
    rows = (
        Report.objects.filter(week_start=week_start, assignment__in=task_queries.visible(actor))
        .filter(assignment__unit_id=unit_id)
        .exclude(state=ReportState.REPLACED)
        .select_related("assignment__task", "assignment__unit")
        .order_by("assignment__due_on", "id")
    )
    return sorted(rows, key=lambda report: report.state != ReportState.RETURNED)


def _silent(actor: Actor, week_start: date) -> QuerySet[Assignment]:
    """Return the visible assignments in the ledger by the end of a week that have no account of it."""
    told = Report.objects.filter(assignment=OuterRef("pk"), week_start=week_start)
    return task_queries.visible(actor).filter(_owing(week_start), ~Exists(told))


def waiting_in(actor: Actor, week_start: date, unit_id: int) -> list[Assignment]:
    """Return one unit's assignments without any account of a week, soonest due first."""
    rows = _silent(actor, week_start).filter(unit_id=unit_id).select_related("task")
    return list(rows.order_by("due_on", "id"))


def standing_in(actor: Actor, week_start: date) -> list[UnitWeek]:
    """Return how each visible unit's account of a week stands, units that owe most first."""
    silent = dict(_silent(actor, week_start).values_list("unit_id").annotate(n=Count("id")))
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
    weeks = []
    for unit in Unit.objects.filter(id__in=silent.keys() | told.keys()):
        if reports.why_not_account(UnitKind(unit.kind)):
            continue
        sent, late, returned = told.get(unit.id, (0, 0, 0))
        weeks.append(UnitWeek(unit, silent.get(unit.id, 0) + sent + returned, sent, late, returned))
    return sorted(weeks, key=lambda week: (week.sent - week.owed, week.unit.path))


def units_owing(this: Period) -> list[tuple[Unit, int]]:
    """Return every unit that still owes accounts of a week, with how many, in the order of the tree."""
    sent = Report.objects.filter(
        assignment=OuterRef("pk"), week_start=this.week_start, state=ReportState.SENT
    )
    owed = dict(
        Assignment.objects.filter(_owing(this.week_start), ~Exists(sent))
        .values_list("unit_id")
        .annotate(n=Count("id"))
    )
    units = Unit.objects.filter(id__in=owed).order_by("path")
    return [(unit, owed[unit.id]) for unit in units if not reports.why_not_account(UnitKind(unit.kind))]
