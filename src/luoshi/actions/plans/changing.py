"""A unit asks for other days of its pieces; the office decides; the plan moves by that record alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.lamps import relaying
from luoshi.actions.plans.moving import move_pieces
from luoshi.queries import audit as audit_queries
from luoshi.queries import plans as plan_queries
from luoshi.records.models import Assignment, Notice, PlanChange
from luoshi.rules import plans, ways
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.plans import PlanChangeKind, PlanChangeState
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def ask_change(
    *, assignment: Assignment, days: Mapping[int, date], reason: str, by: Actor, at: datetime
) -> PlanChange:
    """Ask that pieces of one's own unit's part be due on other days, within its due date.

    `days` are days of the calendar by piece. Raises Refused on or after a piece's day as it counts today,
    SomebodyWasFirst when another wish is undecided.
    """
    if refusal := why_not(by, Permission.EXTENSIONS_ASK):
        raise Refused(refusal)
    today = timezone.localdate(at)
    stood = ways.read(assignment.change).stood(today)
    known = {piece.id: piece for piece in plan_queries.pieces(assignment.id)}
    if set(days) - known.keys():
        raise Refused("有环节已不在这一项的计划里，没有提交。请刷新后再试。")
    moved = {number: day for number, day in days.items() if day != ways.last_day(known[number].due_on, stood)}
    wishes = [
        plans.Wish(known[number].name, ways.last_day(known[number].due_on, stood), day, known[number].is_done)
        for number, day in moved.items()
    ]
    part = plan_queries.part_of(assignment, by, today)
    if refusal := plans.why_not_ask(part, wishes, reason, today, assignment.task.start_on):
        raise Refused(refusal)
    moves = [
        [
            number,
            known[number].due_on.isoformat(),
            max(ways.counted(day, stood), assignment.task.start_on).isoformat(),
        ]
        for number, day in moved.items()
    ]
    try:
        with transaction.atomic():
            change = PlanChange.objects.create(
                assignment=assignment,
                number=assignment.plan_changes.count() + 1,
                kind=PlanChangeKind.MOVED.value,
                state=PlanChangeState.ASKED.value,
                moves=moves,
                reason=reason.strip()[:500],
                asked_at=at,
                asked_by=by.words,
                asked_post_id=by.post_id,
            )
    except IntegrityError as error:
        raise SomebodyWasFirst(
            "本单位刚刚有人为这一项申请了计划调整，没有重复提交。请刷新后查看。"
        ) from error
    _enter_change(change, "ask", f"{_told(wishes)}。{reason.strip()}", by, at)
    return change


@transaction.atomic
def grant_change(*, change: PlanChange, words: str, by: Actor, at: datetime) -> PlanChange:
    """Move the pieces as a unit asked; the way and the lamp follow at once."""
    _refuse_unless_decider(change, by)
    _move(change, PlanChangeState.GRANTED, by, at, decision=words.strip()[:200])
    move_pieces(change)
    moved = relaying.relay(change.assignment, timezone.localdate(at))
    _tell(change, f"计划调整已同意：{change.assignment.task.summary}，{len(change.moves)}个环节", by, at)
    _enter_change(
        change, "grant", f"{len(change.moves)}个环节的时间已调整。{change.decision}", by, at, **moved
    )
    return change


@transaction.atomic
def refuse_change(*, change: PlanChange, words: str, by: Actor, at: datetime) -> PlanChange:
    """Leave the plan as it is, with a reason for the unit."""
    _refuse_unless_decider(change, by)
    if refusal := plans.why_not_refuse(words):
        raise Refused(refusal)
    _move(change, PlanChangeState.REFUSED, by, at, decision=words.strip()[:200])
    _tell(change, f"计划调整未获同意：{change.assignment.task.summary}。理由：{change.decision}", by, at)
    _enter_change(change, "refuse", f"计划不变。理由：{change.decision}", by, at)
    return change


@transaction.atomic
def withdraw_change(*, change: PlanChange, by: Actor, at: datetime) -> PlanChange:
    """Take one's own unit's wish back before it is decided."""
    if refusal := why_not(by, Permission.EXTENSIONS_ASK) or plans.why_not_move(
        PlanChangeState(change.state), PlanChangeState.WITHDRAWN
    ):
        raise Refused(refusal)
    if change.assignment.unit_id != by.unit_id:
        raise Refused("只能撤回本单位的计划调整申请。")
    _move(change, PlanChangeState.WITHDRAWN, by, at)
    _enter_change(change, "withdraw", "计划不变。", by, at)
    return change


def _told(wishes: Sequence[plans.Wish]) -> str:
    first = [f"{wish.name}由{full_date(wish.before_on)}调至{full_date(wish.after_on)}" for wish in wishes[:5]]
    return "；".join(first) + (f"；等{len(wishes)}个环节" if len(wishes) > 5 else "")


def _refuse_unless_decider(change: PlanChange, by: Actor) -> None:
    if refusal := plan_queries.why_not_decide(change, by):
        raise Refused(refusal)


def _move(change: PlanChange, to: PlanChangeState, by: Actor, at: datetime, **more: object) -> None:
    won = PlanChange.objects.filter(id=change.id, state=PlanChangeState.ASKED).update(
        state=to.value, decided_at=at, decided_by=by.words, **more
    )
    change.refresh_from_db()
    if not won:
        hand = audit_queries.last_hand(f"assignment:{change.assignment_id}")
        raise SomebodyWasFirst(
            f"这次计划调整已由{hand}办理，现为“{PlanChangeState(change.state).label}”，请刷新后查看。"
        )


def _tell(change: PlanChange, words: str, by: Actor, at: datetime) -> None:
    Notice.objects.get_or_create(
        key=f"plan:{change.id}:{change.state}",
        defaults={
            "unit": change.assignment.unit,
            "words": words[:300],
            "link": f"/plans/changes/{change.id}/",
            "at": at,
            "by": by.words,
        },
    )


def _enter_change(change: PlanChange, done: str, said: str, by: Actor, at: datetime, **more: object) -> None:
    audit.record(
        action=f"plans.{done}",
        subject=f"assignment:{change.assignment_id}",
        facts={"change": change.id, "state": change.state, "said": said, **more},
        by=by,
        at=at,
    )
