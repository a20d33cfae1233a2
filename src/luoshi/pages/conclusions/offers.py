"""Which steps a conclusion offers to whom, in the order in which they are likely wanted."""

from __future__ import annotations

from typing import Any

from luoshi.pages.conclusions import forms
from luoshi.pages.mandates.stepping import Offer, offer
from luoshi.queries import conclusions
from luoshi.queries.conclusions import Finding
from luoshi.rules.conclusions import (
    SENT,
    ConclusionState,
    ReviewState,
    SuggestionState,
    why_not_carry_on,
    why_not_review,
)
from luoshi.rules.people import Actor, Permission


def of(actor: Actor, conclusion: Finding, review: Any) -> list[Offer]:
    """Return the steps on a conclusion and its review (None when none was asked for)."""
    state, found = ConclusionState(conclusion.state), []
    number = {"conclusion_id": conclusion.id}
    if review is not None:
        found += _of_review(actor, conclusion, review)
    if actor.may(Permission.MANDATES_DRAFT) and state is ConclusionState.DRAFT:
        found += [
            offer(conclusion, "conclusion-submit", "送局领导批准", forms.NumberForm, numbers=number),
            offer(conclusion, "conclusion-discard", "不采用这份草稿", forms.ReasonForm, numbers=number),
        ]
    if actor.may(Permission.MANDATES_APPROVE) and state is ConclusionState.SUBMITTED:
        is_author = actor.person_id in conclusions.authors_of(conclusion)
        found += [
            offer(
                conclusion,
                "conclusion-approve",
                "批准并反馈督查结论",
                note=f"批准后通知{conclusion.unit.name}签收；签收之日起计算申请复核的期限。您将成为结论的作出者，不能再参与它的复核。",
                why_not="起草人不能批准自己起草的督查结论。请由另一位局领导批准。" if is_author else None,
                numbers=number,
            ),
            offer(conclusion, "conclusion-send-back", "退回修改", forms.ReasonForm, numbers=number),
        ]
    if actor.may(Permission.MANDATES_ANSWER):
        if state is ConclusionState.FED_BACK:
            note = "签收之日的次日起计算申请复核的期限。"
            found.append(offer(conclusion, "conclusion-receive", "签收督查结论", note=note, numbers=number))
        if review is None and state in {ConclusionState.FED_BACK, ConclusionState.RECEIVED}:
            found.append(
                offer(conclusion, "conclusion-review", "申请复核", forms.GroundsForm, numbers=number)
            )
    if actor.may(Permission.MANDATES_DRAFT) and state in SENT and state is not ConclusionState.REVOKED:
        note = "建议经本级政府或者行政首长批准之前只是建议。"
        found.append(
            offer(conclusion, "conclusion-suggest", "提出建议", forms.SuggestForm, note=note, numbers=number)
        )
    return found


def _of_review(actor: Actor, conclusion: Finding, review: Any) -> list[Offer]:
    at, number = ReviewState(review.state), {"conclusion_id": conclusion.id}
    if at is ReviewState.ASKED and actor.may(Permission.MANDATES_DRAFT):
        note = "起草、修改、批准过这份结论的人和督查组成员应当回避，不在名单里。"
        barred = {
            "authors": conclusions.authors_of(conclusion),
            "inspectors": conclusions.inspectors_of(conclusion.mandate),
        }
        form, words = forms.ReviewersForm, "指定复核人员"
        found = [offer(conclusion, "review-members", words, form, note=note, numbers=number, known=barred)]
        if review.is_late:
            found.append(
                offer(conclusion, "review-decline", "因逾期不予复核", forms.DeclineForm, numbers=number)
            )
        return found
    if at is ReviewState.EXAMINED and actor.may(Permission.MANDATES_APPROVE):
        refusal = why_not_review(
            {actor.person_id: actor.name},
            conclusions.authors_of(conclusion),
            conclusions.inspectors_of(conclusion.mandate),
        )
        return [
            offer(
                conclusion,
                "review-decide",
                "作出复核决定",
                forms.DecisionForm,
                why_not=refusal,
                numbers=number,
            )
        ]
    return []


def of_suggestion(actor: Actor, conclusion: Finding, suggestion: Any) -> list[Offer]:
    """Return the steps on one suggestion."""
    at = SuggestionState(suggestion.state)
    numbers = {"conclusion_id": conclusion.id, "suggestion_id": suggestion.id}
    if at is SuggestionState.SUGGESTED and actor.may(Permission.MANDATES_APPROVE):
        return [
            offer(conclusion, "suggestion-approve", "登记批准", forms.ApprovalForm, numbers=numbers),
            offer(conclusion, "suggestion-refuse", "登记未获批准", forms.ReasonForm, numbers=numbers),
        ]
    if at is not SuggestionState.REFUSED and actor.may(Permission.MANDATES_DRAFT):
        why_not = why_not_carry_on(at, SuggestionState.DONE)
        if at is SuggestionState.DONE:
            return []
        form = forms.OutcomeForm
        return [
            offer(conclusion, "suggestion-carry-out", "登记实施情况", form, why_not=why_not, numbers=numbers)
        ]
    return []
