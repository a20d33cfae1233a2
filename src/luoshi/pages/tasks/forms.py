"""What the office writes when a part is not yet done."""

from __future__ import annotations

from django import forms


class RefuseForm(forms.Form):
    """Why a claim of completion goes back to the unit."""

    reason = forms.CharField(
        label="退回理由",
        help_text="写明缺什么、补什么。责任单位照此补正，理由记入操作台账。",
        max_length=200,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
        error_messages={"required": "请写明退回理由，责任单位据此补正。"},
    )
