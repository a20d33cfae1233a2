"""Which steps a record of accountability offers to whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from luoshi.pages.mandates.stepping import Offer, offer
from luoshi.pages.sanctions import forms
from luoshi.queries import sanctions
from luoshi.queries.sanctions import Case
from luoshi.rules.people import Actor, Permission
from luoshi.rules.sanctions import (
    ELSEWHERE,
    AppealKind,
    AppealState,
    Form,
    SanctionState,
    SubjectKind,
    paper_of,
    why_not_move,
)

S = SanctionState


def of(actor: Actor, sanction: Case, appeals: Sequence[Any]) -> list[Offer]:
    """Return the steps on a record; nothing is drafted and no form is chosen for anybody."""
    state, form, number = S(sanction.state), Form(sanction.form), {"sanction_id": sanction.id}
    if not actor.may(Permission.SANCTIONS_KEEP):
        if state is S.DECIDED and actor.may(Permission.MANDATES_ANSWER):
            return [
                offer(sanction, "sanction-appeal", "申请复核或者申诉", forms.OwnAppealForm, numbers=number)
            ]
        return []
    drop = offer(sanction, "sanction-drop", "登记不予问责", forms.ReasonForm, numbers=number)
    if state is S.PREPARED:
        return [
            offer(sanction, "sanction-hear", "登记告知和陈述申辩", forms.HearingForm, numbers=number),
            drop,
        ]
    if state is S.HEARD and form in ELSEWHERE:
        why_not = why_not_move(state, S.DECIDED, form)
        words = f"出具{paper_of(form)}"
        return [
            offer(sanction, "sanction-hand-over", words, forms.HandoverForm, numbers=number),
            offer(
                sanction,
                "sanction-decide",
                "登记问责决定",
                forms.DecisionForm,
                why_not=why_not,
                numbers=number,
            ),
            drop,
        ]
    if state is S.HEARD:
        return [offer(sanction, "sanction-decide", "登记问责决定", forms.DecisionForm, numbers=number), drop]
    if state is not S.DECIDED:
        return []
    found = [offer(sanction, "sanction-appeal-enter", "登记复核、申诉申请", forms.AppealForm, numbers=number)]
    if any(each.state in {AppealState.ALTERED, AppealState.REVOKED} for each in appeals):
        found.insert(
            0, offer(sanction, "sanction-correct", "登记决定纠正", forms.CorrectForm, numbers=number)
        )
    return found


def of_appeal(actor: Actor, sanction: Case, appeal: Any) -> list[Offer]:
    """Return the steps on one review or appeal."""
    if appeal.state != AppealState.ASKED or not actor.may(Permission.SANCTIONS_KEEP):
        return []
    numbers = {"sanction_id": sanction.id, "appeal_id": appeal.id}
    return [offer(sanction, "appeal-settle", "登记决定结果", forms.SettleForm, numbers=numbers)]


def hint(sanction: Case, today: date) -> str:
    """Return what speaks for 从重, for who decides: as it was when decided, or as it is now."""
    if sanction.state in {S.PREPARED, S.HEARD}:
        kind = SubjectKind(sanction.subject_kind)
        return sanctions.hint(sanction.unit, kind, sanction.person, today, but=sanction.id)
    return sanction.hint


def rights(sanction: Case) -> list[tuple[str, date]]:
    """Return the ways open against a recorded decision, each with its last day."""
    if sanction.received_on is None or sanction.state != S.DECIDED:
        return []
    ways = (("申请复核", AppealKind.REVIEW), ("不经复核直接申诉", AppealKind.DIRECT))
    return [(words, sanctions.apply_by(kind, sanction.received_on).on) for words, kind in ways]
