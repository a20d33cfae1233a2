"""The clock raises questions from the record; units answer them, the office may put them to rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import contradictions as contradiction_queries
from luoshi.records import rows
from luoshi.records.models import Contradiction, Report, Side
from luoshi.rules import contradictions
from luoshi.rules.contradictions import ContradictionState, Finding
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst

_KEPT = ("task_id", "kind", "key", "week_start", "words", "state")


@dataclass(frozen=True, slots=True)
class Raised:
    """How many questions were raised, and how many unanswered ones the record no longer raises."""

    raised: int
    cleared: int


@transaction.atomic
def raise_contradictions(*, week_start: date, by: Actor, at: datetime) -> Raised:
    """Ask what the record raises as of a closed week; no longer ask what it no longer raises.

    The same is never asked twice, however often this is called. What an account itself already explains is
    kept with those words as its answer.
    """
    found = contradiction_queries.found(week_start)
    raised = _ask(found, timezone.localdate(at))
    standing = {finding.key: finding for _, finding in found}
    asked = Contradiction.objects.filter(state__in=[ContradictionState.ASKED, ContradictionState.CLEARED])
    gone, back = [], []
    for each in asked.order_by("id"):
        finding = standing.get(each.key)
        if finding is None:
            gone += [each.id] if each.state == ContradictionState.ASKED else []
            continue
        back += [each.id] if each.state == ContradictionState.CLEARED else []
        if finding.words != each.words:
            Contradiction.objects.filter(id=each.id).update(words=finding.words)
    Contradiction.objects.filter(id__in=rows.among(gone)).update(state=ContradictionState.CLEARED)
    Contradiction.objects.filter(id__in=rows.among(back)).update(state=ContradictionState.ASKED)
    if raised or gone or back:
        audit.record(
            action="contradictions.raise",
            subject=f"week:{week_start.isoformat()}",
            facts={"raised": raised + len(back), "cleared": len(gone)},
            by=by,
            at=at,
        )
    return Raised(raised + len(back), len(gone))


def _ask(found: Sequence[tuple[int, Finding]], on: date) -> int:
    """Keep the findings that are new, each with its sides."""
    asked, answered = ContradictionState.ASKED.value, ContradictionState.ANSWERED.value
    lines = [
        (
            task_id,
            each.kind.value,
            each.key,
            each.week_start,
            each.words,
            answered if each.answered_in else asked,
        )
        for task_id, each in found
    ]
    new = rows.insert(Contradiction, _KEPT, lines, raised_on=on)
    findings = {each.key: each for _, each in found}
    kept = [(each.id, findings[each.key]) for each in Contradiction.objects.filter(id__in=rows.among(new))]
    units = contradiction_queries.units_of(part for _, finding in kept for part in finding.parts)
    told = Report.objects.in_bulk([each.answered_in for _, each in kept if each.answered_in])
    sides = []
    for number, finding in kept:
        account = told.get(finding.answered_in or 0)
        sides += [
            Side(
                contradiction_id=number,
                assignment_id=part,
                unit_id=units[part],
                answer=account.words if account else "",
                answered_at=account.submitted_at if account else None,
                answered_by=account.submitted_by if account else None,
            )
            for part in finding.parts
        ]
    Side.objects.bulk_create(sides, batch_size=500)
    return len(new)


@transaction.atomic
def answer_contradiction(
    *, contradiction: Contradiction, words: str, by: Actor, at: datetime
) -> Contradiction:
    """Say for the actor's own unit what there is to say; the answer stays with the question.

    It is answered when every unit that it concerns has answered. Raises Refused for a unit that it does not
    concern, and SomebodyWasFirst when the unit has answered already.
    """
    if refusal := why_not(by, Permission.REPORTS_SUBMIT):
        raise Refused(refusal)
    # Of two last sides that answer at once each would take the other for silent: this row is their queue.
    still = Contradiction.objects.filter(id=contradiction.id, state=contradiction.state)
    if not still.update(state=contradiction.state):
        contradiction.refresh_from_db()
    own = list(contradiction.sides.filter(unit_id=by.unit_id).order_by("id"))
    if not own:
        raise Refused("这一条与本单位承担的任务无关，由所涉单位说明。")
    if refusal := contradictions.why_not_answer(
        ContradictionState(contradiction.state), own[0].answered_by, words
    ):
        raise SomebodyWasFirst(refusal) if own[0].answered_by else Refused(refusal)
    said = words.strip()
    contradiction.sides.filter(unit_id=by.unit_id).update(answer=said, answered_at=at, answered_by=by.words)
    if not contradiction.sides.filter(answered_at=None).exists():
        contradiction.state = ContradictionState.ANSWERED.value
        contradiction.save(update_fields=["state"])
    audit.record(
        action="contradictions.answer",
        subject=f"assignment:{own[0].assignment_id}",
        facts={"contradiction": contradiction.id, "asked": contradiction.words, "words": said},
        by=by,
        at=at,
    )
    return contradiction


@transaction.atomic
def close_contradiction(
    *, contradiction: Contradiction, reason: str, by: Actor, at: datetime
) -> Contradiction:
    """Put a question to rest, answered or not, for a reason that goes on record."""
    if refusal := why_not(by, Permission.REPORTS_REVIEW) or contradictions.why_not_close(
        ContradictionState(contradiction.state), reason
    ):
        raise Refused(refusal)
    won = Contradiction.objects.filter(id=contradiction.id, state=contradiction.state).update(
        state=ContradictionState.CLOSED,
        close_reason=reason.strip(),
        closed_at=at,
        closed_by=by.words,
    )
    contradiction.refresh_from_db()
    if not won:
        state = ContradictionState(contradiction.state).label
        raise SomebodyWasFirst(f"这一条刚刚变为“{state}”，没有重复了结。请刷新后查看。")
    side = contradiction.sides.order_by("id").first()
    assert side is not None, "every contradiction concerns some part"
    audit.record(
        action="contradictions.close",
        subject=f"assignment:{side.assignment_id}",
        facts={
            "contradiction": contradiction.id,
            "asked": contradiction.words,
            "reason": contradiction.close_reason,
        },
        by=by,
        at=at,
    )
    return contradiction
