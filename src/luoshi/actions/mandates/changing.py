"""An approved plan is changed by a record alone: asked for with a reason, decided by a leader, both kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from luoshi.actions.mandates.moving import enter_plan, tell
from luoshi.queries import mandates as mandate_queries
from luoshi.queries import people as people_queries
from luoshi.records import versions
from luoshi.records.models import Mandate, MandateChange, MandateTarget
from luoshi.rules.calendar import full_date
from luoshi.rules.mandates import Plan, Rule, moves
from luoshi.rules.mandates.moves import ChangeState, MandateState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def ask_change(
    *, mandate: Mandate, wanted: dict[str, Any], reason: str, by: Actor, at: datetime
) -> MandateChange:
    """Ask for a change of an approved plan. `wanted`: content, scope, from_on, to_on (ISO), units (ids)."""
    before = said(mandate_queries.plan_of(mandate))
    plan = mandate_queries.changed_plan(mandate, wanted)
    after = said(plan)
    refusal = why_not(by, Permission.MANDATES_DRAFT) or moves.why_not_change(
        MandateState(mandate.state), before, after, reason
    )
    if refusal is None:
        found = mandate_queries.objections_to(plan, mandate.id)
        refusal = moves.why_not_go(found, {Rule(rule) for rule in mandate_queries.overrides_of(mandate)})
    if refusal:
        raise Refused(refusal)
    try:
        with transaction.atomic():
            change = MandateChange.objects.create(
                mandate=mandate,
                before=before,
                after=after,
                wanted=wanted,
                reason=reason.strip()[:500],
                asked_at=at,
                asked_by=by.words,
                asked_post_id=by.post_id,
            )
    except IntegrityError as error:
        raise SomebodyWasFirst("这份方案已有一项变更待批准，批下来之前不能再申请。") from error
    enter_plan(mandate, "ask_change", {"before": before, "after": after, "reason": change.reason}, by, at)
    return change


@transaction.atomic
def grant_change(*, change: MandateChange, by: Actor, at: datetime) -> MandateChange:
    """Let an approved plan be changed as asked, and tell whom it reaches now, unless it comes unannounced.

    Refused while anything stands against the plan as wanted.
    """
    mandate = change.mandate
    plan = mandate_queries.changed_plan(mandate, change.wanted)
    refusal = why_not(by, Permission.MANDATES_APPROVE) or moves.why_not_approve(
        people_queries.posts_of_holders({change.asked_post_id}), by.post_id
    )
    if refusal is None:
        found = mandate_queries.objections_to(plan, mandate.id)
        refusal = moves.why_not_go(found, {Rule(rule) for rule in mandate_queries.overrides_of(mandate)})
    if refusal:
        raise Refused(refusal)
    _decide(change, ChangeState.GRANTED, "", by, at)
    versions.change(
        mandate,
        {
            "content": plan.content,
            "scope": plan.scope,
            "from_on": plan.from_on,
            "to_on": plan.to_on,
        },
    )
    mandate.targets.all().delete()
    MandateTarget.objects.bulk_create(
        [MandateTarget(mandate=mandate, unit_id=target.unit_id) for target in plan.targets]
    )
    if not mandate.is_unannounced:
        tell(mandate, f"changed:{change.id}", f"“{mandate.title}”的方案有变更，变更前后可以查看。", by, at)
    enter_plan(mandate, "grant_change", {"before": change.before, "after": change.after}, by, at)
    return change


@transaction.atomic
def refuse_change(*, change: MandateChange, reason: str, by: Actor, at: datetime) -> MandateChange:
    """Leave an approved plan as it is."""
    if refusal := why_not(by, Permission.MANDATES_APPROVE):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("不同意变更应写明理由。")
    _decide(change, ChangeState.REFUSED, reason.strip()[:200], by, at)
    enter_plan(change.mandate, "refuse_change", {"reason": change.decision}, by, at)
    return change


def said(plan: Plan) -> str:
    """Return what of a plan may be changed, in words, a line for each part."""
    return "\n".join(
        (
            f"对象：{'、'.join(target.name for target in plan.targets)}",
            f"内容：{plan.content}",
            f"范围：{plan.scope}",
            f"时间：{full_date(plan.from_on)}至{full_date(plan.to_on)}",
        )
    )


def _decide(change: MandateChange, to: ChangeState, words: str, by: Actor, at: datetime) -> None:
    if refusal := moves.why_not_decide(ChangeState(change.state), to):
        raise Refused(refusal)
    won = MandateChange.objects.filter(id=change.id, state=ChangeState.ASKED).update(
        state=to.value, decided_at=at, decided_by=by.words, decision=words
    )
    change.refresh_from_db()
    if not won:
        raise SomebodyWasFirst(f"这项变更刚由{change.decided_by}决定：{ChangeState(change.state).label}。")
