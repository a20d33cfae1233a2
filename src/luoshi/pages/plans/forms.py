"""What is typed to plan a task, and to change a plan."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.pages.day_fields import DayField
from luoshi.pages.numbers import LARGEST
from luoshi.rules import plans
from luoshi.rules.plans import Link, Shape


class LinkForm(forms.Form):
    """One link: an empty name leaves the line out."""

    name = forms.CharField(label="环节", max_length=40, required=False)
    weight = forms.IntegerField(
        label="权重",
        min_value=1,
        max_value=100,
        required=False,
        error_messages={
            "invalid": "权重请填1到100的整数。",
            "min_value": "权重请填1到100的整数。",
            "max_value": "权重请填1到100的整数。",
        },
    )
    is_gate = forms.BooleanField(label="前置", required=False)
    holder = forms.CharField(label="由谁办理", max_length=40, required=False)
    due_on = DayField("日期", required=False)

    def __init__(self, *args: Any, is_fixed: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("name", "weight", "holder") if is_fixed else ():
            self.fields[name].widget.attrs["readonly"] = True
        for name, field in self.fields.items():
            if name != "is_gate":
                field.widget.attrs |= {"class": f"form-control link-{name}", "autocomplete": "off"}
            field.widget.attrs["aria-label"] = f"第{self._place()}个环节：{field.label}"

    def _place(self) -> int:
        return int(self.prefix.rpartition("-")[2]) + 1 if self.prefix and self.prefix[-1].isdigit() else 1

    @property
    def link(self) -> Link:
        """The link as it was typed; without a weight it weighs ten."""
        data = self.cleaned_data
        return Link(data["name"], data["weight"] or 10, data["is_gate"], data["holder"])


LinkForms = forms.formset_factory(LinkForm, extra=3, max_num=plans.MOST_LINKS, validate_max=False)


class ShapeForm(forms.Form):
    """How planned progress rises; the points of a shape of one's own."""

    shape = forms.ChoiceField(
        label="计划形状",
        choices=[(shape.value, f"{shape.label}：{plans.MEANS[shape]}") for shape in Shape],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择计划形状。", "invalid_choice": "没有这种计划形状，请重新选择。"},
    )
    curve = forms.CharField(
        label="自定进度",
        help_text="每行一个日期和到那天的计划进度，可以从 Excel 粘贴两列。例如：2026-11-27 40%",
        max_length=4000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )


class WaitForm(forms.Form):
    """Which task is waited for, how much may be claimed meanwhile, and why, where the plan is published."""

    awaited = forms.IntegerField(
        label="前置任务",
        max_value=LARGEST,
        error_messages=dict.fromkeys(("required", "invalid", "max_value"), "请选择要等的任务。"),
    )
    limit = forms.IntegerField(
        label="办完之前最多报到（%）",
        min_value=0,
        max_value=100,
        initial=0,
        error_messages={
            "required": "请填写前置任务办完之前最多报到百分之几；0表示不能开始。",
            "invalid": "请填0到100的整数。",
            "min_value": "请填0到100的整数。",
            "max_value": "请填0到100的整数。",
        },
    )
    reason = forms.CharField(max_length=500, required=False)


class ReleaseForm(forms.Form):
    """Which task is no longer waited for, and why, where the plan is published."""

    awaited = forms.IntegerField(
        max_value=LARGEST,
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_value"), "没有说明是哪个前置任务，请刷新后重试。"
        ),
    )
    reason = forms.CharField(max_length=500, required=False)


class DecideForm(forms.Form):
    """A word with a decision."""

    words = forms.CharField(
        label="审批意见",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )


class RefuseForm(forms.Form):
    """Why the plan stays as it is."""

    words = forms.CharField(
        label="不同意的理由",
        max_length=200,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        error_messages={"required": "不同意调整应写明理由，单位据此安排工作。"},
    )
