"""What is typed about a case of accountability. The form is the committee's choice: none is preselected."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.actions.sanctions.recording import Decision, Material
from luoshi.pages.day_fields import DayField
from luoshi.pages.mandates.stepping import StepForm, typed_words
from luoshi.queries import mandates
from luoshi.rules.opinions import Hearing
from luoshi.rules.sanctions import AppealKind, AppealState, Form, SubjectKind


def _choice(label: str, kind: Any, members: Any = None, *, empty: bool = False) -> forms.TypedChoiceField:
    choices = [(each.value, each.label) for each in members or kind]
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "请选择"), *choices] if empty else choices,
        coerce=kind,
        widget=forms.Select(attrs={"class": "form-control"}),
        error_messages={"required": f"请选择{label}。", "invalid_choice": f"请从列表中选择{label}。"},
    )


class MaterialForm(forms.Form):
    """What is held against whom, by which rule."""

    unit = typed_words("单位", 80, hint="被问责的单位，或者责任人所在单位；写单位页上的名称。")
    subject_kind = _choice("问责对象", SubjectKind, empty=True)
    person = typed_words(
        "责任人姓名和职务",
        100,
        hint="对象是单位的留空。只有参与决定的人看得到，不列名单、不作统计。",
        required=False,
    )
    form = _choice("教育督导委员会拟定的问责方式", Form, empty=True)
    facts = typed_words("问责事实", 8000, rows=6)
    basis = typed_words("问责依据", 500, rows=2, hint="文件名称、文号和条款。")
    ended_on = DayField("督导工作完成日期")
    team_on = DayField("调查认定工作组成立日期")

    def clean_unit(self) -> Any:
        """Return the one unit of that name."""
        name = self.cleaned_data["unit"].strip()
        found, unknown = mandates.named([name])
        if unknown or len(found) != 1:
            raise forms.ValidationError(f"没有认出“{name}”这一个单位。请写单位页上的全称。")
        return found[0]

    @property
    def material(self) -> Material:
        """Return the material as typed."""
        return Material(**{name: value for name, value in self.cleaned_data.items() if name != "unit"})


class HearingForm(StepForm):
    """That facts and intention were told in writing, and what was said against them."""

    told_on = DayField("书面告知日期")
    hearing = _choice("陈述申辩", Hearing, empty=True)
    plea = typed_words("陈述申辩要点", 6000, rows=4, required=False)
    paper = typed_words("材料名称和日期", 200, hint="告知书、陈述申辩材料或者放弃书。")


class DecisionForm(StepForm):
    """A decision as its paper has it."""

    issuer = typed_words("印发单位", 100, hint="教育督导委员会办公室全称。")
    number = typed_words("问责决定文号", 60, hint="如“某教督问〔2026〕1号”。")
    approver = typed_words("审定人", 100, hint="教育督导委员会主任或者副主任。")
    decided_on = DayField("决定日期")
    effective_on = DayField("生效日期")
    received_on = DayField("对象收到日期")
    aggravated = typed_words(
        "从重的决定和理由", 300, rows=2, hint="只记委员会自己的决定；没有从重的留空。", required=False
    )

    @property
    def typed(self) -> dict[str, Any]:
        """Return the decision as typed."""
        return {"decision": Decision(**super().typed)}


class HandoverForm(StepForm):
    """The paper that hands a case to another authority."""

    issuer = typed_words("发出单位", 100, hint="教育督导委员会办公室全称。")
    number = typed_words("文号", 60)
    authority = typed_words("有权机关全称", 100)
    sent_on = DayField("发出日期")


class ReasonForm(StepForm):
    """A reason."""

    reason = typed_words("理由", 500, rows=2)


class OwnAppealForm(StepForm):
    """What the unit itself asks for, here and now."""

    kind = _choice("申请种类", AppealKind)
    grounds = typed_words("事实和理由", 4000, rows=4)

    @property
    def typed(self) -> dict[str, Any]:
        """Return what was asked for; it came today."""
        return {**super().typed, "received_on": None}


class AppealForm(StepForm):
    """What was asked for on paper, and when it came."""

    kind = _choice("申请种类", AppealKind)
    grounds = typed_words("事实和理由", 4000, rows=4)
    received_on = DayField("收到申请日期", help_text="逾期的也登记，系统会标明。")


class SettleForm(StepForm):
    """What a review or an appeal came to."""

    outcome = _choice("决定", AppealState, [each for each in AppealState if each is not AppealState.ASKED])
    words = typed_words("事实和理由", 4000, rows=3)
    served_on = DayField("送达日期")


class CorrectForm(StepForm):
    """How a decision was put right."""

    words = typed_words("怎样纠正", 1000, rows=3, hint="文号、日期和内容。")
