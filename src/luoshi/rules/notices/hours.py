"""When reminders rest: at night and on days that are not worked nothing leaves the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.parameters import ParameterBook


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a day in which nothing leaves: from one full hour to another, as a rule over midnight."""

    quiet_from: int
    quiet_until: int

    def is_night(self, at: datetime) -> bool:
        """Say whether a local instant lies in the quiet hours."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at.hour < self.quiet_until
        return at.hour >= self.quiet_from or at.hour < self.quiet_until

    @property
    def words(self) -> str:
        """Return the hours as they are said."""
        return f"每天{self.quiet_from}时至次日{self.quiet_until}时"


def hours_on(at: datetime, book: ParameterBook) -> Hours:
    """Return the quiet hours in force on the day of a local instant."""
    day = at.date()
    return Hours(book.value("notice.quiet_from", day), book.value("notice.quiet_until", day))


def why_not_now(at: datetime, hours: Hours, calendar: WorkCalendar) -> str | None:
    """Return why nothing leaves at a local instant; None when it may. 调休 weekends are working days."""
    if not calendar.is_workday(at.date()):
        return "今天不是工作日，不发提醒，下一个工作日再发。"
    return f"{hours.words}不发提醒，到时再发。" if hours.is_night(at) else None


def why_not_try(at: datetime, hours: Hours) -> str | None:
    """Return why not even a trial, which somebody asks for, leaves at a local instant; None when it may."""
    return (
        f"{hours.words}什么都不发出，试发也请等到{hours.quiet_until}时以后。" if hours.is_night(at) else None
    )
