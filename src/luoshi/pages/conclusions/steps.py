"""The steps of a conclusion, its review and its suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luoshi.actions import conclusions as actions
from luoshi.pages.conclusions import forms, views
from luoshi.pages.mandates.stepping import Matter
from luoshi.queries import conclusions
from luoshi.queries.conclusions import Finding
from luoshi.rules.people import Permission

_DRAFT, _APPROVE = Permission.MANDATES_DRAFT, Permission.MANDATES_APPROVE
_ANSWER = Permission.MANDATES_ANSWER
_matter = Matter("conclusion", views.one, views.page_of)


def _review(conclusion: Finding, _: Mapping[str, int]) -> tuple[str, Any] | None:
    found = conclusions.review_of(conclusion)
    return ("review", found) if found else None


def _suggestion(conclusion: Finding, numbers: Mapping[str, int]) -> tuple[str, Any] | None:
    found = conclusions.suggestion_of(conclusion, numbers["suggestion_id"])
    return ("suggestion", found) if found else None


submit = _matter.step(_DRAFT, actions.submit_conclusion, "已送局领导批准。", forms.NumberForm)
approve = _matter.step(_APPROVE, actions.approve_conclusion, "督查结论已反馈，等单位签收。")
send_back = _matter.step(_APPROVE, actions.send_back_conclusion, "已退回督查科修改。", forms.ReasonForm)
discard = _matter.step(_DRAFT, actions.discard_conclusion, "已作“未采用”处理，记录留存。", forms.ReasonForm)
receive = _matter.step(_ANSWER, actions.receive_conclusion, "已签收，申请复核的最后一天见本页。")
ask_review = _matter.step(
    _ANSWER, actions.ask_review, "复核申请已送督查科，答复期限见本页。", forms.GroundsForm
)
suggest = _matter.step(_DRAFT, actions.suggest, "建议已记录，批准之前只是建议。", forms.SuggestForm)
name_reviewers = _matter.step(
    _DRAFT, actions.name_reviewers, "复核人员已指定，送局领导决定。", forms.ReviewersForm, about=_review
)
decline = _matter.step(
    _DRAFT, actions.decline_review, "已告知申请单位，申请和理由留存。", forms.DeclineForm, about=_review
)
decide = _matter.step(
    _APPROVE, actions.decide_review, "复核决定已作出并告知单位。", forms.DecisionForm, about=_review
)
approve_suggestion = _matter.step(
    _APPROVE, actions.approve_suggestion, "批准已登记，可以实施。", forms.ApprovalForm, about=_suggestion
)
refuse_suggestion = _matter.step(
    _APPROVE, actions.refuse_suggestion, "已登记为未获批准。", forms.ReasonForm, about=_suggestion
)
carry_out = _matter.step(
    _DRAFT, actions.carry_out_suggestion, "实施情况已登记。", forms.OutcomeForm, about=_suggestion
)
