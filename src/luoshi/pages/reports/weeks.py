"""Which week a page is about, and which come before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from luoshi.queries import reports
from luoshi.rules import reports as rules
from luoshi.rules.reports import Period

_EARLIEST = date(2020, 1, 6)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday with its period; `closed` says why no account is taken for it today."""

    monday: date
    period: Period | None
    closed: str | None
    is_this: bool

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=6)

    @property
    def address(self) -> str:
        """The path of the week's page, with its query."""
        return f"{reverse('report-week')}?week={self.monday}"

    @property
    def earlier(self) -> date | None:
        """The Monday before; None where the records begin."""
        return self.monday - _WEEK if self.monday > _EARLIEST else None

    @property
    def later(self) -> date | None:
        """The Monday after, up to the present week."""
        return None if self.is_this else self.monday + _WEEK


def asked(written: str, today: date, unit_id: int | None) -> Week:
    """Return the week of a written date; the present one where that is no date, or one to come.

    Its period is the one of a unit, with the exceptions that it was granted, or with None that of every unit.
    """
    this_monday = today - timedelta(days=today.weekday())
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = today
    monday = min(max(day - timedelta(days=day.weekday()), _EARLIEST), this_monday)
    return of(monday, reports.period_for(monday, unit_id), today)


def of(monday: date, period: Period | None, today: date) -> Week:
    """Return the week that begins on a Monday with its period, as it stands today."""
    closed = rules.why_not_send(period, today) if period else "本周全周放假，不报周报。"
    return Week(monday, period, closed, is_this=monday == today - timedelta(days=today.weekday()))
