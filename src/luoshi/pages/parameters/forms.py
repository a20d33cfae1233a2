"""What is typed to let a number hold from a day on."""

from __future__ import annotations

from django import forms

from luoshi.pages.day_fields import DayField
from luoshi.rules.campaigns import Campaign
from luoshi.rules.parameters import DEFAULTS, Status


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the numbers to choose from, group by group, the bureau's own before those of the laws."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in DEFAULTS:
        group = row.article if row.status is Status.LOCAL else row.source
        groups.setdefault(group, []).append((row.key, f"{row.label}（{row.unit}）"))
    return list(groups.items())


class ParameterForm(forms.Form):
    """Which number, what it is to be, by which document, from which day."""

    key = forms.ChoiceField(
        label="参数",
        choices=choices,
        error_messages={"required": "请选择参数。", "invalid_choice": "请从列表中选择参数。"},
    )
    campaign = forms.ChoiceField(
        label="只用于哪个专项",
        required=False,
        choices=[("", "不分专项，全局统一"), *Campaign.choices()],
        help_text="只有督办阶梯的参数可以按专项另定。",
    )
    value = forms.IntegerField(
        label="改为",
        min_value=0,
        max_value=10_000,
        error_messages={
            "required": "请填写新的数值。",
            "invalid": "数值应为整数，例如5。",
            "min_value": "数值不能小于0。",
            "max_value": "数值不能大于10000。",
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    source = forms.CharField(
        label="依据",
        max_length=200,
        help_text="文件名称和文号，如“关于调整督办时限的通知（示教督〔2026〕3号）”。",
        error_messages={"required": "请写明依据的文件名称和文号。"},
    )
    effective_from = DayField("自哪天起")
