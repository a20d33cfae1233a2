"""Conclusions: who sees which, their reviews and suggestions, what waits for whom, and their papers."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from luoshi.crafts import conclusions as wording
from luoshi.crafts.papers import Paper, checks
from luoshi.queries import calendar, mandates, parameters, units
from luoshi.records.models import Conclusion, Mandate, Post, Review, Suggestion, Unit
from luoshi.rules import conclusions
from luoshi.rules.calendar import Deadline
from luoshi.rules.conclusions import SENT, ConclusionState, ReviewState, SuggestionState
from luoshi.rules.mandates import Basis
from luoshi.rules.people import Actor, Duty, Permission, Scope

# For annotations in the pages, which know no records.
Finding = Conclusion
Reviewer = Post
_REVIEWERS = (Duty.BUREAU_LEADER, Duty.SUPERVISION_HEAD, Duty.SUPERVISION_CLERK, Duty.HEAD, Duty.DEPUTY)


def visible(actor: Actor) -> QuerySet[Conclusion]:
    """Return the conclusions that an actor may see, newest first: all, or what their own unit was told."""
    found = Conclusion.objects.select_related("mandate", "unit", "review").order_by("-id")
    if actor.scope is Scope.CITY:
        return found
    if actor.scope is Scope.NOTHING:
        return found.none()
    return found.filter(unit_id=actor.unit_id, state__in=SENT)


def visible_one(actor: Actor, conclusion_id: int) -> Conclusion | None:
    """Return a conclusion that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=conclusion_id).first()


def review_of(conclusion: Conclusion) -> Review | None:
    """Return the review that was asked for of a conclusion; None when none was."""
    return Review.objects.filter(conclusion=conclusion).first()


def suggestions_of(conclusion: Conclusion) -> list[Suggestion]:
    """Return what a conclusion suggests, oldest first."""
    return list(conclusion.suggestions.order_by("id"))


def suggestion_of(conclusion: Conclusion, suggestion_id: int) -> Suggestion | None:
    """Return one suggestion of a conclusion; None when absent."""
    return conclusion.suggestions.filter(id=suggestion_id).first()


def unconcluded(mandate: Mandate) -> list[Unit]:
    """Return the units that an inspection reached and about which nothing was concluded yet."""
    done = set(
        Conclusion.objects.filter(mandate=mandate)
        .exclude(state="DISCARDED")
        .values_list("unit_id", flat=True)
    )
    return [unit for unit in mandates.targets_of(mandate) if unit.id not in done]


def authors_of(conclusion: Conclusion) -> set[int]:
    """Return the ids of the persons who had a hand in a conclusion."""
    return set(conclusion.authors.values_list("person_id", flat=True))


def members_of(review: Review) -> dict[int, str]:
    """Return the persons who examine a review, as {id: name}."""
    return dict(review.members.order_by("id").values_list("person_id", "person__name"))


def inspectors_of(mandate: Mandate) -> set[str]:
    """Return the names of those who inspected, as the plan has them."""
    return {mandate.leader, *mandate.members} - {""}


def reviewers() -> QuerySet[Post]:
    """Return the posts in the bureau and its offices whose holders may examine a review."""
    here = Q(unit__kind__in=["BUREAU", "OFFICE"], duty__in=[duty.value for duty in _REVIEWERS], to_on=None)
    return Post.objects.filter(here).select_related("person", "unit").order_by("unit__path", "id")


def apply_by(received_on: date) -> Deadline:
    """Return the last day on which a unit that received a conclusion may ask for its review."""
    return conclusions.apply_by(received_on, parameters.book(), calendar.work_calendar())


def decide_by(asked_on: date) -> Deadline:
    """Return by when a review that was asked for on a day is decided."""
    return conclusions.decide_by(asked_on, parameters.book(), calendar.work_calendar())


def waiting(actor: Actor) -> QuerySet[Conclusion]:
    """Return the conclusions that wait for this actor to write on, approve or receive, oldest first."""
    states = []
    if actor.may(Permission.MANDATES_DRAFT):
        states.append(ConclusionState.DRAFT)
    if actor.may(Permission.MANDATES_APPROVE):
        states.append(ConclusionState.SUBMITTED)
    if actor.may(Permission.MANDATES_ANSWER):
        states.append(ConclusionState.FED_BACK)
    return visible(actor).filter(state__in=states).order_by("id")


def reviews_waiting(actor: Actor) -> QuerySet[Review]:
    """Return the reviews that wait for this actor, those to be decided first in front."""
    states = []
    if actor.may(Permission.MANDATES_DRAFT):
        states.append(ReviewState.ASKED)
    if actor.may(Permission.MANDATES_APPROVE):
        states.append(ReviewState.EXAMINED)
    found = Review.objects.filter(state__in=states).select_related("conclusion__mandate", "conclusion__unit")
    # Who wrote the conclusion does not decide its review, so it does not wait for them.
    return found.exclude(state=ReviewState.EXAMINED, conclusion__authors__person_id=actor.person_id).order_by(
        "decide_by_on", "id"
    )


def suggestions_waiting(actor: Actor) -> QuerySet[Suggestion]:
    """Return the suggestions that wait for this actor: for the record of an approval, or of what was done."""
    states = []
    if actor.may(Permission.MANDATES_APPROVE):
        states.append(SuggestionState.SUGGESTED)
    if actor.may(Permission.MANDATES_DRAFT):
        states.append(SuggestionState.APPROVED)
    found = Suggestion.objects.filter(state__in=states)
    return found.select_related("conclusion__mandate", "conclusion__unit").order_by("id")


def feedback_paper(conclusion: Conclusion, today: date) -> Paper:
    """Return the 反馈函 of a conclusion, dated the day it was approved, or `today` before that."""
    approved_on = timezone.localdate(conclusion.approved_at) if conclusion.approved_at else today
    mandate = conclusion.mandate
    days = parameters.book().value("supervision.review_apply", approved_on)
    basis = mandate.designation if mandate.basis == Basis.GOVERNMENT else mandate.basis_document
    return wording.feedback(
        mark=units.bureau().name,
        number=conclusion.number,
        unit=conclusion.unit.name,
        inspection=mandate.title,
        basis=basis or Basis(mandate.basis).label,
        days=(mandate.from_on, mandate.to_on),
        facts=conclusion.facts,
        findings=conclusion.findings,
        right=conclusions.review_note(days, None),
        on=approved_on,
    )


def why_not_print(conclusion: Conclusion, on: date) -> str | None:
    """Return why the 反馈函 of a conclusion could not be printed; None when it could."""
    return checks.why_not_compose(feedback_paper(conclusion, on))


def decision_paper(review: Review, today: date) -> Paper:
    """Return the 复核决定书 of a review, dated the day it was decided, or `today` before that."""
    conclusion = review.conclusion
    return wording.review_decision(
        mark=units.bureau().name,
        number=review.number,
        unit=conclusion.unit.name,
        about=conclusion.mandate.title,
        grounds=review.grounds,
        words=review.words,
        outcome=ReviewState(review.state).label,
        on=timezone.localdate(review.decided_at) if review.decided_at else today,
    )
