"""A year's official holidays, entered when the notice is out; a school year as the city set it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.queries import calendar as calendar_queries
from luoshi.records.models import CalendarDay, CalendarYear, SchoolTerms
from luoshi.rules.calendar import SchoolYear, Year, counting, full_date
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


@transaction.atomic
def enter_school_year(
    *,
    year: int,
    autumn_opens: date,
    autumn_ends: date,
    spring_opens: date,
    spring_ends: date,
    notice: str,
    by: Actor,
    at: datetime,
) -> SchoolYear:
    """Enter the school year that begins in the autumn of `year`; papers read from now on are counted by it.

    Entered once more, the newer one counts and the earlier one stays on record. Raises Refused when the days
    are not in order, overlap another school year of the city's, or are those that are in force already.
    """
    if reason := why_not(by, Permission.CALENDAR_EDIT):
        raise Refused(reason)
    if not notice.strip():
        raise Refused("请填写校历通知的名称和文号，以便核对出处。")
    entered = SchoolYear(
        year, autumn_opens, autumn_ends, spring_opens, spring_ends, source=f"{notice.strip()}，{by.words}登记"
    )
    own = calendar_queries.own_school_years()
    if own.get(year) == entered:
        raise Refused(f"{entered.words}已经是这样登记的，没有改动。")
    for other in (own.get(year - 1), own.get(year + 1)):
        first, second = sorted((entered, other or entered), key=lambda each: each.year)
        if first is not second and first.spring_ends >= second.autumn_opens:
            raise Refused(
                f"{first.words}到{full_date(first.spring_ends)}才结束，"
                f"{second.words}{full_date(second.autumn_opens)}已经开学，请核对。"
            )
    row = SchoolTerms.objects.create(
        year=year,
        autumn_opens=autumn_opens,
        autumn_ends=autumn_ends,
        spring_opens=spring_opens,
        spring_ends=spring_ends,
        notice=notice.strip(),
        entered_at=at,
        entered_by=by.words,
    )
    audit.record(
        action="calendar.enter_school_year",
        subject=f"school-year:{year}",
        facts={
            "row": row.id,
            "notice": row.notice,
            "autumn": [autumn_opens.isoformat(), autumn_ends.isoformat()],
            "spring": [spring_opens.isoformat(), spring_ends.isoformat()],
        },
        by=by,
        at=at,
    )
    return entered
