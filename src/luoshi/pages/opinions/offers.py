"""Which steps an opinion offers to whom, in the order in which they are likely wanted."""

from __future__ import annotations

from datetime import date

from luoshi.pages.mandates.stepping import Offer, offer
from luoshi.pages.opinions import forms
from luoshi.queries import opinions
from luoshi.queries.opinions import Advice
from luoshi.rules.opinions import OpinionState, why_not_move, why_not_sign
from luoshi.rules.people import Actor, Permission

S = OpinionState
EDITABLE = frozenset({S.DRAFT, S.HEARD})


def of(actor: Actor, opinion: Advice, today: date) -> list[Offer]:
    """Return the steps on an opinion."""
    state, number = S(opinion.state), {"opinion_id": opinion.id}
    if actor.may(Permission.MANDATES_ANSWER):
        if state is S.SENT:
            note = "申辩和放弃都会记录在案；印发时应当写明对申辩的处理。"
            return [offer(opinion, "opinion-plead", "提交申辩", forms.PleaForm, note=note, numbers=number)]
        if state is S.ISSUED:
            return [offer(opinion, "opinion-report", "报告整改情况", forms.ReportForm, numbers=number)]
        return []
    if actor.may(Permission.MANDATES_APPROVE) and state in {S.SENT, S.HEARD}:
        known = {"issuer": opinions.last_issuer(), "due_on": opinions.report_by(today).on}
        refusal = why_not_move(state, S.ISSUED) or why_not_sign(
            author_posts=opinions.author_posts(opinion), signer_post=actor.post_id
        )
        words, form = "印发督导意见书", forms.IssueForm
        return [offer(opinion, "opinion-issue", words, form, why_not=refusal, numbers=number, known=known)]
    if not actor.may(Permission.MANDATES_DRAFT):
        return []
    return _of_office(opinion, state, number)


def _of_office(opinion: Advice, state: OpinionState, number: dict[str, int]) -> list[Offer]:
    if state is S.DRAFT:
        note = "被督导单位会收到初步意见，可以在期限内申辩。"
        return [
            offer(opinion, "opinion-send", "反馈初步督导意见", note=note, numbers=number),
            offer(opinion, "opinion-discard", "不采用这份草稿", forms.ReasonForm, numbers=number),
        ]
    if state is S.SENT:
        return [
            offer(opinion, "opinion-hear", "登记听取申辩的结果", forms.HearingForm, numbers=number),
            offer(opinion, "opinion-recall", "收回修改", forms.ReasonForm, numbers=number),
        ]
    if state is S.HEARD:
        note = "问题和整改要求要增加或者改写的，收回修改后重新反馈；已有的申辩保留，印发时一并答复。"
        waits = "督导意见书由局领导以教育督导机构的名义印发。"
        return [
            offer(opinion, "opinion-issue", "印发督导意见书", forms.IssueForm, why_not=waits, numbers=number),
            offer(opinion, "opinion-recall", "收回修改", forms.ReasonForm, note=note, numbers=number),
            offer(opinion, "opinion-discard", "不印发", forms.ReasonForm, numbers=number),
        ]
    if state is S.REPORTED:
        return [
            offer(opinion, "opinion-check", "登记核查结果", forms.CheckForm, numbers=number),
            offer(opinion, "opinion-return", "退回补充整改", forms.ReturnForm, numbers=number),
        ]
    if state is S.CHECKED:
        return [offer(opinion, "opinion-publish", "登记督导报告公布", forms.PublishForm, numbers=number)]
    return []
