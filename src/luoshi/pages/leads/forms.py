"""What is typed about a lead."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.rules.leads import LeadState


class LeadForm(forms.Form):
    """Which assignments, and why they are put before the leader."""

    items = forms.MultipleChoiceField(
        label="事项", error_messages={"required": "请至少选择一项任务，线索移送建议应写明事项和事实。"}
    )
    reason = forms.CharField(
        label="为什么提请领导决定",
        max_length=500,
        error_messages={"required": "请写明为什么提请领导决定，只写事实和数据。"},
        help_text="只写事实和数据：不评价个人，不提处理意见。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, parts: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(str(part.id), part.task.summary) for part in parts]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What the leader decides, why, and which authority gets the facts."""

    to = forms.ChoiceField(
        label="决定",
        choices=[(each.value, each.label) for each in (LeadState.HANDED_OVER, LeadState.KEPT)],
        error_messages={"required": "请选择移送或不移送。"},
        widget=forms.RadioSelect,
    )
    authority = forms.CharField(
        label="移送给哪个有权机关", max_length=100, required=False, help_text="决定移送时填写。"
    )
    decision = forms.CharField(
        label="决定的理由", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
