"""A unit asks for a later date; the office or a leader decides; the plan moves by that record alone."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.lamps import relaying
from luoshi.actions.plans.moving import stretch_pieces
from luoshi.queries import audit as audit_queries
from luoshi.queries import calendar, parameters
from luoshi.queries import extensions as extension_queries
from luoshi.queries import lamps as lamp_queries
from luoshi.records.models import Assignment, Extension, Notice
from luoshi.rules import extensions
from luoshi.rules.calendar import full_date
from luoshi.rules.extensions import ExtensionState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def ask_extension(
    *, assignment: Assignment, proposed_on: date, reason: str, by: Actor, at: datetime
) -> Extension:
    """Ask for a later due date of one's own unit's part; who decides follows from the days and the times.

    Raises Refused on or after the due date as it counts today, SomebodyWasFirst when a wish is undecided.
    """
    today = timezone.localdate(at)
    part = extension_queries.part_of(assignment, by, today)
    if refusal := why_not(by, Permission.EXTENSIONS_ASK) or extensions.why_not_ask(
        part, today, proposed_on, reason
    ):
        raise Refused(refusal)
    book = parameters.book()
    state, _ = extensions.first_state(
        part.due_on,
        proposed_on,
        extension_queries.granted_before(assignment),
        asker_is_office=extension_queries.is_of_the_office(assignment),
        asker_is_bureau=extension_queries.is_of_the_bureau(assignment),
        book=book,
        today=today,
    )
    try:
        with transaction.atomic():
            wish = Extension.objects.create(
                assignment=assignment,
                number=assignment.extensions.count() + 1,
                state=state.value,
                before_on=part.due_on,
                proposed_on=proposed_on,
                reason=reason.strip()[:500],
                decide_by_on=extensions.decide_by(today, book, calendar.work_calendar()),
                asked_at=at,
                asked_by=by.words,
                asked_post_id=by.post_id,
            )
    except IntegrityError as error:
        raise SomebodyWasFirst("本单位刚刚有人为这一项申请了延期，没有重复提交。请刷新后查看。") from error
    relaying.relay(assignment, today)
    _enter_wish(
        wish,
        "ask",
        f"原定{full_date(part.due_on)}，申请延至{full_date(proposed_on)}。{reason.strip()}",
        by,
        at,
    )
    return wish


@transaction.atomic
def hand_up_extension(*, extension: Extension, opinion: str, by: Actor, at: datetime) -> Extension:
    """Leave to a leader what the office head could have decided, with the office's opinion."""
    _refuse_unless_decider(extension, by)
    if refusal := extensions.why_not_move(ExtensionState(extension.state), ExtensionState.AT_LEADER):
        raise Refused(refusal)
    if not opinion.strip():
        raise Refused("报局领导审批应写明督查科意见，供领导参考。")
    _move(
        extension,
        ExtensionState.AT_LEADER,
        handed_up_at=at,
        handed_up_by=by.words,
        opinion=opinion.strip()[:200],
    )
    _enter_wish(extension, "hand_up", f"督查科意见：{extension.opinion}", by, at)
    return extension


@transaction.atomic
def grant_extension(
    *, extension: Extension, granted_on: date, words: str, by: Actor, at: datetime
) -> Extension:
    """Grant a later date, that which was asked for or an earlier one; the way and the lamp follow at once.

    The plan as published stays as it is; the new one, laid as if this had been the date from the start, is
    kept with the wish.
    """
    _refuse_unless_decider(extension, by)
    today, part = timezone.localdate(at), extension.assignment
    due_on = lamp_queries.own_way(part, today).due_on
    if refusal := extensions.why_not_move(
        ExtensionState(extension.state), ExtensionState.GRANTED
    ) or extensions.why_not_grant(due_on, extension.proposed_on, granted_on, today, words):
        raise Refused(refusal)
    grant = extension_queries.regranted(part, granted_on, today)
    _move(
        extension,
        ExtensionState.GRANTED,
        decided_on=today,
        decided_at=at,
        decided_by=by.words,
        decision=words.strip()[:200],
        granted_on=granted_on,
        own_due_on=grant.due_on,
        points=[[day.isoformat(), planned] for day, planned in grant.points],
    )
    stretch_pieces(part, grant, f"第{extension.number}次延期，各环节随之顺延", by, at)
    moved = relaying.relay(part, today)
    said = f"时限由{full_date(due_on)}改为{full_date(granted_on)}。{extension.decision}"
    _tell(extension, f"延期已同意：{part.task.summary}。新的完成时限{full_date(granted_on)}", by, at)
    _enter_wish(extension, "grant", said, by, at, **moved)
    return extension


@transaction.atomic
def refuse_extension(*, extension: Extension, words: str, by: Actor, at: datetime) -> Extension:
    """Leave the date as it is, with a reason for the unit."""
    _refuse_unless_decider(extension, by)
    if refusal := extensions.why_not_move(
        ExtensionState(extension.state), ExtensionState.REFUSED
    ) or extensions.why_not_refuse(words):
        raise Refused(refusal)
    _move(
        extension,
        ExtensionState.REFUSED,
        decided_on=timezone.localdate(at),
        decided_at=at,
        decided_by=by.words,
        decision=words.strip()[:200],
    )
    relaying.relay(extension.assignment, timezone.localdate(at))
    _tell(extension, f"延期未获同意：{extension.assignment.task.summary}。理由：{extension.decision}", by, at)
    _enter_wish(extension, "refuse", f"时限不变。理由：{extension.decision}", by, at)
    return extension


@transaction.atomic
def withdraw_extension(*, extension: Extension, by: Actor, at: datetime) -> Extension:
    """Take one's own unit's wish back before it is decided."""
    if refusal := why_not(by, Permission.EXTENSIONS_ASK) or extensions.why_not_move(
        ExtensionState(extension.state), ExtensionState.WITHDRAWN
    ):
        raise Refused(refusal)
    if extension.assignment.unit_id != by.unit_id:
        raise Refused("只能撤回本单位的延期申请。")
    _move(
        extension,
        ExtensionState.WITHDRAWN,
        decided_on=timezone.localdate(at),
        decided_at=at,
        decided_by=by.words,
    )
    relaying.relay(extension.assignment, timezone.localdate(at))
    _enter_wish(extension, "withdraw", "时限不变。", by, at)
    return extension


def _refuse_unless_decider(extension: Extension, by: Actor) -> None:
    if refusal := extension_queries.why_not_decide(extension, by):
        raise Refused(refusal)


def _move(extension: Extension, to: ExtensionState, **changes: object) -> None:
    won = Extension.objects.filter(id=extension.id, state=extension.state).update(state=to.value, **changes)
    extension.refresh_from_db()
    if not won:
        hand = audit_queries.last_hand(f"assignment:{extension.assignment_id}")
        state = ExtensionState(extension.state).label
        raise SomebodyWasFirst(f"这份延期申请已由{hand}办理，现为“{state}”，请刷新后查看。")


def _tell(extension: Extension, words: str, by: Actor, at: datetime) -> None:
    Notice.objects.get_or_create(
        key=f"extension:{extension.id}:{extension.state}",
        defaults={
            "unit": extension.assignment.unit,
            "words": words[:300],
            "link": f"/extensions/{extension.id}/",
            "at": at,
            "by": by.words,
        },
    )


def _enter_wish(extension: Extension, done: str, said: str, by: Actor, at: datetime, **more: object) -> None:
    audit.record(
        action=f"extensions.{done}",
        subject=f"assignment:{extension.assignment_id}",
        facts={"extension": extension.id, "state": extension.state, "said": said, **more},
        by=by,
        at=at,
    )
