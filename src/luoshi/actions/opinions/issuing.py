"""The unit is heard, and then, never before, the opinion is issued in the inspection body's name."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.opinions.moving import carry_opinion, tell
from luoshi.queries import mandates as mandate_queries
from luoshi.queries import opinions as opinion_queries
from luoshi.queries import units
from luoshi.records.models import Opinion
from luoshi.rules import opinions
from luoshi.rules.calendar import full_date
from luoshi.rules.opinions import Hearing, OpinionState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


@transaction.atomic
def hear_opinion(
    *, opinion: Opinion, hearing: Hearing, words: str, paper: str, by: Actor, at: datetime
) -> Opinion:
    """Record the plea, its written waiver, or that the days went by; the office enters what came on paper.

    《教育督导条例》（国务院令第624号）第二十条.
    """
    is_unit = by.may(Permission.MANDATES_ANSWER)
    refusal = None if is_unit else why_not(by, Permission.MANDATES_DRAFT)
    refusal = refusal or opinions.why_not_move(OpinionState(opinion.state), OpinionState.HEARD)
    if refusal is None:
        assert opinion.due_on is not None, "what was sent has a last day to be argued against"
        refusal = opinions.why_not_hear(
            hearing, words, paper, is_unit=is_unit, plea_by=opinion.due_on, today=timezone.localdate(at)
        )
    if refusal:
        raise Refused(refusal)
    return carry_opinion(
        opinion=opinion,
        to=OpinionState.HEARD,
        action="hear",
        changes={
            "hearing": hearing.value,
            "plea": "\n".join(filter(None, [opinion.plea, words.strip()]))
            if hearing is Hearing.PLEA
            else opinion.plea,
            "hearing_paper": paper.strip()[:200],
            "heard_at": at,
            "heard_by": by.words,
            "due_on": None,
        },
        facts={"hearing": hearing.value, "paper": paper.strip()[:200]},
        by=by,
        at=at,
    )


@transaction.atomic
def issue_opinion(
    *,
    opinion: Opinion,
    issuer: str,
    number: str,
    plea_answer: str,
    due_on: date,
    by: Actor,
    at: datetime,
) -> Opinion:
    """Issue the opinion in the name of the inspection body. T2-02: refused unless the unit was heard."""
    refusal = (
        why_not(by, Permission.MANDATES_APPROVE)
        or opinions.why_not_move(OpinionState(opinion.state), OpinionState.ISSUED)
        or opinions.why_not_sign(author_posts=opinion_queries.author_posts(opinion), signer_post=by.post_id)
        or opinions.why_not_issue(
            issuer=issuer,
            number=number,
            plea=opinion.plea,
            plea_answer=plea_answer,
            bureau=units.bureau().name,
        )
        or mandate_queries.why_not_type_number(number, opinion)
        or opinions.why_not_due(due_on, timezone.localdate(at))
    )
    if refusal:
        raise Refused(refusal)
    carry_opinion(
        opinion=opinion,
        to=OpinionState.ISSUED,
        action="issue",
        changes={
            "issuer": issuer.strip(),
            "number": number,
            "plea_answer": plea_answer.strip(),
            "due_on": due_on,
            "return_reason": "",
            "issued_at": at,
            "issued_by": by.words,
        },
        facts={"number": number, "issuer": issuer.strip(), "due": full_date(due_on)},
        by=by,
        at=at,
    )
    words = f"督导意见书{number}已印发，请在{full_date(due_on)}前报告整改情况。"
    tell(opinion, "issued", words, by, at)
    return opinion
