"""A year's official holidays, entered when the notice is out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.queries import calendar as calendar_queries
from luoshi.records.models import CalendarDay, CalendarYear
from luoshi.rules.calendar import Year, counting
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


@transaction.atomic
def enter_year(
    *,
    year: int,
    notice: str,
    off_weekdays: Collection[date],
    work_weekends: Collection[date],
    by: Actor,
    at: datetime,
) -> Year:
    """Enter the published holidays of a year; dates in it are provisional no longer.

    Raises Refused when the year is known already or a day does not fit the year.
    """
    if reason := why_not(by, Permission.CALENDAR_EDIT):
        raise Refused(reason)
    if not counting.FIRST_YEAR <= year <= counting.LAST_YEAR:
        raise Refused(f"{year}年超出工作日历的范围，请核对年份。")
    if any(known.year == year for known in calendar_queries.years()):
        raise Refused(f"{year}年的放假安排已经录入，不能重复录入。")
    if not notice.strip():
        raise Refused("请填写通知名称和文号，以便核对出处。")
    entered = Year(
        year=year,
        notice=notice.strip(),
        source=by.words,
        off_weekdays=frozenset(off_weekdays),
        work_weekends=frozenset(work_weekends),
    )
    row = CalendarYear.objects.create(year=year, notice=entered.notice, entered_at=at, entered_by=by.words)
    CalendarDay.objects.bulk_create(
        [CalendarDay(year=row, day=day, is_workday=False) for day in sorted(entered.off_weekdays)]
        + [CalendarDay(year=row, day=day, is_workday=True) for day in sorted(entered.work_weekends)]
    )
    audit.record(
        action="calendar.enter_year",
        subject=f"calendar:{year}",
        facts={
            "notice": entered.notice,
            "off": [day.isoformat() for day in sorted(entered.off_weekdays)],
            "worked": [day.isoformat() for day in sorted(entered.work_weekends)],
        },
        by=by,
        at=at,
    )
    return entered
