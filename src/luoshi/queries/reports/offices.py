"""The accounts of all units of a week, as the office reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from luoshi.queries import tasks as task_queries
from luoshi.queries.reports.own import counts, owing
from luoshi.records.models import Assignment, Report, Unit
from luoshi.rules import reports
from luoshi.rules.people import Actor
from luoshi.rules.reports import Period, ReportState
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState
from luoshi.rules.units import UnitKind


@dataclass(frozen=True, slots=True)
class UnitWeek:
    """How one unit's account of a week stands."""

    unit: Unit
    owed: int
    sent: int
    late: int
    returned: int
    pending: int
    accepted: int

    @property
    def waiting(self) -> int:
        """How many accounts were neither sent nor returned."""
        return self.owed - self.sent - self.returned


def report_for(actor: Actor, report_id: int) -> Report | None:
    """Return an account that an actor may see; None when absent or not theirs."""
    return (
        Report.objects.filter(task_queries.visible_through(actor, "assignment__"), id=report_id)
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
        Report.objects.filter(task_queries.visible_through(actor, "assignment__"), week_start=week_start)
        .filter(assignment__unit_id=unit_id)
        .exclude(state=ReportState.REPLACED)
        .select_related("assignment__task", "assignment__unit")
        .order_by("assignment__due_on", "id")
    )
    return sorted(rows, key=lambda report: report.state != ReportState.RETURNED)


def _silent(actor: Actor, week_start: date) -> QuerySet[Assignment]:
    """Return the visible assignments in the ledger by the end of a week that have no account of it."""
    told = Report.objects.filter(assignment=OuterRef("pk"), week_start=week_start)
    return task_queries.visible(actor).filter(owing(week_start), ~Exists(told))


def waiting_in(actor: Actor, week_start: date, unit_id: int) -> list[Assignment]:
    """Return one unit's assignments without any account of a week, soonest due first."""
    rows = _silent(actor, week_start).filter(unit_id=unit_id).select_related("task")
    return list(rows.order_by("due_on", "id"))


def standing_in(actor: Actor, week_start: date) -> list[UnitWeek]:
    """Return how each visible unit's account of a week stands, units that owe most first."""
    kept = counts(week_start, *task_queries.limits(actor))
    rows = (
        Report.objects.filter(task_queries.visible_through(actor, "assignment__"), week_start=week_start)
        .exclude(state=ReportState.REPLACED)
        .values_list("assignment__unit_id")
        .annotate(
            sent=Count("id", filter=Q(state__in=sorted(reports.STANDING))),
            late=Count("id", filter=Q(is_late=True)),
            returned=Count("id", filter=Q(state=ReportState.RETURNED)),
            again=Count("id", filter=Q(state=ReportState.RETURNED) & _of_an_owed_part()),
            pending=Count("id", filter=Q(state=ReportState.PENDING)),
            accepted=Count("id", filter=Q(state=ReportState.ACCEPTED)),
        )
    )
    told = {unit_id: numbers for unit_id, *numbers in rows}
    weeks = []
    for unit in Unit.objects.filter(id__in=kept.keys() | told.keys()):
        if reports.why_not_account(UnitKind(unit.kind)):
            continue
        sent, late, returned, again, pending, accepted = told.get(unit.id, [0] * 6)
        owing_now, sent_now = kept.get(unit.id, (0, 0))
        silent = owing_now - sent_now - again
        owed = silent + sent + returned
        weeks.append(UnitWeek(unit, owed, sent, late, returned, pending, accepted))
    return sorted(weeks, key=lambda week: (week.sent - week.owed, week.unit.path))


def _of_an_owed_part() -> Q:
    return Q(assignment__state=AssignmentState.OPEN, assignment__role__in=sorted(ACCOUNTABLE))


def units_owing(this: Period) -> list[tuple[Unit, int]]:
    """Return every unit that still owes accounts of a week, with how many, in the order of the tree."""
    found = counts(this.week_start, "1 = 1", [])
    owing_units = {unit_id: owed - sent for unit_id, (owed, sent) in found.items() if owed > sent}
    units = Unit.objects.filter(id__in=owing_units).order_by("path")
    return [
        (unit, owing_units[unit.id]) for unit in units if not reports.why_not_account(UnitKind(unit.kind))
    ]
