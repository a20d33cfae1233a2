"""What a conclusion suggests: nothing follows before the government or its head approved, on record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.actions.conclusions.moving import enter_conclusion
from luoshi.records.models import Conclusion, Suggestion
from luoshi.rules import conclusions
from luoshi.rules.conclusions import ConclusionState, SuggestionKind, SuggestionState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def suggest(
    *, conclusion: Conclusion, kind: SuggestionKind, words: str, by: Actor, at: datetime
) -> Suggestion:
    """Suggest praise, encouragement, criticism or accountability: facts and the unit, no penalty."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT) or conclusions.why_not_suggest(
        ConclusionState(conclusion.state), kind, words
    ):
        raise Refused(refusal)
    suggestion = Suggestion.objects.create(
        conclusion=conclusion,
        kind=kind.value,
        words=words.strip()[:500],
        suggested_at=at,
        suggested_by=by.words,
    )
    enter_conclusion(conclusion, "suggest", {"kind": kind.value}, by, at)
    return suggestion


@transaction.atomic
def approve_suggestion(
    *, suggestion: Suggestion, approver: str, paper: str, by: Actor, at: datetime
) -> Suggestion:
    """Record that the government or its head approved: who, and on which paper."""
    if refusal := why_not(by, Permission.MANDATES_APPROVE):
        raise Refused(refusal)
    to = SuggestionState.APPROVED
    if refusal := conclusions.why_not_carry_on(
        SuggestionState(suggestion.state), to, approver=approver, paper=paper
    ):
        raise Refused(refusal)
    _move(
        suggestion,
        to,
        {
            "approver": approver.strip()[:100],
            "paper": paper.strip()[:200],
            "decided_at": at,
            "decided_by": by.words,
        },
    )
    facts: dict[str, object] = {"approver": suggestion.approver, "paper": suggestion.paper}
    enter_conclusion(suggestion.conclusion, "approve_suggestion", facts, by, at)
    return suggestion


@transaction.atomic
def refuse_suggestion(*, suggestion: Suggestion, reason: str, by: Actor, at: datetime) -> Suggestion:
    """Record that a suggestion was not approved."""
    if refusal := why_not(by, Permission.MANDATES_APPROVE) or conclusions.why_not_carry_on(
        SuggestionState(suggestion.state), SuggestionState.REFUSED
    ):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("请写明没有批准的情况。")
    words = reason.strip()[:300]
    _move(suggestion, SuggestionState.REFUSED, {"outcome": words, "decided_at": at, "decided_by": by.words})
    enter_conclusion(suggestion.conclusion, "refuse_suggestion", {"reason": words}, by, at)
    return suggestion


@transaction.atomic
def carry_out_suggestion(*, suggestion: Suggestion, outcome: str, by: Actor, at: datetime) -> Suggestion:
    """Record what was done after the approval. Refused without one (《政府督查工作条例》第二十一条)."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT) or conclusions.why_not_carry_on(
        SuggestionState(suggestion.state), SuggestionState.DONE
    ):
        raise Refused(refusal)
    if not outcome.strip():
        raise Refused("请写明怎样实施；追责建议写明交由哪个有权机关调查处理。")
    words = outcome.strip()[:300]
    _move(suggestion, SuggestionState.DONE, {"outcome": words, "done_at": at, "done_by": by.words})
    enter_conclusion(suggestion.conclusion, "carry_out_suggestion", {"outcome": words}, by, at)
    return suggestion


def _move(suggestion: Suggestion, to: SuggestionState, changes: dict[str, object]) -> None:
    won = Suggestion.objects.filter(id=suggestion.id, state=suggestion.state).update(
        state=to.value, **changes
    )
    suggestion.refresh_from_db(fields=["state", *changes])
    if not won:
        raise SomebodyWasFirst(f"这条建议刚由他人办理，现为“{SuggestionState(suggestion.state).label}”。")
