"""A preliminary opinion is written about one inspected unit and fed back to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions.opinions.moving import carry_opinion, enter_opinion, tell
from luoshi.queries import mandates as mandate_queries
from luoshi.queries import opinions as opinion_queries
from luoshi.records import versions
from luoshi.records.models import Mandate, Opinion, Unit
from luoshi.rules import opinions
from luoshi.rules.calendar import full_date
from luoshi.rules.mandates import Basis
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.opinions import OpinionState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an opinion by 《教育督导条例》第二十一条; `advice` may be empty."""

    evaluation: str
    problems: str
    demands: str
    advice: str


@transaction.atomic
def draft_opinion(*, mandate: Mandate, unit: Unit, parts: Parts, by: Actor, at: datetime) -> Opinion:
    """Write the preliminary opinion of an education inspection about one of its units."""
    is_target = any(each.id == unit.id for each in mandate_queries.targets_of(mandate))
    if refusal := (
        why_not(by, Permission.MANDATES_DRAFT)
        or opinions.why_not_begin(Basis(mandate.basis), MandateState(mandate.state), is_target=is_target)
        or opinions.why_not_write(parts.evaluation, parts.problems, parts.demands)
    ):
        raise Refused(refusal)
    try:
        with transaction.atomic():
            opinion = Opinion.objects.create(
                mandate=mandate, unit=unit, **_stripped(parts), drafted_at=at, drafted_by=by.words
            )
    except IntegrityError as error:
        raise SomebodyWasFirst(f"对{unit.name}的督导意见已有人在起草，请打开那一份。") from error
    enter_opinion(opinion, "draft", {}, by, at)
    return opinion


@transaction.atomic
def edit_opinion(*, opinion: Opinion, parts: Parts, by: Actor, at: datetime) -> Opinion:
    """Write an opinion anew before it is sent, or, having heard the unit, before it is issued."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT) or opinions.why_not_write(
        parts.evaluation, parts.problems, parts.demands
    ):
        raise Refused(refusal)
    if opinion.state not in {OpinionState.DRAFT, OpinionState.HEARD}:
        label = OpinionState(opinion.state).label
        raise Refused(f"督导意见现为“{label}”，不能修改。要修改已反馈的初步意见，请先收回。")
    before = {name: getattr(opinion, name) for name in ("evaluation", "problems", "demands", "advice")}
    if opinion.state == OpinionState.HEARD and (
        refusal := opinions.why_not_alter(opinion.problems, parts.problems)
        or opinions.why_not_alter(opinion.demands, parts.demands)
    ):
        raise Refused(refusal)
    versions.change(opinion, _stripped(parts))
    enter_opinion(opinion, "edit", {"before": before} if opinion.state == OpinionState.HEARD else {}, by, at)
    return opinion


@transaction.atomic
def send_opinion(*, opinion: Opinion, by: Actor, at: datetime) -> Opinion:
    """Feed the preliminary opinion back to its unit, which may argue against it."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT):
        raise Refused(refusal)
    if refusal := opinion_queries.why_not_print(opinion, timezone.localdate(at)):
        raise Refused(f"督导意见书不能成文：{refusal}")
    last = opinion_queries.plea_by(timezone.localdate(at))
    carry_opinion(
        opinion=opinion,
        to=OpinionState.SENT,
        action="send",
        changes={"sent_at": at, "sent_by": by.words, "due_on": last.on},
        facts={"plea_by": full_date(last.on)},
        by=by,
        at=at,
    )
    words = f"“{opinion.mandate.title}”的初步督导意见已反馈，可以在{full_date(last.on)}前申辩。"
    tell(opinion, f"sent:{opinion.version}", words, by, at)
    return opinion


@transaction.atomic
def recall_opinion(*, opinion: Opinion, reason: str, by: Actor, at: datetime) -> Opinion:
    """Take a preliminary opinion back to write it anew; it is fed back again with its own days.

    What the unit argued so far stays: it is answered when the opinion is issued.
    """
    if refusal := why_not(by, Permission.MANDATES_DRAFT):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("收回初步督导意见应写明理由。")
    words = reason.strip()[:300]
    carry_opinion(
        opinion=opinion,
        to=OpinionState.DRAFT,
        action="recall",
        changes={"sent_at": None, "sent_by": None, "due_on": None, "return_reason": words},
        facts={"reason": words, **({"plea": opinion.plea} if opinion.plea else {})},
        by=by,
        at=at,
    )
    tell(opinion, f"recalled:{opinion.version}", "初步督导意见已收回修改，改好后重新反馈。", by, at)
    return opinion


@transaction.atomic
def discard_opinion(*, opinion: Opinion, reason: str, by: Actor, at: datetime) -> Opinion:
    """Give an opinion up before it was issued."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("不采用这份督导意见应写明理由。")
    words = reason.strip()[:300]
    return carry_opinion(
        opinion=opinion,
        to=OpinionState.DISCARDED,
        action="discard",
        changes={"return_reason": words, "due_on": None},
        facts={"reason": words},
        by=by,
        at=at,
    )


def _stripped(parts: Parts) -> dict[str, Any]:
    return {name: words.strip() for name, words in asdict(parts).items()}
