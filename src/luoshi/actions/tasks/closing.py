"""How a unit's part of a task ends: the unit asks, somebody verifies who does not answer for it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import audit as audit_queries
from luoshi.queries import tasks as task_queries
from luoshi.records.models import Assignment, LampChange, Task
from luoshi.rules import lamps, tasks, ways
from luoshi.rules.lamps import Lamp
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import AssignmentState, Role, TaskState


@transaction.atomic
def ask_to_close(*, assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """Tell the office that the actor's own unit has done its part.

    Raises Refused for another unit's part, for a helping part, and before a report has claimed the whole.
    """
    if reason := (
        why_not(by, Permission.REPORTS_SUBMIT)
        or tasks.why_not_move_assignment(AssignmentState(assignment.state), AssignmentState.CLOSING)
        or tasks.why_not_ask_to_close(
            is_own=assignment.unit_id == by.unit_id,
            role=Role(assignment.role),
            claimed_x100=assignment.claimed_x100,
        )
    ):
        raise Refused(reason)
    _move(assignment, state=AssignmentState.CLOSING.value)
    audit.record(
        action="tasks.ask_to_close",
        subject=f"assignment:{assignment.id}",
        facts=_part(assignment),
        by=by,
        at=at,
    )
    return assignment


@transaction.atomic
def confirm_close(*, assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """Strike a unit's part off after verifying it; the task closes with its last accountable part.

    Raises Refused when the verifier is the responsible person or nothing complete was claimed.
    """
    if reason := (
        why_not(by, Permission.TASKS_CLOSE)
        or tasks.why_not_move_assignment(AssignmentState(assignment.state), AssignmentState.CLOSED)
        or tasks.why_not_close(
            answerable_posts=task_queries.answerable_posts(assignment),
            verifier_post=by.post_id,
            claimed_x100=assignment.claimed_x100,
        )
    ):
        raise Refused(reason)
    # Of two last parts struck off at once each would take the other for open: the task's row is their queue.
    Task.objects.filter(id=assignment.task_id).update(version=F("version"))
    before, today = assignment.lamp, timezone.localdate(at)
    struck_off: dict[str, object] = {
        "state": AssignmentState.CLOSED.value,
        "closed_at": at,
        "closed_by": by.words,
        "lamp": Lamp.BLUE.value,
        "lamp_on": today,
        "next_lamp_on": None,
    }
    _move(assignment, **struck_off)
    LampChange.objects.create(
        assignment=assignment,
        turned_on=today,
        before=before,
        after=Lamp.BLUE.value,
        planned_x100=_planned(assignment, today),
        claimed_x100=assignment.claimed_x100,
    )
    underway = Assignment.objects.filter(task_id=assignment.task_id, state__in=sorted(tasks.UNDERWAY))
    left = underway.filter(role__in=sorted(tasks.ACCOUNTABLE)).exists()
    if not left:
        Task.objects.filter(id=assignment.task_id, state=TaskState.OPEN).update(state=TaskState.CLOSED)
        underway.update(**struck_off)
    audit.record(
        action="tasks.confirm_close",
        subject=f"assignment:{assignment.id}",
        facts={**_part(assignment), "task_closed": not left},
        by=by,
        at=at,
    )
    return assignment


@transaction.atomic
def refuse_close(*, assignment: Assignment, reason: str, by: Actor, at: datetime) -> Assignment:
    """Send a claim of completion back to the unit with a reason."""
    if refusal := why_not(by, Permission.TASKS_CLOSE):
        raise Refused(refusal)
    if assignment.state != AssignmentState.CLOSING:
        state = AssignmentState(assignment.state).label
        raise Refused(f"该项交办现为“{state}”，没有待核定的销号申请。")
    if not reason.strip():
        raise Refused("退回销号申请应写明理由，责任单位据此补正。")
    _move(assignment, state=AssignmentState.OPEN.value)
    audit.record(
        action="tasks.refuse_close",
        subject=f"assignment:{assignment.id}",
        facts={**_part(assignment), "reason": reason},
        by=by,
        at=at,
    )
    return assignment


def _move(assignment: Assignment, **changes: object) -> None:
    """Write to a part whose state and claim are still those that the decision was taken on."""
    as_read = Assignment.objects.filter(
        id=assignment.id, state=assignment.state, claimed_x100=assignment.claimed_x100
    )
    if not as_read.update(**changes):
        assignment.refresh_from_db()
        hand = audit_queries.last_hand(f"assignment:{assignment.id}")
        raise SomebodyWasFirst(
            f"该项交办已由{hand}改动，现为“{AssignmentState(assignment.state).label}”，请刷新后查看。"
        )
    assignment.refresh_from_db()


def _planned(assignment: Assignment, today: date) -> int:
    way = task_queries.trajectory(assignment.task)
    return lamps.along(way, ways.read(assignment.change), today).planned(today)


def _part(assignment: Assignment) -> dict[str, object]:
    return {"task": assignment.task_id, "unit": assignment.unit.name, "claimed_x100": assignment.claimed_x100}
