"""The working calendar and the school years: what came with this version and what the office entered."""

from __future__ import annotations

from luoshi.records import statements
from luoshi.records.models import CalendarDay, CalendarYear, SchoolTerms
from luoshi.rules.calendar import OFFICIAL, SchoolCalendar, SchoolYear, WorkCalendar, Year

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


def school_calendar() -> SchoolCalendar:
    """Return the school years in force: the city's own before what is usual. One query."""
    return SchoolCalendar(own_school_years())


def own_school_years() -> dict[int, SchoolYear]:
    """Return the school years that the city entered, each as it was entered last. One query."""
    return {year: _school_year(rows[0]) for year, rows in school_years_entered().items()}


def school_years_entered() -> dict[int, list[SchoolTerms]]:
    """Return every entry of each school year that the city entered, the one in force first. One query."""
    found: dict[int, list[SchoolTerms]] = {}
    for row in SchoolTerms.objects.order_by("year", "-id"):
        found.setdefault(row.year, []).append(row)
    return found


def _school_year(row: SchoolTerms) -> SchoolYear:
    return SchoolYear(
        row.year,
        row.autumn_opens,
        row.autumn_ends,
        row.spring_opens,
        row.spring_ends,
        source=f"{row.notice}，{row.entered_by}登记",
    )
