"""The lamps and warnings that one part of a task would have had, account by account and day by day.

This is what actions/lamps and actions/alerts do, over what is on record: accounts, later dates and pauses as
they were granted, closings, and the warnings that a person set aside. Only the bounds may be others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from luoshi.rules.rehearsals.courses import (
    BLUE,
    DAY,
    GREEN,
    GREY,
    LAMPS,
    NEVER,
    RED,
    YELLOW,
    Bounds,
    Clock,
    Course,
)

CLAIM, WAY, ASIDE, CLOSE = range(4)
ENDLESS = NEVER * DAY


class Laid(NamedTuple):
    """The way of a part from a moment on; `stands_on` is the day its clock stands at, 0 while it runs."""

    course: Course
    stands_on: int = 0


Event = tuple[int, int, int, Laid | None]
"""Something on record: its moment, what it is, and a CLAIM's progress, the WAY from then on, the
warning_number of what was set ASIDE, or nothing for the CLOSE. A plain tuple: there are a million."""


class Warned(NamedTuple):
    """A warning of the clock that stood from the moment `begins` until `ended`; ENDLESS: it still does.

    `raised` is the day on which it was raised, `since` the first on which one of its colour was since the
    lamp turned to it; 0 where the lamp went away and came back unseen.
    """

    lamp: int
    raised: int
    begins: int
    ended: int
    since: int


def warning_number(lamp: int, raised: int) -> int:
    """Return a warning of a lamp, raised on a day, as one number."""
    return raised * len(LAMPS) + lamp


class Turn(NamedTuple):
    """At this moment the lamp turned."""

    moment: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Past:
    """One part as it is on record: how it stood at the moment `begins`, and everything since, in order.

    `lamp_on` is the day since which it shows its lamp, `is_new` that it was published then. `warning` stands
    at that moment; `aside` are the days of the latest warning set aside, by lamp.
    """

    part: int
    begins: int
    laid: Laid
    events: Sequence[Event]
    lamp: int = GREY
    lamp_on: int = 0
    claimed: int = 0
    started: bool = False
    is_new: bool = True
    warning: Warned | None = None
    aside: Mapping[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Track:
    """What became of one part: every turn of its lamp and every warning, in order, and its last lamp.

    `looks` says from each moment at which it was yellow or red on which day it would turn red, and from which
    day it is off its track, if nobody reported anything.
    """

    turns: list[Turn] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    looks: list[tuple[int, int, int]] = field(default_factory=list)
    lamp: int = GREY

    def seen_at(self, moment: int) -> tuple[int, int]:
        """Return on which day it would turn red and from which it is off its track, as last seen."""
        place = bisect_right(self.looks, (moment, NEVER, NEVER)) - 1
        return self.looks[place][1:] if place >= 0 else (NEVER, NEVER)


def replay(past: Past, clock: Clock, bounds: Bounds) -> Track:
    """Return the lamps and warnings of one part by these bounds."""
    return _Replay(past, clock, bounds).played(past)


class _Replay:
    """One part on its way through the days: what the clock and the events share."""

    __slots__ = (
        "aside",
        "bounds",
        "claimed",
        "clock",
        "judged_since",
        "laid",
        "lamp",
        "lamp_on",
        "moment",
        "next_on",
        "place",
        "raised",
        "since",
        "started",
        "steps",
        "told_on",
        "track",
        "wake",
        "warning",
    )  # fmt: skip

    def __init__(self, past: Past, clock: Clock, bounds: Bounds) -> None:
        self.clock, self.bounds, self.track = clock, bounds, Track()
        self.laid, self.claimed, self.started = past.laid, past.claimed, past.started
        self.lamp, self.lamp_on = past.lamp, past.lamp_on
        self.warning, self.aside = past.warning, dict(past.aside)
        self.raised = {past.warning.lamp: past.warning.raised} if past.warning else {}
        self.since = past.warning.since if past.warning else 0
        self.steps = bounds.steps
        self.place, self.moment, self.judged_since = 0, past.begins, 0
        self.told_on = 0  # the day of an account after which nobody looked when it will turn
        day = past.begins // DAY
        # A part is published without a look at its plan: the clock looks on the day after.
        self.next_on = self.wake = day + 1
        if not past.is_new:
            self._judge(day)

    def played(self, past: Past) -> Track:
        """Return what became of the part."""
        for moment, what, number, laid in past.events:
            day = moment // DAY
            if self.wake <= day:
                self._strike_until(moment)
            self.moment = moment
            if what == CLAIM:
                # Most accounts end here: with nothing due, the lamp stays as it is when the same is told
                # again, and green when more is; it then stays so for longer than is known as yet.
                grown = number - self.claimed
                if self.started and (not grown or (grown > 0 and self.lamp == GREEN)) and self._holds(day):
                    if grown:
                        self.claimed, self.told_on = number, day
                    continue
                self.claimed, self.started = number, True
                self._judge(day)
            elif what == WAY and laid:
                self.laid = laid
                self._judge(day)
            elif what == ASIDE:
                self._set_aside(day, number)
            else:
                self._turn(day, BLUE)
                self.next_on, self.wake, self.told_on = NEVER, 0 if self.warning else NEVER, 0
        self._strike_until(ENDLESS)
        if self.warning:
            self.track.warnings.append(self.warning)
        self.track.lamp = self.lamp
        return self.track

    def _holds(self, day: int) -> bool:
        """Return whether what was last found of the lamp still stands on a day."""
        return day < self.next_on and self.judged_since == self.bounds.since[day - self.bounds.first]

    def _strike_until(self, moment: int) -> None:
        """Let the clock strike before a moment, each time that something could come of it."""
        if self.told_on:
            self._judge(self.told_on)
        days, moments = self.clock.days, self.clock.moments
        place = bisect_left(moments, self.moment, self.place)
        while True:
            place = bisect_left(days, self.wake, place)
            if place >= len(days) or moments[place] >= moment:
                return
            self.moment = moments[place]
            self._strike(days[place])
            place += 1
            self.place = place

    def _strike(self, day: int) -> None:
        if day >= self.next_on:
            self._judge(day)
        warning = self.warning
        if warning and warning.lamp != self.lamp:
            self._end(warning)
        if not self.warning and self._is_to_be_told(day):
            self.since = self.since or day
            self.warning = Warned(self.lamp, day, self.moment, ENDLESS, self.since)
            self.raised[self.lamp] = day
        self._sleep(day)

    def _is_to_be_told(self, day: int) -> bool:
        """Return whether a warning is to be raised: off its track, the clock runs, nobody was told yet."""
        lamp = self.lamp
        if lamp not in (YELLOW, RED) or self.laid.stands_on or self.aside.get(lamp, 0) >= self.lamp_on:
            return False
        if self.raised.get(lamp, 0) >= monday(day):
            return False
        return self.laid.course.behind_on(day, self.claimed, self.bounds) <= day

    def _judge(self, day: int) -> None:
        """Bring the lamp up to a day, as its plan and claim are."""
        course, stands_on = self.laid
        self.told_on = 0
        self.judged_since = self.bounds.since[day - self.bounds.first]
        lamp, self.next_on = course.colour(stands_on or day, day, self.claimed, self.started, self.bounds)
        if stands_on:
            self.next_on = NEVER
        if lamp != self.lamp:
            self._turn(day, lamp)
        if lamp in (YELLOW, RED):
            behind_on = day if lamp == RED else course.behind_on(day, self.claimed, self.bounds)
            self.track.looks.append((self.moment, self.next_on, NEVER if stands_on else behind_on))
        self._sleep(day)

    def _turn(self, day: int, lamp: int) -> None:
        self.track.turns.append(Turn(self.moment, self.lamp, lamp))
        self.lamp, self.lamp_on, self.since = lamp, day, 0
        warning = self.warning
        if warning and warning.lamp == lamp:
            # The lamp went away and came back between two strokes of the clock, which saw nothing of it.
            self._end(warning)
            self.warning = warning._replace(begins=self.moment, since=0)

    def _sleep(self, day: int) -> None:
        """Say from which day on the clock has something to do here again."""
        wake, lamp = self.next_on, self.lamp
        if self.warning:
            if self.warning.lamp != lamp:
                wake = 0
        elif lamp in (YELLOW, RED) and not self.laid.stands_on and self.aside.get(lamp, 0) < self.lamp_on:
            told = self.raised.get(lamp)
            behind_on = self.laid.course.behind_on(day, self.claimed, self.bounds)
            wake = min(wake, max(behind_on, monday(told) + 7 if told else 0))
            wake = min(wake, next((step for step in self.steps if step > day), NEVER))
        self.wake = wake

    def _set_aside(self, day: int, number: int) -> None:
        warning, (raised, lamp) = self.warning, divmod(number, len(LAMPS))
        if warning and warning.lamp == lamp:
            self._end(warning)
            # The one on record may be younger: a closed letter had settled that of the track.
            self.aside[lamp] = max(warning.raised, raised)
            self._sleep(day)

    def _end(self, warning: Warned) -> None:
        self.track.warnings.append(warning._replace(ended=self.moment))
        self.warning = None


def monday(day: int) -> int:
    """Return the Monday of the week of a day."""
    return day - (day - 1) % 7
