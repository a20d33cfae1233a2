"""How long letters live here: what is on record says it for those that are only imagined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.rules import letters
from luoshi.rules.burden import middle
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.rehearsals.courses import DAY
from luoshi.rules.rehearsals.ladder import Life

S = LetterState
_STEPS = (S.ISSUED, S.READ, S.REPLIED, S.CLOSED)
_USUAL = {S.ISSUED: 1, S.READ: 1, S.REPLIED: 3, S.CLOSED: 1}
"""Working days from each step to the next where no letter on record tells otherwise."""
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Pace:
    """Working days that a letter usually takes: to be issued, then read, then answered, then closed."""

    issued: int
    read: int
    replied: int
    closed: int


def pace(lives: Iterable[Life], calendar: WorkCalendar) -> Pace:
    """Return the medians of the letters on record; what none of them reached has a usual value."""
    taken: dict[LetterState, list[int]] = {step: [] for step in _STEPS}
    for life in lives:
        before = date.fromordinal(life.moves[0][0] // DAY)
        for moment, state in life.moves:
            if state in taken:
                day = date.fromordinal(moment // DAY)
                taken[state].append(calendar.workdays_between(before, day))
                before = day
    found = {step: middle(taken[step]) for step in _STEPS}
    return Pace(*(_USUAL[step] if (days := found[step]) is None else days for step in _STEPS))


def imagined(
    kind: LetterKind, drafted: int, usual: Pace, book: ParameterBook, calendar: WorkCalendar
) -> Life:
    """Return the life of a letter that nobody wrote, drafted at a moment; steps lie an hour apart or more."""
    day = date.fromordinal(drafted // DAY)
    moves, moment = [(drafted, S.DRAFT)], drafted
    out, due_on = drafted, day
    for state, workdays in zip(
        (S.SUBMITTED, *_STEPS), (0, usual.issued, usual.read, usual.replied, usual.closed), strict=True
    ):
        moment = max(_later(moment, workdays, calendar), moment + _HOUR)
        moves.append((moment, state))
        if state is S.ISSUED:
            out = moment
            issued_on = date.fromordinal(moment // DAY)
            days = book.value(letters.REPLY_KEY[kind], issued_on)
            due_on = letters.reply_due(issued_on, days, calendar)
    return Life(tuple(moves), out, due_on)


def _later(moment: int, workdays: int, calendar: WorkCalendar) -> int:
    day = calendar.add_workdays(date.fromordinal(moment // DAY), workdays)
    return day.toordinal() * DAY + moment % DAY


def answered_by(
    life: Life, kind: LetterKind, before: ParameterBook, book: ParameterBook, calendar: WorkCalendar
) -> Life:
    """Return a letter on record with the day to answer it by that another book would have given it."""
    if life.due_on is None:
        return life
    issued_on, key = date.fromordinal(life.out // DAY), letters.REPLY_KEY[kind]
    days = book.value(key, issued_on)
    if days == before.value(key, issued_on):
        return life
    return life._replace(due_on=letters.reply_due(issued_on, days, calendar))
