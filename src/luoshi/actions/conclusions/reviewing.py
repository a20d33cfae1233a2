"""A unit asks for the review of a conclusion; others than its authors examine and decide it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions.conclusions.moving import carry_conclusion, enter_conclusion, tell
from luoshi.queries import conclusions as conclusion_queries
from luoshi.records import rows
from luoshi.records.models import Conclusion, Post, Review, ReviewMember
from luoshi.rules import conclusions
from luoshi.rules.conclusions import ConclusionState, ReviewState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst

_AFTER = {ReviewState.ALTERED: ConclusionState.ALTERED, ReviewState.REVOKED: ConclusionState.REVOKED}


@transaction.atomic
def ask_review(*, conclusion: Conclusion, grounds: str, by: Actor, at: datetime) -> Review:
    """Ask for the review of a conclusion. What comes after the last day is kept and marked as late."""
    is_asked = conclusion_queries.review_of(conclusion) is not None
    if refusal := why_not(by, Permission.MANDATES_ANSWER) or conclusions.why_not_ask_review(
        ConclusionState(conclusion.state), grounds, is_asked=is_asked
    ):
        raise Refused(refusal)
    asked_on = timezone.localdate(at)
    if conclusion.state == ConclusionState.FED_BACK:
        # Who argues against it has it in hand: that day is the day of receipt.
        last = conclusion_queries.apply_by(asked_on)
        changes: dict[str, object] = {"received_at": at, "received_by": by.words, "apply_by_on": last.on}
        carry_conclusion(conclusion=conclusion, to=ConclusionState.RECEIVED, changes=changes)
    assert conclusion.received_at is not None
    last = conclusion_queries.apply_by(timezone.localdate(conclusion.received_at))
    is_late, decide_by = conclusions.is_late(asked_on, last), conclusion_queries.decide_by(asked_on)
    try:
        with transaction.atomic():
            review = Review.objects.create(
                conclusion=conclusion,
                grounds=grounds.strip(),
                asked_on=asked_on,
                is_late=is_late,
                decide_by_on=decide_by.on,
                asked_at=at,
                asked_by=by.words,
            )
    except IntegrityError as error:
        raise SomebodyWasFirst("本单位刚有人对这份督查结论申请复核，不能再次申请。") from error
    enter_conclusion(conclusion, "ask_review", {"late": is_late, "counted": last.basis}, by, at)
    return review


@transaction.atomic
def name_reviewers(*, review: Review, reviewers: Sequence[Post], by: Actor, at: datetime) -> Review:
    """Name who examines a review. Refused where one of them had a hand in the conclusion."""
    conclusion = review.conclusion
    persons = {post.person_id: post.person.name for post in reviewers}
    refusal = (
        why_not(by, Permission.MANDATES_DRAFT)
        or conclusions.why_not_review(
            persons,
            conclusion_queries.authors_of(conclusion),
            conclusion_queries.inspectors_of(conclusion.mandate),
        )
        or conclusions.why_not_settle(
            ReviewState(review.state), ReviewState.EXAMINED, "", "", late=review.is_late
        )
    )
    if refusal:
        raise Refused(refusal)
    _settle(review, ReviewState.EXAMINED, {})
    rows.insert(ReviewMember, ("person_id",), [(person,) for person in persons], review_id=review.id)
    enter_conclusion(conclusion, "name_reviewers", {"reviewers": list(persons.values())}, by, at)
    return review


@transaction.atomic
def decide_review(
    *, review: Review, outcome: ReviewState, words: str, number: str, by: Actor, at: datetime
) -> Review:
    """Uphold, alter or revoke a conclusion, and tell its unit. Refused to whoever had a hand in it."""
    conclusion = review.conclusion
    refusal = (
        why_not(by, Permission.MANDATES_APPROVE)
        or conclusions.why_not_review(
            {by.person_id: by.name},
            conclusion_queries.authors_of(conclusion),
            conclusion_queries.inspectors_of(conclusion.mandate),
        )
        or conclusions.why_not_settle(ReviewState(review.state), outcome, words, number, late=review.is_late)
    )
    if refusal:
        raise Refused(refusal)
    _settle(
        review, outcome, {"words": words.strip(), "number": number, "decided_at": at, "decided_by": by.words}
    )
    if after := _AFTER.get(outcome):
        carry_conclusion(conclusion=conclusion, to=after, changes={})
    tell(conclusion, "reviewed", f"复核决定：{outcome.label}“{conclusion.mandate.title}”的督查结论。", by, at)
    enter_conclusion(conclusion, "decide_review", {"outcome": outcome.value, "number": number}, by, at)
    return review


@transaction.atomic
def decline_review(*, review: Review, words: str, by: Actor, at: datetime) -> Review:
    """Leave a review that was asked for too late unexamined, with the reason; the wish stays on record."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT) or conclusions.why_not_settle(
        ReviewState(review.state), ReviewState.DECLINED, words, "", late=review.is_late
    ):
        raise Refused(refusal)
    _settle(review, ReviewState.DECLINED, {"words": words.strip(), "decided_at": at, "decided_by": by.words})
    tell(review.conclusion, "declined", "复核申请超过法定期限，没有进入复核，理由可以查看。", by, at)
    enter_conclusion(review.conclusion, "decline_review", {"reason": words.strip()[:200]}, by, at)
    return review


def _settle(review: Review, to: ReviewState, changes: dict[str, object]) -> None:
    won = Review.objects.filter(id=review.id, state=review.state).update(state=to.value, **changes)
    review.refresh_from_db(fields=["state", *changes])
    if not won:
        raise SomebodyWasFirst(f"这件复核刚由他人办理，现为“{ReviewState(review.state).label}”。")
