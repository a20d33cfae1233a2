"""Who is to be reminded of what on a day: answers that are due, and the weekly account on its last day."""

from __future__ import annotations

from datetime import date

from luoshi.actions.notices import Reminder
from luoshi.queries import letters, reports


def due(on: date) -> list[Reminder]:
    """Return the reminders of a day. Each key names its event, so none is given twice."""
    found = [
        Reminder(
            key=f"reply:{letter.id}:{letter.reply_due_on}",
            unit=letter.unit,
            words=f"{letter.number}《{letter.title}》的回复期限是{letter.reply_due_on:%m月%d日}，请及时回复。",
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
    return found
