"""A leader approves a plan, sends it back, or goes ahead against a rule that allows it; a plan ends."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.mandates.moving import carry, enter_plan, tell
from luoshi.queries import burden as burden_queries
from luoshi.queries import mandates as mandate_queries
from luoshi.queries import people as people_queries
from luoshi.records import versions
from luoshi.records.models import Mandate, Override
from luoshi.rules.calendar import full_date
from luoshi.rules.mandates import Rule, moves
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


@transaction.atomic
def approve_mandate(*, mandate: Mandate, by: Actor, at: datetime) -> Mandate:
    """Approve a plan and tell those whom it reaches, unless it comes unannounced.

    Refused while anything stands against it.
    """
    refusal = why_not(by, Permission.MANDATES_APPROVE) or moves.why_not_approve(
        people_queries.posts_of_holders({mandate.drafted_post_id}), by.post_id
    )
    if refusal is None:
        found = mandate_queries.objections_to(mandate_queries.plan_of(mandate), mandate.id)
        refusal = moves.why_not_go(found, {Rule(rule) for rule in mandate_queries.overrides_of(mandate)})
    units = mandate_queries.targets_of(mandate)
    if refusal is None:
        refusal = burden_queries.of_inspection(mandate, units).why_not(timezone.localdate(at))
    if refusal:
        raise Refused(refusal)
    carry(
        mandate=mandate,
        to=MandateState.APPROVED,
        action="approve",
        changes={},
        facts={"units": [unit.name for unit in units]},
        by=by,
        at=at,
    )
    if not mandate.is_unannounced:
        words = f"{full_date(mandate.from_on)}至{full_date(mandate.to_on)}开展，依据、内容和纪律可以查看。"
        tell(mandate, "approved", f"“{mandate.title}”已批准，{words}", by, at)
    return mandate


@transaction.atomic
def send_back_mandate(*, mandate: Mandate, reason: str, by: Actor, at: datetime) -> Mandate:
    """Send a plan back to the office to be written anew."""
    if refusal := why_not(by, Permission.MANDATES_APPROVE):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("退回应写明理由，督查科据此修改。")
    words = reason.strip()[:200]
    return carry(
        mandate=mandate,
        to=MandateState.DRAFT,
        action="send_back",
        changes={"return_reason": words},
        facts={"reason": words},
        by=by,
        at=at,
    )


@transaction.atomic
def override_rule(*, mandate: Mandate, rule: Rule, reason: str, by: Actor, at: datetime) -> Override:
    """Go ahead against a rule that allows it, with a reason that everybody in the bureau can read."""
    if refusal := why_not(by, Permission.MANDATES_APPROVE):
        raise Refused(refusal)
    if mandate.state != MandateState.SUBMITTED:
        raise Refused(f"督查立项现为“{MandateState(mandate.state).label}”，只有待批准时才能说明理由继续。")
    found = mandate_queries.objections_to(mandate_queries.plan_of(mandate), mandate.id)
    if refusal := moves.why_not_override(found, rule, reason):
        raise Refused(refusal)
    versions.change(mandate, {})
    words = next(str(each) for each in found if each.rule is rule)
    given, _ = Override.objects.get_or_create(
        mandate=mandate,
        rule=rule.value,
        defaults={
            "words": words[:500],
            "reason": reason.strip()[:300],
            "given_at": at,
            "given_by": by.words,
        },
    )
    enter_plan(mandate, "override", {"rule": rule.value, "reason": given.reason}, by, at)
    return given


@transaction.atomic
def end_mandate(*, mandate: Mandate, conclusion: str, by: Actor, at: datetime) -> Mandate:
    """End an inspection with its conclusion, which those whom it reached can read.

    《政府督查工作条例》（国务院令第733号）第十六条: there is a conclusion, and it is fed back.
    """
    if refusal := why_not(by, Permission.MANDATES_DRAFT):
        raise Refused(refusal)
    if not conclusion.strip():
        raise Refused("结束督查应当作出结论并向督查对象反馈（《政府督查工作条例》第十六条），请写明结论。")
    carry(
        mandate=mandate,
        to=MandateState.ENDED,
        action="end",
        changes={"end_reason": conclusion.strip()[:500]},
        facts={"conclusion": conclusion.strip()[:500]},
        by=by,
        at=at,
    )
    tell(mandate, "ended", f"“{mandate.title}”已结束，督查结论可以查看。", by, at)
    return mandate
