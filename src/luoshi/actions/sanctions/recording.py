"""What a committee decided is recorded after the hearing; what belongs to others is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.sanctions.moving import carry_sanction, enter_sanction, tell
from luoshi.queries import mandates as mandate_queries
from luoshi.queries import sanctions as sanction_queries
from luoshi.records.models import Mandate, Sanction, Unit
from luoshi.rules import conclusions, sanctions
from luoshi.rules.opinions import Hearing
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused
from luoshi.rules.sanctions import Form, SanctionState, SubjectKind


@dataclass(frozen=True, slots=True)
class Material:
    """What is held against whom, by which rule; `person` is "" for a unit, `team_on` the group's day."""

    subject_kind: SubjectKind
    person: str
    form: Form
    facts: str
    basis: str
    ended_on: date
    team_on: date


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as the committee made it: its paper, who settled it, its days, and what it says on 从重."""

    issuer: str
    number: str
    approver: str
    decided_on: date
    effective_on: date
    received_on: date
    aggravated: str


@transaction.atomic
def prepare_sanction(
    *, unit: Unit, mandate: Mandate | None, material: Material, by: Actor, at: datetime
) -> Sanction:
    """Keep the material of a case that the committee opened; the form is the committee's, not ours."""
    refusal = why_not(by, Permission.SANCTIONS_KEEP) or sanctions.why_not_prepare(
        material.subject_kind, material.form, material.person, material.facts, material.basis
    )
    if refusal is None and not material.ended_on <= material.team_on <= timezone.localdate(at):
        refusal = "调查认定工作组的成立日期应在督导完成之后、今天之前，请核对。"
    if refusal:
        raise Refused(refusal)
    sanction = Sanction.objects.create(
        unit=unit,
        mandate=mandate,
        subject_kind=material.subject_kind.value,
        person=material.person.strip(),
        form=material.form.value,
        facts=material.facts.strip(),
        basis=material.basis.strip(),
        ended_on=material.ended_on,
        team_on=material.team_on,
        team_by_on=sanction_queries.team_by(material.ended_on).on,
        prepared_at=at,
        prepared_by=by.words,
    )
    enter_sanction(sanction, "prepare", {}, by, at)
    return sanction


@transaction.atomic
def hear_sanction(
    *,
    sanction: Sanction,
    told_on: date,
    hearing: Hearing,
    plea: str,
    paper: str,
    by: Actor,
    at: datetime,
) -> Sanction:
    """Record that facts and intention were told in writing, and what was said against them or waived."""
    if refusal := why_not(by, Permission.SANCTIONS_KEEP) or sanctions.why_not_hear(
        hearing, told_on, plea, paper, timezone.localdate(at)
    ):
        raise Refused(refusal)
    return carry_sanction(
        sanction=sanction,
        to=SanctionState.HEARD,
        action="hear",
        changes={
            "told_on": told_on,
            "hearing": hearing.value,
            "plea": plea.strip(),
            "hearing_paper": paper.strip()[:200],
            "heard_at": at,
            "heard_by": by.words,
        },
        facts={"hearing": hearing.value},
        by=by,
        at=at,
    )


@transaction.atomic
def record_decision(*, sanction: Sanction, decision: Decision, by: Actor, at: datetime) -> Sanction:
    """Record what the committee decided. Refused for a form that another authority decides."""
    state, form = SanctionState(sanction.state), Form(sanction.form)
    refusal = why_not(by, Permission.SANCTIONS_KEEP) or sanctions.why_not_move(
        state, SanctionState.DECIDED, form
    )
    if refusal is None:
        assert sanction.told_on is not None, "what was heard was told"
        refusal = sanctions.why_not_decide(
            number=decision.number,
            approver=decision.approver,
            decided_on=decision.decided_on,
            effective_on=decision.effective_on,
            heard_on=sanction.told_on,
        )
    refusal = refusal or _why_not_paper(decision.issuer, decision.number, sanction)
    if refusal is None and not decision.decided_on <= decision.received_on <= timezone.localdate(at):
        refusal = "收到决定的日期应在决定日期之后、今天之前，请按送达回证登记。"
    if refusal:
        raise Refused(refusal)
    hint = sanction_queries.hint(
        sanction.unit,
        SubjectKind(sanction.subject_kind),
        sanction.person,
        decision.decided_on,
        but=sanction.id,
    )
    carry_sanction(
        sanction=sanction,
        to=SanctionState.DECIDED,
        action="record_decision",
        changes={
            "issuer": decision.issuer.strip(),
            "number": decision.number,
            "approver": decision.approver.strip(),
            "decided_on": decision.decided_on,
            "effective_on": decision.effective_on,
            "received_on": decision.received_on,
            "hint": hint,
            "aggravated": decision.aggravated.strip()[:300],
            "decided_at": at,
            "decided_by": by.words,
        },
        facts={"number": decision.number},
        by=by,
        at=at,
    )
    tell(sanction, "decided", f"教育督导问责决定{decision.number}已登记，复核、申诉的期限可以查看。", by, at)
    return sanction


@transaction.atomic
def hand_over_sanction(
    *,
    sanction: Sanction,
    issuer: str,
    number: str,
    authority: str,
    sent_on: date,
    by: Actor,
    at: datetime,
) -> Sanction:
    """Record the 《处分建议书》 or 移交函 that hands a case to the authority in charge."""
    refusal = (
        why_not(by, Permission.SANCTIONS_KEEP)
        or sanctions.why_not_move(
            SanctionState(sanction.state), SanctionState.HANDED_OVER, Form(sanction.form)
        )
        or conclusions.why_not_number(number)
        or _why_not_paper(issuer, number, sanction)
    )
    if refusal is None and not authority.strip():
        refusal = "请写明有权处理的机关全称。"
    if refusal is None and sent_on > timezone.localdate(at):
        refusal = "发出日期还没有到，请核对。"
    if refusal:
        raise Refused(refusal)
    return carry_sanction(
        sanction=sanction,
        to=SanctionState.HANDED_OVER,
        action="hand_over",
        changes={
            "issuer": issuer.strip(),
            "number": number,
            "authority": authority.strip(),
            "decided_on": sent_on,
            "decided_at": at,
            "decided_by": by.words,
        },
        facts={"number": number, "authority": authority.strip()},
        by=by,
        at=at,
    )


@transaction.atomic
def drop_sanction(*, sanction: Sanction, reason: str, by: Actor, at: datetime) -> Sanction:
    """Record that the committee does not hold the subject to account, and why."""
    if refusal := why_not(by, Permission.SANCTIONS_KEEP):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("不予问责应写明理由。")
    return carry_sanction(
        sanction=sanction,
        to=SanctionState.DROPPED,
        action="drop",
        changes={"end_reason": reason.strip(), "ended_at": at, "ended_by": by.words},
        facts={},
        by=by,
        at=at,
    )


def _why_not_paper(issuer: str, number: str, sanction: Sanction) -> str | None:
    """Return why this paper cannot be the committee's; None when it can."""
    if "教育督导" not in issuer or issuer.strip().endswith("教育局"):
        return (
            "教育督导问责由教育督导委员会作出，以其办公室名义印发，不用教育局的文件版头"
            f"（{sanctions.LAW}）。请写教育督导委员会办公室的全称。"
        )
    return mandate_queries.why_not_type_number(number, sanction)
