"""Who is to be reminded of what on a day: answers due, the weekly account on its last day, near dates."""

from __future__ import annotations

from datetime import date, timedelta

from luoshi.actions.notices import Reminder
from luoshi.queries import calendar, letters, parameters, reports, tasks
from luoshi.rules import calendar as wording


def due(on: date) -> list[Reminder]:
    """Return the reminders of a day. Each key names its event, so none is given twice."""
    found = [
        Reminder(
            key=f"reply:{letter.id}:{letter.reply_due_on}",
            unit=letter.unit,
            words=f"{letter.number}《{letter.title}》的回复期限是"
            f"{wording.short_date(letter.reply_due_on or on, on)}，请及时回复。",
            link=f"/letters/{letter.id}/",
        )
        for letter in letters.replies_owed(on)
    ]
    period = reports.period(on)
    if period and on == period.due_on:
        found += [
            Reminder(
                key=f"report:{unit.id}:{period.week_start}",
                unit=unit,
                words=f"本周周报今天截止，还有{owed}项未报。",
                link="/reports/",
            )
            for unit, owed in reports.units_owing(period)
        ]
    monday = on - timedelta(days=on.weekday())
    soon = parameters.book().value("lamp.due_soon", on)
    until = calendar.work_calendar().add_workdays(on, soon)
    found += [
        Reminder(
            key=f"soon:{unit.id}:{monday}",
            unit=unit,
            words=f"本单位有{count}项任务将在{wording.short_date(until, on)}前到期，尚未报完成。",
            link="/ledger/?due=seven",
        )
        for unit, count in tasks.falling_due(on, until)
    ]
    return found
