"""Counting over working days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, timedelta

from luoshi.rules.calendar.holidays import ONE_DAY, SATURDAY
from luoshi.rules.calendar.years import OFFICIAL, Year, statutory_year
from luoshi.rules.refusals import Refused

FIRST_YEAR, LAST_YEAR = 1950, 2199


class WorkCalendar:
    """The working days of all years: published years as published, others from the statutory holidays.

    Two calendars made of equal years are equal and hash alike. A year is laid out once, when first asked;
    counting raises Refused for a year outside 1950 to 2199, which can only be a slip of the pen.
    """

    def __init__(self, years: Mapping[int, Year] = OFFICIAL) -> None:
        self._years = dict(sorted(years.items()))
        self._workdays: dict[int, list[int]] = {}
        self._closes: dict[int, date | None] = {}
        self._last = max((year.year for year in self._years.values() if year.published), default=0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkCalendar) and self._years == other._years

    def __hash__(self) -> int:
        return hash(tuple(self._years.values()))

    def __repr__(self) -> str:
        return f"WorkCalendar({', '.join(map(str, self._years))})"

    def year(self, year: int) -> Year:
        """Return the year's data: as entered, or as the statutory holidays alone give it."""
        return self._years.get(year) or statutory_year(year)

    def is_provisional(self, day: date) -> bool:
        """Say whether the notice for the day's year has not been published, or not been entered."""
        return not self.year(day.year).published

    @property
    def last_published(self) -> int:
        """The last year whose notice is published and entered; 0 when none is."""
        return self._last

    def is_workday(self, day: date) -> bool:
        """Say whether the day is worked, 调休 included."""
        ordinals = self._ordinals(day.year)
        place = bisect_left(ordinals, day.toordinal())
        return place < len(ordinals) and ordinals[place] == day.toordinal()

    def add_workdays(self, start: date, amount: int) -> date:
        """Return the `amount`-th working day after `start`; `start` is not counted; 0 gives `start` itself.

        Raises ValueError when `amount` is negative.
        """
        if amount < 0:
            raise ValueError("amount must not be negative: use subtract_workdays")
        if amount == 0:
            return start
        year = start.year
        ordinals = self._ordinals(year)
        place = bisect_right(ordinals, start.toordinal()) + amount - 1
        while place >= len(ordinals):
            place -= len(ordinals)
            year += 1
            ordinals = self._ordinals(year)
        return date.fromordinal(ordinals[place])

    def subtract_workdays(self, end: date, amount: int) -> date:
        """Return the `amount`-th working day before `end`; `end` is not counted; 0 gives `end` itself.

        Raises ValueError when `amount` is negative.
        """
        if amount < 0:
            raise ValueError("amount must not be negative: use add_workdays")
        if amount == 0:
            return end
        year = end.year
        ordinals = self._ordinals(year)
        place = bisect_left(ordinals, end.toordinal()) - amount
        while place < 0:
            year -= 1
            ordinals = self._ordinals(year)
            place += len(ordinals)
        return date.fromordinal(ordinals[place])

    def workdays_between(self, after: date, until: date) -> int:
        """Return how many working days lie after `after` up to and including `until`: (after, until].

        This is the count of a period whose first day is not counted; 0 when `until` is not later.
        """
        if until <= after:
            return 0
        counted = sum(len(self._ordinals(year)) for year in range(after.year, until.year))
        return (
            counted
            + bisect_right(self._ordinals(until.year), until.toordinal())
            - bisect_right(self._ordinals(after.year), after.toordinal())
        )

    def last_workday_on_or_before(self, day: date) -> date:
        """Return the day itself when it is worked, else the last working day before it."""
        return self.subtract_workdays(day + ONE_DAY, 1)

    def next_workday_on_or_after(self, day: date) -> date:
        """Return the day itself when it is worked, else the first working day after it."""
        return self.add_workdays(day - ONE_DAY, 1)

    def week_close(self, day: date) -> date | None:
        """Return the last working day of the Monday-to-Sunday week of `day`; None when none is worked."""
        week = (day.toordinal() - 1) // 7
        if week not in self._closes:
            monday = day - timedelta(days=day.weekday())
            close = self.last_workday_on_or_before(monday + timedelta(days=6))
            self._closes[week] = close if close >= monday else None
        return self._closes[week]

    def _ordinals(self, year: int) -> list[int]:
        known = self._workdays.get(year)
        if known is None:
            known = self._workdays[year] = self._lay_out(year)
        return known

    def _lay_out(self, year: int) -> list[int]:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refused(f"{year}年超出工作日历的范围（{FIRST_YEAR}年至{LAST_YEAR}年），请核对日期的年份。")
        this, following = self.year(year), self.year(year + 1)
        off = this.off_weekdays | following.off_weekdays
        worked = this.work_weekends | following.work_weekends
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        days = map(date.fromordinal, range(first, last + 1))
        return [d.toordinal() for d in days if d in worked or (d.weekday() < SATURDAY and d not in off)]
