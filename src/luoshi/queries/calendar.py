"""The working calendar: the years that came with this version and those that the office entered."""

from __future__ import annotations

from luoshi.records import statements
from luoshi.records.models import CalendarDay, CalendarYear
from luoshi.rules.calendar import OFFICIAL, WorkCalendar, Year

_ENTERED = """
SELECT known.year, known.notice, known.entered_by, given.day, given.is_workday
FROM records_calendaryear known JOIN records_calendarday given ON given.year_id = known.year
ORDER BY given.day
"""
_known: dict[tuple[object, ...], WorkCalendar] = {(): WorkCalendar()}


def work_calendar() -> WorkCalendar:
    """Return the calendar in force. One query; what it counted is remembered as long as no day changes."""
    entered = tuple(statements.ask(_ENTERED))
    if entered not in _known:
        _known[entered] = WorkCalendar({**OFFICIAL, **{year.year: year for year in _entered_years()}})
    return _known[entered]


def years() -> list[Year]:
    """Return every year whose notice is known, oldest first."""
    merged = {**OFFICIAL, **{year.year: year for year in _entered_years()}}
    return [merged[number] for number in sorted(merged)]


def _entered_years() -> list[Year]:
    days = CalendarDay.objects.order_by("day")
    return [
        Year(
            year=row.year,
            notice=row.notice,
            source=f"{row.entered_by}录入",
            off_weekdays=frozenset(d.day for d in days if d.year_id == row.year and not d.is_workday),
            work_weekends=frozenset(d.day for d in days if d.year_id == row.year and d.is_workday),
        )
        for row in CalendarYear.objects.order_by("year")
    ]
