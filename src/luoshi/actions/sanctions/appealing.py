"""A decision is looked at again: what was asked is recorded, late or not; it stays in force meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions.sanctions.moving import carry_sanction, enter_sanction, tell
from luoshi.queries import sanctions as sanction_queries
from luoshi.records.models import Appeal, Sanction
from luoshi.rules import conclusions, sanctions
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.sanctions import AppealKind, AppealState, SanctionState

_CHANGED = (AppealState.ALTERED, AppealState.REVOKED)


@transaction.atomic
def record_appeal(
    *,
    sanction: Sanction,
    kind: AppealKind,
    grounds: str,
    received_on: date | None,
    by: Actor,
    at: datetime,
) -> Appeal:
    """Record a review or an appeal that was asked for: by the unit itself, or by who keeps the record.

    `received_on` is the day the paper came; None for a unit that asks here and now. What comes late is kept
    and marked.
    """
    before = sanction_queries.appeals_of(sanction)
    known = [(AppealKind(each.kind), AppealState(each.state)) for each in before]
    refusal = None if by.may(Permission.MANDATES_ANSWER) else why_not(by, Permission.SANCTIONS_KEEP)
    refusal = refusal or sanctions.why_not_ask(kind, SanctionState(sanction.state), grounds, known)
    start = sanction.received_on
    if kind is AppealKind.AFTER_REVIEW:
        start = next((each.served_on for each in before if each.kind == AppealKind.REVIEW), None)
    today = timezone.localdate(at)
    asked_on = received_on or today
    if refusal is None and (start is None or not start <= asked_on <= today):
        refusal = "收到申请的日期应在收到决定之后、今天之前，请按收件登记填写。"
    if refusal:
        raise Refused(refusal)
    assert start is not None
    last, decide_by = sanction_queries.apply_by(kind, start), sanction_queries.decide_by(kind, asked_on)
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(
                sanction=sanction,
                kind=kind.value,
                grounds=grounds.strip(),
                received_on=asked_on,
                apply_by_on=last.on,
                is_late=conclusions.is_late(asked_on, last),
                decide_by_on=decide_by.on,
                asked_at=at,
                asked_by=by.words,
            )
    except IntegrityError as error:
        raise SomebodyWasFirst(f"刚有人登记了{kind.label}申请，请看过最新内容再办。") from error
    enter_sanction(sanction, "record_appeal", {"kind": kind.value, "late": appeal.is_late}, by, at)
    return appeal


@transaction.atomic
def settle_appeal(
    *, appeal: Appeal, outcome: AppealState, words: str, served_on: date, by: Actor, at: datetime
) -> Appeal:
    """Record what a review or an appeal came to; `served_on` is the day its outcome was received."""
    refusal = why_not(by, Permission.SANCTIONS_KEEP) or sanctions.why_not_settle(
        AppealState(appeal.state), outcome, words, late=appeal.is_late
    )
    if refusal is None and not appeal.received_on <= served_on <= timezone.localdate(at):
        refusal = "送达日期应在收到申请之后、今天之前，请按送达回证登记。"
    if refusal:
        raise Refused(refusal)
    changes: dict[str, object] = {
        "words": words.strip(),
        "served_on": served_on,
        "decided_at": at,
        "decided_by": by.words,
    }
    if outcome in _CHANGED:
        changes["correct_by_on"] = sanction_queries.correct_by(served_on).on
    won = Appeal.objects.filter(id=appeal.id, state=appeal.state).update(state=outcome.value, **changes)
    appeal.refresh_from_db(fields=["state", *changes])
    if not won:
        raise SomebodyWasFirst(f"这件申请刚由他人办理，现为“{AppealState(appeal.state).label}”。")
    kind = AppealKind(appeal.kind)
    enter_sanction(appeal.sanction, "settle_appeal", {"kind": kind.value, "outcome": outcome.value}, by, at)
    tell(appeal.sanction, f"settled:{kind.value}", f"{kind.label}已有决定：{outcome.label}。", by, at)
    return appeal


@transaction.atomic
def correct_sanction(*, sanction: Sanction, words: str, by: Actor, at: datetime) -> Sanction:
    """Record how a decision was put right after its review or appeal."""
    if refusal := why_not(by, Permission.SANCTIONS_KEEP):
        raise Refused(refusal)
    if not any(each.state in _CHANGED for each in sanction_queries.appeals_of(sanction)):
        raise Refused("复核、申诉没有变更或者撤销这件决定，没有需要纠正的。")
    if not words.strip():
        raise Refused("请写明怎样纠正：文号、日期和内容。")
    carry_sanction(
        sanction=sanction,
        to=SanctionState.CORRECTED,
        action="correct",
        changes={"end_reason": words.strip(), "ended_at": at, "ended_by": by.words},
        facts={},
        by=by,
        at=at,
    )
    tell(sanction, "corrected", "教育督导问责决定已按复核、申诉结果纠正。", by, at)
    return sanction
