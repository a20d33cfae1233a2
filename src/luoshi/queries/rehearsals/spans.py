"""The days that a rehearsal goes through, and what all units share on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from django.utils import timezone

from luoshi.queries import burden, calendar, lamps, parameters
from luoshi.records import rows, statements
from luoshi.rules import letters, rehearsals, reports
from luoshi.rules.burden import AskKind
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import Trajectory
from luoshi.rules.letters import Limits
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.rehearsals import DAY, Clock, Course, Days

EPOCH = date(1970, 1, 1).toordinal() * DAY
_SWEPT = ("lamps.turn", "alerts.settle")
_DRAFTED = """
SELECT {0} FROM records_letter WHERE period_start >= %s AND period_start <= %s
UNION
SELECT {1} FROM records_letter letter
JOIN records_entry entry ON entry.subject = 'letter:' || CAST(letter.id AS text)
WHERE entry.action = 'letters.add_items' AND letter.period_start >= %s AND letter.period_start <= %s
"""


@dataclass(slots=True)
class Span:
    """The days replayed: from the run-in before `first` up to `last` (ordinals), with all that units share.

    `offset` is what has to be added to seconds since 1970 to have moments in the city's time.
    """

    first: int
    last: int
    days: Days
    clock: Clock
    worked: list[bool]
    calendar: WorkCalendar
    book: ParameterBook
    offset: int
    minutes: int
    courses: dict[int, Course] = field(default_factory=dict)
    ways: dict[int, Trajectory] = field(default_factory=dict)

    @property
    def begins(self) -> int:
        """Return the moment at which the run-in begins."""
        return self.days.first * DAY

    @property
    def ends(self) -> int:
        """Return the moment at which the last day is over."""
        return (self.last + 1) * DAY

    def know(self, tasks: set[int]) -> None:
        """Fetch the planned ways of tasks that are not known yet. Two queries, or none."""
        if missing := tasks - self.ways.keys():
            self.ways |= lamps.trajectories(missing)

    def course(self, task: int) -> Course:
        """Return the way of a task as published."""
        if task not in self.courses:
            self.courses[task] = Course(self.ways[task], self.days)
        return self.courses[task]

    def moment(self, at: datetime) -> int:
        """Return an instant as a moment of the city's time."""
        return int(at.timestamp()) + self.offset

    def instant(self, moment: int) -> object:
        """Return a moment as the database compares instants."""
        return statements.instant(datetime.fromtimestamp(moment - self.offset, UTC))


def span(from_on: date, until_on: date) -> Span:
    """Return the days from one to another with what all units share on them. Nine queries."""
    work, book = calendar.work_calendar(), parameters.book()
    first = from_on - timedelta(days=rehearsals.RUN_IN_DAYS)
    # The ladder warns of what turns red in the days to come, so ways are known beyond the last day.
    days = rehearsals.Days(first, until_on + timedelta(days=rehearsals.LOOK_AHEAD_DAYS), work)
    noon = timezone.make_aware(datetime.combine(until_on, time(12)))
    shift = noon.utcoffset()
    offset = EPOCH + (int(shift.total_seconds()) if shift else 0)
    clock = rehearsals.clock(_swept(first, until_on, offset))
    worked = [reports.period_of(date.fromordinal(day), work, book) is not None for day in clock.days]
    return Span(
        first=from_on.toordinal(),
        last=until_on.toordinal(),
        days=days,
        clock=clock,
        worked=worked,
        calendar=work,
        book=book,
        offset=offset,
        minutes=burden.rates_on(until_on)[AskKind.LETTER].minutes(1, 1),
    )


def _swept(first: date, last: date, offset: int) -> list[int]:
    """Return the moments at which the clock did something: turned lamps, settled warnings, drafted letters.

    On a quiet morning it may only have drafted, or added to a draft: a letter was taken back or closed the
    day before. Two queries.
    """
    subjects = [[f"day:{first + timedelta(days=number)}"] for number in range((last - first).days + 1)]
    found = statements.ask(
        f"SELECT {statements.seconds('at')} FROM records_entry"  # noqa: S608
        f" WHERE subject IN ({rows.handed_over('text')}) AND action IN {statements.codes(_SWEPT)}",
        [rows.packed(subjects)],
    )
    weeks = [first - timedelta(days=first.weekday()), last]
    found += statements.ask(_DRAFTED.format(*map(statements.seconds, ("drafted_at", "at"))), weeks * 2)
    moments = [seconds + offset for (seconds,) in found]
    return [moment for moment in moments if first.toordinal() <= moment // DAY <= last.toordinal()]


def ladder_limits(span: Span, book: ParameterBook) -> rehearsals.LimitsOn:
    """Return a function that gives the numbers of the ladder on a day for a campaign, by a book."""

    @cache
    def limits(day: int, campaign: str) -> Limits:
        return letters.limits_on(book, span.calendar, date.fromordinal(day), campaign)

    return limits
