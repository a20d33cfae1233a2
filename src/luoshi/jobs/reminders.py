"""Who is to be reminded of what on a day: answers due, the weekly account on its last day, near dates."""

from __future__ import annotations

from datetime import date, timedelta

from luoshi.actions.notices import Reminder
from luoshi.queries import calendar, letters, obstacles, parameters, reports, requests, tasks
from luoshi.rules import calendar as wording
from luoshi.rules.requests.states import RequestKind


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
    found += _helpers(on, monday)
    found += _asked(on)
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


def _asked(on: date) -> list[Reminder]:
    """Return the reminders to who owes an answer to a request: on the working day before, and on the day."""
    until = calendar.work_calendar().add_workdays(on, 1)
    found = []
    for part in requests.falling_due(on, until):
        request, due = part.request, part.request.due_on
        what = "答复" if request.kind == RequestKind.MEETING else "填报"
        when, words = ("due", "今天") if due == on else ("soon", wording.short_date(due, on))
        found.append(
            Reminder(
                key=f"request:{request.id}:{when}:{part.unit_id}:{due}",
                unit=part.unit,
                words=f"“{request.title}”{words}截止，本单位还没有{what}。",
                link=f"/requests/{request.id}/",
            )
        )
    return found


def _helpers(on: date, monday: date) -> list[Reminder]:
    """Return the warnings to helpers: on the last day, on the first day after it, and then once a week.

    Who has no desk here cannot be warned: for a department outside, whoever wrote to it is told.
    """
    found = []
    for asking in obstacles.falling_due(on):
        words = f"今天是答复{asking.obstacle.assignment.unit.short_name}求助的最后一天"
        found.append(_of_helper(asking, f"due:{asking.due_on}", words))
    for asking in obstacles.overdue(on):
        asker, due = asking.obstacle.assignment.unit.short_name, wording.short_date(asking.due_on, on)
        words = f"{asker}的求助应于{due}前答复，已逾期"
        found.append(_of_helper(asking, f"late:{max(monday, asking.due_on)}", words))
    return found


def _of_helper(asking: obstacles.Asked, when: str, words: str) -> Reminder:
    obstacle = asking.obstacle
    is_outside = obstacles.needs_link(obstacle)
    whose = f"{obstacle.helper.name}：" if is_outside else ""
    return Reminder(
        key=f"help:{asking.id}:{when}",
        unit=obstacle.assignment.unit if is_outside else obstacle.helper,
        words=f"{whose}{words}：{obstacle.assignment.task.summary}",
        link=f"/obstacles/{obstacle.id}/",
    )
