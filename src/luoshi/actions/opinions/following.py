"""After the opinion: the unit reports what it mended, the office checks it, the report is published."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.opinions.moving import carry_opinion, tell
from luoshi.records.models import Opinion
from luoshi.rules import opinions
from luoshi.rules.calendar import full_date
from luoshi.rules.opinions import OpinionState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


@transaction.atomic
def report_mended(*, opinion: Opinion, words: str, by: Actor, at: datetime) -> Opinion:
    """Report what the unit mended (《教育督导条例》第二十二条)."""
    if refusal := why_not(by, Permission.MANDATES_ANSWER):
        raise Refused(refusal)
    if not words.strip():
        raise Refused("请逐条写明整改情况；没有整改到位的写明原因和时间。")
    return carry_opinion(
        opinion=opinion,
        to=OpinionState.REPORTED,
        action="report_mended",
        changes={"report": words.strip(), "reported_at": at, "reported_by": by.words},
        facts={},
        by=by,
        at=at,
    )


@transaction.atomic
def return_report(*, opinion: Opinion, reason: str, due_on: date, by: Actor, at: datetime) -> Opinion:
    """Give the report back with what is missing and a new day; the first one stays in the ledger."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT) or opinions.why_not_due(
        due_on, timezone.localdate(at)
    ):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("请写明核查发现哪些没有整改到位。")
    words = reason.strip()[:300]
    before = opinion.report
    carry_opinion(
        opinion=opinion,
        to=OpinionState.ISSUED,
        action="return_report",
        changes={"return_reason": words, "due_on": due_on, "reported_at": None, "reported_by": None},
        facts={"reason": words, "report": before, "due": full_date(due_on)},
        by=by,
        at=at,
    )
    told = f"整改情况需要补充：{words}请在{full_date(due_on)}前再报。"
    tell(opinion, f"returned:{opinion.version}", told, by, at)
    return opinion


@transaction.atomic
def check_report(*, opinion: Opinion, words: str, by: Actor, at: datetime) -> Opinion:
    """Record what the check of the unit's report found (《教育督导条例》第二十二条)."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT):
        raise Refused(refusal)
    if not words.strip():
        raise Refused("请写明核查的方式和结果。")
    return carry_opinion(
        opinion=opinion,
        to=OpinionState.CHECKED,
        action="check_report",
        changes={"check_words": words.strip(), "checked_at": at, "checked_by": by.words, "due_on": None},
        facts={},
        by=by,
        at=at,
    )


@transaction.atomic
def publish_report(*, opinion: Opinion, where: str, by: Actor, at: datetime) -> Opinion:
    """Record where the report of the inspection was published (《教育督导条例》第二十三条)."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT):
        raise Refused(refusal)
    if not where.strip():
        raise Refused(
            "督导报告应当向社会公布（《教育督导条例》（国务院令第624号）第二十三条），"
            "请写明在哪里公布：网址或报刊名称和日期。"
        )
    carry_opinion(
        opinion=opinion,
        to=OpinionState.PUBLISHED,
        action="publish_report",
        changes={"published_where": where.strip()[:300], "published_at": at, "published_by": by.words},
        facts={"where": where.strip()[:300]},
        by=by,
        at=at,
    )
    tell(opinion, "published", f"“{opinion.mandate.title}”的督导报告已公布。", by, at)
    return opinion
