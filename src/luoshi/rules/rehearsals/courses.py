"""Planned ways, bounds and days of the clock as bare numbers: a year of a city is a million accounts.

Days are ordinals (date.toordinal), moments are seconds, 86,400 to a day. What `Course.colour` says is what
luoshi.rules.lamps says of the same facts; the tests hold them against one another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.rules import lamps
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import WHOLE_X100, Lamp, PausedWay, Trajectory
from luoshi.rules.parameters import ParameterBook

NEVER = date.max.toordinal()
DAY = 86_400
GREY, GREEN, YELLOW, RED, BLUE = range(5)
LAMPS: tuple[Lamp, ...] = (Lamp.GREY, Lamp.GREEN, Lamp.YELLOW, Lamp.RED, Lamp.BLUE)
CODES: Mapping[str, int] = {lamp.value: code for code, lamp in enumerate(LAMPS)}


class Days:
    """The days that are replayed, both ends included, and which week's accounts speak for each.

    `accounts` are the days that accounts speak for, in order; `begins[k]` is the first day on which the k-th
    does, with NEVER behind the last.
    """

    def __init__(self, first: date, last: date, calendar: WorkCalendar) -> None:
        self.first, self.last = first.toordinal(), last.toordinal()
        self.calendar = calendar
        self.accounts: list[date] = []
        self.begins: list[int] = []
        self.place: list[int] = []
        for day in range(self.first, self.last + 1):
            spoken_for = lamps.accounted_on(date.fromordinal(day), calendar)
            if not self.accounts or self.accounts[-1] != spoken_for:
                self.accounts.append(spoken_for)
                self.begins.append(day)
            self.place.append(len(self.accounts) - 1)
        self.begins.append(NEVER)


class Bounds:
    """What is yellow, red and due soon on each day replayed, by the rows of a book in force on that day.

    `since[k]` is the day since which those of day k have held, `steps` the days on which others began to.
    """

    def __init__(self, book: ParameterBook, days: Days) -> None:
        self.first = days.first
        dated = [date.fromordinal(day) for day in range(days.first, days.last + 1)]
        self.yellow = [book.value("lamp.yellow_gap_x100", day) for day in dated]
        self.red = [book.value("lamp.red_gap_x100", day) for day in dated]
        self.soon = [book.value("lamp.due_soon", day) for day in dated]
        self.since: list[int] = []
        before: tuple[int, ...] = ()
        for day, *each in zip(
            range(days.first, days.last + 1), self.yellow, self.red, self.soon, strict=True
        ):
            self.since.append(self.since[-1] if tuple(each) == before else day)
            before = tuple(each)
        self.steps = sorted(set(self.since) - {days.first})


class Course:
    """One planned way over the days replayed: what was planned for each week's account, and its dates."""

    __slots__ = ("_days", "_soon", "due", "first", "planned", "start")

    def __init__(self, way: Trajectory | PausedWay, days: Days) -> None:
        self.planned = [way.planned(day) for day in days.accounts]
        self.start, self.due = way.start_on.toordinal(), way.due_on.toordinal()
        self._days, self.first = days, days.first
        self._soon: dict[int, int] = {}

    def soon_on(self, workdays: int) -> int:
        """Return the first day that counts as due soon, never before the start."""
        if workdays not in self._soon:
            due_on = date.fromordinal(self.due)
            soon = lamps.due_soon_on(due_on, workdays, self._days.calendar)
            self._soon[workdays] = max(soon.toordinal(), self.start)
        return self._soon[workdays]

    def colour(self, day: int, today: int, claimed: int, started: bool, bounds: Bounds) -> tuple[int, int]:
        """Return the lamp on a day and the next day on which it differs; NEVER when it never does.

        `today` says which bounds hold; `day` is earlier where the clock stands.
        """
        if claimed >= WHOLE_X100:
            return GREEN, NEVER
        place, begins, planned = today - self.first, self._days.begins, self.planned
        red_on = min(begins[bisect_right(planned, claimed + bounds.red[place])], self.due + 1)
        if day >= red_on:
            return RED, NEVER
        behind_on = begins[bisect_right(planned, claimed + bounds.yellow[place])]
        yellow_on = min(behind_on, self.soon_on(bounds.soon[place]))
        if day >= yellow_on:
            return YELLOW, red_on
        return (GREEN if started or claimed else GREY), min(yellow_on, red_on)

    def behind_on(self, day: int, claimed: int, bounds: Bounds) -> int:
        """Return the first day on which the claim is off its track, by the bounds of a day."""
        if claimed >= WHOLE_X100:
            return NEVER
        place = day - self.first
        gap = min(bounds.yellow[place], bounds.red[place])
        return min(self._days.begins[bisect_right(self.planned, claimed + gap)], self.due + 1)


@dataclass(frozen=True, slots=True)
class Clock:
    """The moments at which the clock turned lamps and raised warnings, one a day at most, in order."""

    days: tuple[int, ...]
    moments: tuple[int, ...]


def clock(moments: Iterable[int]) -> Clock:
    """Return the clock that struck at these moments; of several on one day the first counts."""
    firsts: dict[int, int] = {}
    for moment in sorted(moments):
        firsts.setdefault(moment // DAY, moment)
    return Clock(tuple(firsts), tuple(firsts.values()))
