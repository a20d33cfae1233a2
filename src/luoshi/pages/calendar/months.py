"""A year laid out month by month."""

from __future__ import annotations

import calendar as layout
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import Year
from luoshi.rules.calendar.holidays import statutory_holidays

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """One square: its number, how it is drawn, and what it says to who cannot see that."""

    number: int
    style: str
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday to Sunday; None where a square lies outside the month."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]
    workdays: int


def months_of(year: Year, today: date) -> list[Month]:
    """Return the twelve months of a year."""
    holidays = statutory_holidays(year.year)
    return [_month(year, number, holidays, today) for number in range(1, 13)]


def _month(year: Year, number: int, holidays: frozenset[date], today: date) -> Month:
    weeks = []
    workdays = 0
    for row in layout.monthcalendar(year.year, number):
        days = [_day(year, date(year.year, number, each), holidays, today) if each else None for each in row]
        workdays += sum(each is not None and each.style in {"work", "swap"} for each in days)
        weeks.append(tuple(days))
    return Month(number, tuple(weeks), workdays)


def _day(year: Year, day: date, holidays: frozenset[date], today: date) -> Day:
    now = "今天，" if day == today else ""
    if day in year.work_weekends:
        return Day(day.day, "swap", "班", f"{now}{day.month}月{day.day}日，周末调休上班")
    if day in year.off_weekdays or (day in holidays and day.weekday() >= _SATURDAY):
        return Day(day.day, "off", "休", f"{now}{day.month}月{day.day}日，放假")
    if day.weekday() >= _SATURDAY:
        return Day(day.day, "weekend", "", f"{now}{day.month}月{day.day}日，周末")
    return Day(day.day, "work", "", f"{now}{day.month}月{day.day}日，工作日")
