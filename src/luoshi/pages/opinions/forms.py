"""What is typed about an opinion."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.actions.opinions.writing import Parts
from luoshi.pages.day_fields import DayField
from luoshi.pages.mandates.stepping import StepForm, typed_words
from luoshi.rules.opinions import Hearing


class OpinionForm(forms.Form):
    """The parts of an opinion; `units` are those about which none was begun yet."""

    evaluation = typed_words("客观评价", 4000, rows=4, hint="就督导事项作出，好的写实，问题写准。")
    problems = typed_words("存在问题", 6000, rows=5, hint="逐条写，标准是什么、实际是什么。")
    demands = typed_words("限期整改要求", 4000, rows=4, hint="与问题逐条对应。")
    advice = typed_words("意见和建议", 4000, rows=3, required=False)

    def __init__(self, *args: Any, units: list[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.id): unit for unit in units or []}
        if units is not None:
            field = forms.ChoiceField(
                label="被督导单位",
                choices=[(code, unit.name) for code, unit in self.units.items()],
                widget=forms.Select(attrs={"class": "form-control"}),
                error_messages={"invalid_choice": "请从督导对象中选择还没有督导意见的单位。"},
            )
            self.fields = {"unit": field, **self.fields}

    @property
    def parts(self) -> Parts:
        """Return the parts as typed."""
        typed = self.cleaned_data
        return Parts(typed["evaluation"], typed["problems"], typed["demands"], typed["advice"])


class ReasonForm(StepForm):
    """A reason."""

    reason = typed_words("理由", 300, rows=2)


class PleaForm(StepForm):
    """What the inspected unit itself says, or that it says nothing."""

    hearing = forms.TypedChoiceField(
        label="申辩",
        choices=[(each.value, each.label) for each in (Hearing.PLEA, Hearing.WAIVED)],
        coerce=Hearing,
        widget=forms.Select(attrs={"class": "form-control"}),
    )
    words = typed_words("申辩的事实、理由和请求", 6000, rows=5, hint="书面放弃申辩的留空。", required=False)
    paper = typed_words("材料名称", 200, hint="有书面材料的写名称和日期。", required=False)


class HearingForm(PleaForm):
    """What the office enters from paper, silence after the last day included."""

    hearing = forms.TypedChoiceField(
        label="听取申辩的结果",
        choices=Hearing.choices(),
        coerce=Hearing,
        widget=forms.Select(attrs={"class": "form-control"}),
    )
    words = typed_words("申辩要点", 6000, rows=4, hint="没有申辩的留空。", required=False)
    paper = typed_words("材料名称和日期", 200, hint="书面申辩、放弃书或者送达回证。")


class IssueForm(StepForm):
    """Under whose name and number an opinion is issued, and by when the unit reports."""

    issuer = typed_words("教育督导机构全称", 100, hint="如“示例市人民政府教育督导室”，不用教育局的版头。")
    number = typed_words("发文字号", 60, hint="如“某教督〔2026〕3号”。")
    plea_answer = typed_words(
        "对申辩意见的处理", 4000, rows=3, hint="有申辩的必须写明采纳情况和理由。", required=False
    )
    due_on = DayField("整改报告期限")


class ReportForm(StepForm):
    """What was mended."""

    words = typed_words("整改情况", 6000, rows=5, hint="与整改要求逐条对应；没有到位的写原因和时间。")


class ReturnForm(StepForm):
    """What is missing in a report, and until when."""

    reason = typed_words("没有整改到位的", 300, rows=2)
    due_on = DayField("再次报告的期限")


class CheckForm(StepForm):
    """What a check found."""

    words = typed_words("核查的方式和结果", 4000, rows=4)


class PublishForm(StepForm):
    """Where a report was published."""

    where = typed_words("公布在哪里", 300, hint="网址，或报刊名称和日期。个人信息不公开。")
