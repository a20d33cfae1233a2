"""The steps of an opinion."""

from __future__ import annotations

from luoshi.actions import opinions as actions
from luoshi.pages.mandates.stepping import Matter
from luoshi.pages.opinions import forms, views
from luoshi.rules.people import Permission

_DRAFT, _APPROVE = Permission.MANDATES_DRAFT, Permission.MANDATES_APPROVE
_ANSWER = Permission.MANDATES_ANSWER
_matter = Matter("opinion", views.one, views.page_of)

send = _matter.step(_DRAFT, actions.send_opinion, "初步督导意见已反馈，等单位申辩。")
recall = _matter.step(_DRAFT, actions.recall_opinion, "已收回修改，改好后重新反馈。", forms.ReasonForm)
plead = _matter.step(_ANSWER, actions.hear_opinion, "已记录，印发前会答复您的申辩。", forms.PleaForm)
hear = _matter.step(_DRAFT, actions.hear_opinion, "已记录，可以送局领导印发。", forms.HearingForm)
issue = _matter.step(_APPROVE, actions.issue_opinion, "督导意见书已印发，整改期限见本页。", forms.IssueForm)
discard = _matter.step(_DRAFT, actions.discard_opinion, "已作“未采用”处理，记录留存。", forms.ReasonForm)
report = _matter.step(_ANSWER, actions.report_mended, "整改情况已报督查科核查。", forms.ReportForm)
check = _matter.step(_DRAFT, actions.check_report, "核查结果已登记，请公布督导报告。", forms.CheckForm)
give_back = _matter.step(_DRAFT, actions.return_report, "已退回单位补充整改。", forms.ReturnForm)
publish = _matter.step(_DRAFT, actions.publish_report, "督导报告公布情况已登记。", forms.PublishForm)
