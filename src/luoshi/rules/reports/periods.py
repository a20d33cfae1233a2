"""From when until when accounts of a week are taken, what is late, and which exceptions there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from luoshi.rules import calendar
from luoshi.rules.enums import Labelled
from luoshi.rules.parameters import ParameterBook

MOST_DAYS = 31
"""How many days after its last day a week may at most be excused, and from today be open again."""


class AllowanceKind(Labelled):
    """What an exception grants."""

    EXCUSED = "EXCUSED", "迟报不计"
    REOPENED = "REOPENED", "重新开放"


@dataclass(frozen=True, slots=True)
class Allowance:
    """An exception for one week: until which day, inclusive."""

    kind: AllowanceKind
    until_on: date


@dataclass(frozen=True, slots=True)
class Period:
    """One week of accounts: from Monday `week_start`, reported from `opens_on`, on time until `due_on`.

    `opens_on` is the week's first working day, `due_on` its last; late accounts are taken until `closes_on`,
    and then the week is locked. `provisional` says that a day of it rests on a calendar that is not
    published. `excused_until` and `reopened_until` are exceptions that a unit was granted; `closes_on` has
    moved with them.
    """

    week_start: date
    opens_on: date
    due_on: date
    closes_on: date
    provisional: bool
    excused_until: date | None = None
    reopened_until: date | None = None

    def with_allowances(self, granted: Sequence[Allowance]) -> Period:
        """Return the period as it is for whom these exceptions were granted to, in whatever order."""
        excused, reopened = (
            max((each.until_on for each in granted if each.kind is kind), default=None)
            for kind in (AllowanceKind.EXCUSED, AllowanceKind.REOPENED)
        )
        closes_on = max(day for day in (self.closes_on, excused, reopened) if day)
        return replace(self, excused_until=excused, reopened_until=reopened, closes_on=closes_on)

    def is_reopened(self, today: date) -> bool:
        """Say whether the supervision office opened the week again and it still is."""
        return self.reopened_until is not None and today <= self.reopened_until


def period_of(day: date, work_calendar: calendar.WorkCalendar, book: ParameterBook) -> Period | None:
    """Return the period of the Monday-to-Sunday week of `day`; None when the whole week is off."""
    due_on = work_calendar.week_close(day)
    if due_on is None:
        return None
    monday = day - timedelta(days=day.weekday())
    closes_on = work_calendar.add_workdays(due_on, book.value("report.closing", due_on))
    return Period(
        week_start=monday,
        opens_on=work_calendar.next_workday_on_or_after(monday),
        due_on=due_on,
        closes_on=closes_on,
        provisional=work_calendar.is_provisional(due_on) or work_calendar.is_provisional(closes_on),
    )


def periods_open(
    today: date, work_calendar: calendar.WorkCalendar, book: ParameterBook
) -> tuple[Period, ...]:
    """Return the periods that take accounts today, earliest first: last week's too until it closes."""
    found: list[Period] = []
    day = today
    while True:
        period = period_of(day, work_calendar, book)
        if period is not None and period.closes_on < today:
            return tuple(found)
        if period is not None and period.opens_on <= today:
            found.insert(0, period)
        day -= timedelta(days=7)


def is_late(period: Period, sent_on: date) -> bool:
    """Say whether a first account that is sent on this day is late. A correction of one in time never is."""
    return sent_on > max(period.due_on, period.excused_until or period.due_on)


def why_not_send(period: Period, today: date) -> str | None:
    """Return why no account for this period is taken today; None when one is."""
    if today < period.opens_on:
        return f"本期周报从{calendar.short_date(period.opens_on, today)}起填报，请到时再报。"
    if today > period.closes_on:
        closed = calendar.short_date(period.closes_on, today)
        return f"本期周报已于{closed}截止补报，不再接收。请把最新进度报在本周周报中。"
    return None


def why_locked(period: Period, today: date) -> str | None:
    """Return why nothing in a week's accounts may be changed or weighed any more; None when it may."""
    if today <= period.closes_on:
        return None
    closed = calendar.short_date(period.closes_on, today)
    return f"本期周报已于{closed}截止并锁定。确需更正的，由督查科写明理由、限期重新开放。"


def why_not_allow(
    kind: AllowanceKind, period: Period, until_on: date, reason: str, today: date
) -> str | None:
    """Return why this exception may not be granted; None when it may."""
    if not reason.strip():
        return "请写明理由（如：某日起断网、防汛停工），单位和审计都会看到这句话。"
    if today < period.opens_on:
        return "这一期还没有开始填报，不需要例外。"
    due = calendar.full_date(period.due_on)
    if kind is AllowanceKind.EXCUSED:
        if until_on <= period.due_on:
            return f"{due}前报送的本来就不算迟报，请选这一天之后的日期。"
        if until_on > period.due_on + timedelta(days=MOST_DAYS):
            return f"最多到截止日{due}之后{MOST_DAYS}日。更晚的，请报在当周周报里。"
        return None
    if today <= period.closes_on:
        return f"本期周报{calendar.short_date(period.closes_on, today)}才截止，现在就能更正，不需要重新开放。"
    if until_on < today:
        return "重新开放的最后一天不能早于今天。"
    if until_on > today + timedelta(days=MOST_DAYS):
        return f"重新开放最长{MOST_DAYS}日，请选近一些的日期。"
    return None
