"""A city that is behind its plan, on one Friday: what the tests of accounts and letters begin with."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse
from django.utils import timezone
from pytest_django import Settings

from luoshi.actions import alerts as alert_actions
from luoshi.actions import lamps as lamp_actions
from luoshi.actions import letters as letter_actions
from luoshi.records.models import Assignment, Letter, Milestone, Task
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.people import SYSTEM
from luoshi.rules.tasks import Role, weekly_steps
from tests import cast
from tests.actions.stage import unwritten

FRIDAY = datetime(2026, 11, 20, 2, tzinfo=UTC)
WEEK = date(2026, 11, 16)
PATH = {
    LetterState.DRAFT: (),
    LetterState.COSIGNING: ("offices", "submit"),
    LetterState.SUBMITTED: ("submit",),
    LetterState.APPROVED: ("submit", "approve"),
    LetterState.NUMBERED: ("submit", "approve", "number"),
    LetterState.ISSUED: ("submit", "approve", "number", "issue"),
    LetterState.READ: ("submit", "approve", "number", "issue", "read"),
    LetterState.REPLIED: ("submit", "approve", "number", "issue", "read", "reply"),
    LetterState.RETURNED: ("submit", "approve", "number", "issue", "read", "reply", "return"),
    LetterState.CLOSED: ("submit", "approve", "number", "issue", "read", "reply", "close"),
    LetterState.ARCHIVED: ("submit", "approve", "number", "issue", "read", "reply", "close", "archive"),
    LetterState.WITHDRAWN: ("submit", "approve", "number", "issue", "withdraw"),
    LetterState.DISCARDED: ("discard",),
}
_DOER = {"approve": "leader", "read": "county", "reply": "county"}


def set_clock(settings: Settings, at: datetime) -> None:
    """Let the pages believe that it is this instant."""
    settings.CLOCK_OFFSET = at - timezone.now()


def add_tasks(city: cast.City, count: int) -> list[Assignment]:
    """Give both counties more tasks; return those of the eastern one."""
    assert city.document is not None
    theirs = []
    for number in range(count):
        due_on = date(2026, 12, 31) + timedelta(days=number)
        task = Task.objects.create(
            document=city.document,
            start=0,
            end=5,
            summary=f"第{number + 1}项工作",
            start_on=cast.MONDAY,
            due_on=due_on,
            state="OPEN",
        )
        Milestone.objects.bulk_create(
            Milestone(task=task, due_on=step.due_on, planned_x100=step.planned_x100, label=step.label)
            for step in weekly_steps(cast.MONDAY, due_on, WorkCalendar())
        )
        for unit in (city.east, city.west):
            part = Assignment.objects.create(
                task=task,
                unit=unit,
                branch=unit,
                role=Role.RESPONSIBLE.value,
                state="OPEN",
                due_on=due_on,
                lamp_on=cast.MONDAY,
                next_lamp_on=date(2026, 11, 3),
            )
            if unit == city.east:
                theirs.append(part)
    return theirs


def sweep(at: datetime = FRIDAY) -> None:
    """Turn the lamps and raise the warnings of a day."""
    lamp_actions.turn_lamps(on=at.date(), by=SYSTEM, at=at)
    alert_actions.settle_alerts(on=at.date(), by=SYSTEM, at=at)


def letter_in(city: cast.City, state: LetterState, unit: str = "east") -> Letter:
    """Return a letter about a county's task that has come as far as `state`."""
    part = city.assignments[unit]
    Assignment.objects.filter(id=part.id).update(lamp="RED")
    part.refresh_from_db()
    part = unwritten(part)
    letter = letter_actions.draft_letter(
        unit=part.unit,
        kind=LetterKind.SUPERVISION,
        assignments=[part],
        reason="连续两周没有进展",
        by=city.clerk,
        at=FRIDAY,
    )
    for step in PATH[state]:
        _take(city, letter, step, "other_county" if unit == "west" else "county")
        letter.refresh_from_db()
    return letter


def _take(city: cast.City, letter: Letter, step: str, county: str) -> None:
    doer = county if _DOER.get(step) == "county" else _DOER.get(step, "clerk")
    by = city.actors[doer]
    match step:
        case "offices":
            letter_actions.name_countersigners(letter=letter, units=[city.finance], by=by, at=FRIDAY)
        case "archive":
            letter_actions.archive_letter(letter=letter, pages=1, by=by, at=FRIDAY)
        case "submit":
            letter_actions.submit_letter(letter=letter, by=by, at=FRIDAY)
        case "approve":
            letter_actions.approve_letter(letter=letter, by=by, at=FRIDAY)
        case "number":
            letter_actions.number_letter(letter=letter, by=by, at=FRIDAY)
        case "issue":
            letter_actions.issue_letter(letter=letter, by=by, at=FRIDAY)
        case "read":
            letter_actions.read_letter(letter=letter, by=by, at=FRIDAY)
        case "reply":
            letter_actions.reply_letter(letter=letter, text="已约谈施工方，月底完成。", by=by, at=FRIDAY)
        case "return":
            letter_actions.return_reply(letter=letter, reason="缺责任人", by=by, at=FRIDAY)
        case "close":
            letter_actions.close_letter(letter=letter, by=by, at=FRIDAY)
        case "withdraw":
            letter_actions.withdraw_letter(letter=letter, reason="数据有误", by=by, at=FRIDAY)
        case "discard":
            letter_actions.discard_letter(letter=letter, reason="已补报", by=by, at=FRIDAY)


def links(response: HttpResponse, pattern: str) -> list[int]:
    """Return the numbers that links on a page end in, in the order of the page, each once."""
    return list(dict.fromkeys(int(number) for number in re.findall(f'href="{pattern}', response.text)))


def seen(response: HttpResponse) -> str:
    """Return what the first form of a letter's page carries as proof of what was seen."""
    found = re.search(r'name="seen" value="(\w+)"', response.text)
    return found[1] if found else ""
