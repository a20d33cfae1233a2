"""Exceptions for a week: a late account is not called late, a locked week is open again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import calendar, parameters
from luoshi.queries import reports as report_queries
from luoshi.records import rows, statements
from luoshi.records.models import Allowance, Notice, Report, Unit
from luoshi.rules import reports
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused
from luoshi.rules.reports import AllowanceKind
from luoshi.rules.units import UnitKind


@transaction.atomic
def grant_allowance(
    *,
    unit: Unit | None,
    week_start: date,
    kind: AllowanceKind,
    until_on: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> Allowance:
    """Grant one unit, or all without one, an exception for the week of a Monday, up to and with a day.

    EXCUSED: what is or was sent until then is not late. REOPENED: a locked week takes accounts again.
    Raises Refused when it may not be granted.
    """
    today = timezone.localdate(at)
    period = report_queries.period_for(week_start, unit.id if unit else None)
    if refusal := why_not(by, Permission.REPORTS_ALLOW) or (
        reports.why_not_allow(kind, period, until_on, reason, today) if period else "该周全周放假，没有周报。"
    ):
        raise Refused(refusal)
    if unit and (refusal := reports.why_not_account(UnitKind(unit.kind))):
        raise Refused(refusal)
    allowance = Allowance.objects.create(
        unit=unit,
        week_start=week_start,
        kind=kind.value,
        until_on=until_on,
        reason=reason.strip()[:200],
        granted_at=at,
        granted_by=by.words,
    )
    cleared = 0
    if kind is AllowanceKind.EXCUSED:
        late = Report.objects.filter(week_start=week_start, is_late=True, submitted_at__lt=_end_of(until_on))
        cleared = (late.filter(assignment__in=unit.assignments.all()) if unit else late).update(is_late=False)
    if unit:
        _tell(allowance, unit, by, at)
    audit.record(
        action="reports.allow",
        subject=f"unit:{unit.id}" if unit else "units",
        facts={
            "unit": unit.name if unit else "全部单位",
            "week": week_start.isoformat(),
            "kind": kind.label,
            "until": until_on.isoformat(),
            "reason": allowance.reason,
            "cleared": cleared,
        },
        by=by,
        at=at,
    )
    return allowance


@transaction.atomic
def recount_lateness(*, year: int, by: Actor, at: datetime) -> int:
    """Take lateness off accounts that are in time by the calendar of a year as it is now known.

    Return how many. A calendar that came later never makes late what was in time when it was sent.
    """
    if refusal := why_not(by, Permission.CALENDAR_EDIT):
        raise Refused(refusal)
    days, book = calendar.work_calendar(), parameters.book()
    monday = date(year, 1, 1) - timedelta(days=date(year, 1, 1).weekday())
    weeks = [reports.period_of(monday + timedelta(weeks=number), days, book) for number in range(54)]
    given = rows.packed((week.week_start, statements.instant(_end_of(week.due_on))) for week in weeks if week)
    cleared = statements.ask(_RECOUNT.format(weeks=rows.handed_over("date", "timestamptz")), [given])
    if cleared:
        audit.record(
            action="reports.recount_lateness",
            subject=f"calendar:{year}",
            facts={"accounts": len(cleared)},
            by=by,
            at=at,
        )
    return len(cleared)


_RECOUNT = """
WITH week(start, over) AS ({weeks})
UPDATE records_report SET is_late = false FROM week
WHERE records_report.week_start = week.start AND records_report.is_late
  AND records_report.submitted_at < week.over
RETURNING records_report.id
"""


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _tell(allowance: Allowance, unit: Unit, by: Actor, at: datetime) -> None:
    week, until = full_date(allowance.week_start), full_date(allowance.until_on)
    words = {
        AllowanceKind.EXCUSED: f"{week}起一周的周报，{until}前报送不算迟报。理由：{allowance.reason}",
        AllowanceKind.REOPENED: f"{week}起一周的周报重新开放到{until}。理由：{allowance.reason}",
    }[AllowanceKind(allowance.kind)]
    Notice.objects.create(
        key=f"allowance:{allowance.id}",
        unit=unit,
        words=words[:300],
        link=f"/reports/?week={allowance.week_start}",
        at=at,
        by=by.words,
    )
