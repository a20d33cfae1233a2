"""Brings the cast's city to where a test begins, by the actions that lead there."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from luoshi.actions import letters
from luoshi.records.models import Assignment, Letter, LetterItem, Task
from luoshi.rules.letters import LetterKind, LetterState
from tests import cast

NOON = cast.MONDAY_NOON
S = LetterState


def noon(days: int) -> datetime:
    """Return noon so many days after the Monday of the cast."""
    return NOON + timedelta(days=days)


def burn(city: cast.City, who: str, lamp: str, on: date = cast.MONDAY) -> Assignment:
    """Let a unit's lamp show a colour since a day."""
    Assignment.objects.filter(id=city.assignments[who].id).update(lamp=lamp, lamp_on=on)
    city.assignments[who].refresh_from_db()
    return city.assignments[who]


def unwritten(part: Assignment) -> Assignment:
    """Return an assignment that no letter is about: this one, or a copy of it under a copy of its task."""
    if not LetterItem.objects.filter(assignment=part).exists():
        return part
    task = Task.objects.get(id=part.task_id)
    steps = list(task.milestones.all())
    task.pk = None
    task.save(force_insert=True)
    for step in steps:
        step.pk, step.task = None, task
        step.save(force_insert=True)
    twin = Assignment.objects.get(id=part.id)
    twin.pk, twin.task = None, task
    twin.save(force_insert=True)
    return twin


def letter(
    city: cast.City,
    state: LetterState = S.DRAFT,
    kind: LetterKind = LetterKind.SUPERVISION,
    who: str = "east",
) -> Letter:
    """Return a letter about a red assignment, brought to a state by the actions that lead there."""
    part = unwritten(burn(city, who, "RED"))
    made = letters.draft_letter(
        unit=part.unit, kind=kind, assignments=[part], reason="进度严重滞后", by=city.clerk, at=NOON
    )
    bring(city, made, state)
    return Letter.objects.get(id=made.id)


def fill(made: Letter) -> None:
    """Write something into every field of a draft that a person has to fill in."""
    made.text = re.sub(r"\{\{[^{}]*\}\}", "已商定", made.text)
    made.save(update_fields=["text"])


def bring(city: cast.City, made: Letter, state: LetterState) -> None:
    """Take a draft on to a state."""
    fill(made)
    unit = {city.east.id: city.county, city.west.id: city.other_county, city.finance.id: city.office_unit}[
        made.unit_id
    ]
    office = {"by": city.clerk, "at": NOON}
    if state is S.COSIGNING:
        letters.name_countersigners(letter=made, units=[city.finance], **office)
        letters.submit_letter(letter=made, **office)
        return
    if state is S.DISCARDED:
        letters.discard_letter(letter=made, reason="已核实", **office)
        return
    ways = [
        (S.SUBMITTED, lambda: letters.submit_letter(letter=made, **office)),
        (S.APPROVED, lambda: letters.approve_letter(letter=made, by=city.leader, at=NOON)),
        (S.NUMBERED, lambda: letters.number_letter(letter=made, **office)),
        (S.ISSUED, lambda: letters.issue_letter(letter=made, **office)),
        (S.READ, lambda: letters.read_letter(letter=made, by=unit, at=NOON)),
        (S.REPLIED, lambda: letters.reply_letter(letter=made, text="已整改。", by=unit, at=NOON)),
        (S.RETURNED, lambda: letters.return_reply(letter=made, reason="没有写时间", **office)),
    ]
    last = {S.CLOSED: S.REPLIED, S.ARCHIVED: S.REPLIED, S.WITHDRAWN: S.NUMBERED}.get(state, state)
    for reached, step in ways:
        if made.state == last:
            break
        step()
        made.refresh_from_db()
        assert made.state == reached
    if state in {S.CLOSED, S.ARCHIVED}:
        letters.close_letter(letter=made, **office)
        if state is S.ARCHIVED:
            letters.archive_letter(letter=made, pages=1, **office)
    elif state is S.WITHDRAWN:
        letters.withdraw_letter(letter=made, reason="有误", **office)
