"""A part's way is laid anew after a grant or a pause, and its lamp follows at once."""

from __future__ import annotations

from datetime import date

from luoshi.queries import audit as audit_queries
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import tasks as task_queries
from luoshi.records.models import Assignment, LampChange
from luoshi.rules import lamps
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.tasks import UNDERWAY


def relay(assignment: Assignment, today: date) -> dict[str, object]:
    """Bring a part's way, due date and lamp up to what is on record, within the action's transaction.

    Where something of a later day is on record, as after a clock was set back, that day counts as today: in
    whatever order things come on record, they come to the same.

    Returns what the ledger should say of it. Raises SomebodyWasFirst when the part changed meanwhile; one
    that is no longer under way is left as it is.
    """
    assignment.refresh_from_db()
    if assignment.state not in UNDERWAY:
        return {}
    before_lamp, before_due = assignment.lamp, assignment.due_on
    kept = assignment.change
    change = lamp_queries.change_of(assignment)
    known = (change.last_day, assignment.claimed_on, assignment.lamp_on)
    today = max(today, *(day for day in known if day))
    published = task_queries.trajectory(assignment.task)
    assignment.change = change.text
    verdict = lamp_queries.judge_with(today)(assignment, published)
    turns = before_lamp != verdict.lamp
    assignment.due_on = lamps.along(published, change, today).due_on
    assignment.lamp = verdict.lamp.value
    assignment.lamp_on = today if turns else assignment.lamp_on
    assignment.next_lamp_on = verdict.next_change_on
    won = Assignment.objects.filter(
        id=assignment.id,
        state=assignment.state,
        lamp=before_lamp,
        claimed_x100=assignment.claimed_x100,
        change=kept,
    ).update(
        change=assignment.change,
        due_on=assignment.due_on,
        lamp=assignment.lamp,
        lamp_on=assignment.lamp_on,
        next_lamp_on=assignment.next_lamp_on,
    )
    if not won:
        hand = audit_queries.last_hand(f"assignment:{assignment.id}")
        raise SomebodyWasFirst(f"该项刚刚由{hand}改动，没有办成。请刷新后再办。")
    if turns:
        LampChange.objects.create(
            assignment=assignment,
            turned_on=today,
            before=before_lamp,
            after=verdict.lamp.value,
            planned_x100=verdict.planned_x100,
            claimed_x100=assignment.claimed_x100,
        )
    return {
        "due_before": str(before_due),
        "due_after": str(assignment.due_on),
        "lamp": verdict.lamp.value,
    }
