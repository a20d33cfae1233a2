"""A conclusion is written about one unit, approved by a leader, and received by the unit."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions.conclusions.moving import carry_conclusion, enter_conclusion, sign, tell
from luoshi.queries import conclusions as conclusion_queries
from luoshi.queries import mandates as mandate_queries
from luoshi.records import versions
from luoshi.records.models import Conclusion, Mandate, Unit
from luoshi.rules import conclusions
from luoshi.rules.calendar import full_date
from luoshi.rules.conclusions import ConclusionState
from luoshi.rules.mandates import Basis
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def draft_conclusion(
    *, mandate: Mandate, unit: Unit, facts: str, findings: str, by: Actor, at: datetime
) -> Conclusion:
    """Write what a finished inspection concluded about one of its units. Nobody else sees a draft."""
    is_target = any(each.id == unit.id for each in mandate_queries.targets_of(mandate))
    if refusal := (
        why_not(by, Permission.MANDATES_DRAFT)
        or conclusions.why_not_conclude(
            Basis(mandate.basis), MandateState(mandate.state), is_target=is_target
        )
        or conclusions.why_not_write(facts, findings)
    ):
        raise Refused(refusal)
    try:
        with transaction.atomic():
            conclusion = Conclusion.objects.create(
                mandate=mandate,
                unit=unit,
                facts=facts.strip(),
                findings=findings.strip(),
                drafted_at=at,
                drafted_by=by.words,
            )
    except IntegrityError as error:
        raise SomebodyWasFirst(f"对{unit.name}的督查结论已有人在起草，请打开那一份。") from error
    sign(conclusion=conclusion, by=by)
    enter_conclusion(conclusion, "draft", {}, by, at)
    return conclusion


@transaction.atomic
def edit_conclusion(
    *, conclusion: Conclusion, facts: str, findings: str, by: Actor, at: datetime
) -> Conclusion:
    """Write a draft anew. Who does so becomes one of its authors."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT) or conclusions.why_not_write(facts, findings):
        raise Refused(refusal)
    if conclusion.state != ConclusionState.DRAFT:
        label = ConclusionState(conclusion.state).label
        raise Refused(f"督查结论现为“{label}”，不能修改；已反馈的，单位可以申请复核。")
    versions.change(conclusion, {"facts": facts.strip(), "findings": findings.strip()})
    sign(conclusion=conclusion, by=by)
    enter_conclusion(conclusion, "edit", {}, by, at)
    return conclusion


@transaction.atomic
def submit_conclusion(*, conclusion: Conclusion, number: str, by: Actor, at: datetime) -> Conclusion:
    """Send a draft to the bureau's leaders under the number that its letter will bear."""
    if refusal := (
        why_not(by, Permission.MANDATES_DRAFT)
        or conclusions.why_not_number(number)
        or mandate_queries.why_not_type_number(number, conclusion)
    ):
        raise Refused(refusal)
    if refusal := conclusion_queries.why_not_print(conclusion, timezone.localdate(at)):
        raise Refused(f"反馈函不能成文：{refusal}")
    changes: dict[str, object] = {"number": number, "return_reason": ""}
    carry_conclusion(conclusion=conclusion, to=ConclusionState.SUBMITTED, changes=changes)
    sign(conclusion=conclusion, by=by)
    enter_conclusion(conclusion, "submit", {"number": number}, by, at)
    return conclusion


@transaction.atomic
def approve_conclusion(*, conclusion: Conclusion, by: Actor, at: datetime) -> Conclusion:
    """Make a conclusion and feed it back to its unit (《政府督查工作条例》第十六条)."""
    if refusal := why_not(by, Permission.MANDATES_APPROVE):
        raise Refused(refusal)
    if by.person_id in conclusion_queries.authors_of(conclusion):
        raise Refused("起草人不能批准自己起草的督查结论。请由另一位局领导批准。")
    changes: dict[str, object] = {"approved_at": at, "approved_by": by.words}
    carry_conclusion(conclusion=conclusion, to=ConclusionState.FED_BACK, changes=changes)
    sign(conclusion=conclusion, by=by)
    words = f"“{conclusion.mandate.title}”的督查结论已反馈，请签收；有异议的可以申请复核。"
    tell(conclusion, "fed_back", words, by, at)
    enter_conclusion(conclusion, "approve", {"number": conclusion.number}, by, at)
    return conclusion


@transaction.atomic
def send_back_conclusion(*, conclusion: Conclusion, reason: str, by: Actor, at: datetime) -> Conclusion:
    """Send a conclusion back to be written anew."""
    if refusal := why_not(by, Permission.MANDATES_APPROVE):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("退回应写明理由，督查科据此修改。")
    words = reason.strip()[:200]
    carry_conclusion(conclusion=conclusion, to=ConclusionState.DRAFT, changes={"return_reason": words})
    enter_conclusion(conclusion, "send_back", {"reason": words}, by, at)
    return conclusion


@transaction.atomic
def discard_conclusion(*, conclusion: Conclusion, reason: str, by: Actor, at: datetime) -> Conclusion:
    """Give a draft up; another may then be written about the same unit."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("不采用这份结论应写明理由。")
    words = reason.strip()[:200]
    carry_conclusion(conclusion=conclusion, to=ConclusionState.DISCARDED, changes={"return_reason": words})
    enter_conclusion(conclusion, "discard", {"reason": words}, by, at)
    return conclusion


@transaction.atomic
def receive_conclusion(*, conclusion: Conclusion, by: Actor, at: datetime) -> Conclusion:
    """Receive a conclusion for the unit; from that day its thirty days to ask for a review run."""
    if refusal := why_not(by, Permission.MANDATES_ANSWER):
        raise Refused(refusal)
    last = conclusion_queries.apply_by(timezone.localdate(at))
    changes: dict[str, object] = {"received_at": at, "received_by": by.words, "apply_by_on": last.on}
    carry_conclusion(conclusion=conclusion, to=ConclusionState.RECEIVED, changes=changes)
    enter_conclusion(conclusion, "receive", {"apply_by": full_date(last.on), "counted": last.basis}, by, at)
    return conclusion
