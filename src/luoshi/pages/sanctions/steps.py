"""The steps of a record of accountability."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luoshi.actions import sanctions as actions
from luoshi.pages.mandates.stepping import Matter
from luoshi.pages.sanctions import forms, views
from luoshi.queries import sanctions
from luoshi.queries.sanctions import Case
from luoshi.rules.people import Permission

_KEEP = Permission.SANCTIONS_KEEP
_matter = Matter("sanction", views.one, views.page_of)


def _appeal(sanction: Case, numbers: Mapping[str, int]) -> tuple[str, Any] | None:
    found = sanctions.appeal_of(sanction, numbers["appeal_id"])
    return ("appeal", found) if found else None


hear = _matter.step(_KEEP, actions.hear_sanction, "告知和陈述申辩已登记。", forms.HearingForm)
decide = _matter.step(_KEEP, actions.record_decision, "问责决定已登记。", forms.DecisionForm)
hand_over = _matter.step(
    _KEEP, actions.hand_over_sanction, "已登记，由有权机关依法处理。", forms.HandoverForm
)
drop = _matter.step(_KEEP, actions.drop_sanction, "已登记为不予问责。", forms.ReasonForm)
correct = _matter.step(_KEEP, actions.correct_sanction, "纠正情况已登记。", forms.CorrectForm)
enter_appeal = _matter.step(_KEEP, actions.record_appeal, "申请已登记，办理期限见本页。", forms.AppealForm)
appeal = _matter.step(
    Permission.MANDATES_ANSWER,
    actions.record_appeal,
    "申请已提交，办理期限见本页。",
    forms.OwnAppealForm,
)
settle = _matter.step(_KEEP, actions.settle_appeal, "结果已登记并告知单位。", forms.SettleForm, about=_appeal)
