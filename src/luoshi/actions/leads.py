"""Leads are drafted by a person of the office and decided by the leader; nothing else makes or moves one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import leads as lead_queries
from luoshi.queries.lamps import Plans
from luoshi.records.models import Assignment, Lead, LeadItem, Unit
from luoshi.rules import leads
from luoshi.rules.leads import LeadState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def draft_lead(
    *, unit: Unit, assignments: Sequence[Assignment], reason: str, by: Actor, at: datetime
) -> Lead:
    """Put facts before the leader that no letter settled: what was asked and what was reported.

    Raises Refused for what was not talked about yet (约谈), what is another unit's, or words that judge.
    """
    chosen = sorted({part.id: part for part in assignments}.values(), key=lambda part: part.id)
    talked = lead_queries.talked_about(chosen)
    if refusal := why_not(by, Permission.LETTERS_DRAFT) or leads.why_not_draft(
        items=len(chosen), talked=len(talked), reason=reason
    ):
        raise Refused(refusal)
    if any(part.unit_id != unit.id for part in chosen):
        raise Refused("一份线索移送建议只涉及一个单位，所选任务应属于同一单位。")
    lead = Lead.objects.create(
        unit=unit,
        facts=lead_queries.facts_about(chosen),
        reason=reason.strip()[:500],
        drafted_at=at,
        drafted_by=by.words,
        drafted_post_id=by.post_id,
    )
    on = timezone.localdate(at)
    ways, facts_of = Plans().of({part.task_id for part in chosen}), lamp_queries.yardstick().facts_on(on)
    LeadItem.objects.bulk_create(
        LeadItem(
            lead=lead,
            assignment=part,
            planned_x100=facts_of(ways[part.task_id], 0, True, False, part.change).planned_x100,
            claimed_x100=part.claimed_x100,
            due_on=part.due_on or on,
            as_of_on=on,
        )
        for part in chosen
    )
    audit.record(
        action="leads.draft",
        subject=f"lead:{lead.id}",
        facts={
            "unit": unit.name,
            "items": [part.id for part in chosen],
            "facts": lead.facts,
            "reason": lead.reason,
        },
        by=by,
        at=at,
    )
    return lead


@transaction.atomic
def decide_lead(
    *, lead: Lead, to: LeadState, decision: str, authority: str = "", by: Actor, at: datetime
) -> Lead:
    """Decide, as the leader, whether the facts go to the competent authority, and to which.

    Raises Refused for the drafter's own and without a reason, SomebodyWasFirst when it was decided meanwhile.
    """
    if refusal := why_not(by, Permission.LETTERS_APPROVE) or lead_queries.why_not_decide(
        lead, to, by, decision, authority
    ):
        raise Refused(refusal)
    won = Lead.objects.filter(id=lead.id, state=LeadState.DRAFT).update(
        state=to.value,
        decision=decision.strip()[:500],
        authority=authority.strip()[:100] if to is LeadState.HANDED_OVER else "",
        decided_at=at,
        decided_by=by.words,
    )
    lead.refresh_from_db()
    if not won:
        raise SomebodyWasFirst(f"这份线索移送建议已由{lead.decided_by}作出决定，请刷新后查看。")
    audit.record(
        action="leads.decide",
        subject=f"lead:{lead.id}",
        facts={"state": lead.state, "decision": lead.decision, "authority": lead.authority},
        by=by,
        at=at,
    )
    return lead
