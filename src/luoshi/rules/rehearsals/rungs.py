"""The ladder by one year's numbers, asked hundreds of thousands of times: what it said once is kept.

What it says is luoshi.rules.letters.step of the same facts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from luoshi.rules import letters
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import Hold, Item, LetterKind, Limits, Past
from luoshi.rules.rehearsals.courses import LAMPS, NEVER
from luoshi.rules.rehearsals.parts import monday

LimitsOn = Callable[[int, str], Limits]
"""The numbers of the ladder on a day (an ordinal) for a campaign ("" for none)."""
Facts = tuple[int, int, int, Past | None, tuple[Hold, ...], int, str]
"""A part as the ladder sees it: the day, its lamp, the weeks that it has stood, the last letter, what is
pending, the day on which it turns red (NEVER when it does not), its campaign."""
Call = tuple[LetterKind | None, int]
"""The letter that is called for on a day, None for none; and the day on which time alone may change that."""


class Rungs:
    """Which letter is called for, by the numbers of one year."""

    def __init__(self, limits: LimitsOn) -> None:
        self.limits = limits
        self._calls: dict[Facts, Call] = {}
        self._pasts: dict[Past, Past] = {}

    def past(self, past: Past) -> Past:
        """Return the one object that stands for all letters like this: such are told apart at once."""
        return self._pasts.setdefault(past, past)

    def call(self, facts: Facts) -> Call:
        """Return what is called for."""
        found = self._calls.get(facts)
        if found is None:
            found = self._calls[facts] = self._asked(facts)
        return found

    def _asked(self, facts: Facts) -> Call:
        day, lamp, weeks, past, holds, red_on, campaign = facts
        limits = self.limits(day, campaign)
        red = date.fromordinal(red_on) if red_on < NEVER else None
        item = Item(0, LAMPS[lamp], weeks, past, holds, red, campaign)
        step = letters.step(item, limits)
        return (None if step.held else step.kind), _look_again(day, item, step, limits)


def _look_again(day: int, item: Item, step: letters.Step, limits: Limits) -> int:
    """Return the day on which time alone may have changed what an item calls for; NEVER when it cannot."""
    if step.kind is None:
        return NEVER
    again = NEVER
    if step.held and step.earliest:
        again = step.earliest.toordinal()
    if item.lamp is Lamp.YELLOW or not step.held:
        again = min(again, monday(day) + 7)
    if item.red_on:
        soon = limits.calendar.subtract_workdays(item.red_on, limits.warning_days).toordinal()
        again = min(again, soon) if soon > day else again
    return max(again, day + 1)
