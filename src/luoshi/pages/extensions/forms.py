"""What is typed about a later due date."""

from __future__ import annotations

from django import forms

from luoshi.pages.day_fields import DayField


class AskForm(forms.Form):
    """The date that a unit asks for, and why."""

    proposed_on = DayField("申请延至哪一天")
    reason = forms.CharField(
        label="延期的原因",
        help_text="是什么耽误了、已经做到哪一步、新的时限凭什么能完成。审批人照此决定，原因记入操作台账。",
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 5}),
        error_messages={"required": "请写明延期的原因。"},
    )


class GrantForm(forms.Form):
    """The date that is granted, with a word of reason where it is not the one asked for."""

    granted_on = DayField("同意延至哪一天")
    words = forms.CharField(
        label="审批意见",
        help_text="日期与申请的不同时必须写明理由。",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )


class RefuseForm(forms.Form):
    """Why the date stays as it is."""

    words = forms.CharField(
        label="不同意的理由",
        max_length=200,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        error_messages={"required": "不同意延期应写明理由，单位据此安排工作。"},
    )


class HandUpForm(forms.Form):
    """What the office thinks, for the leader who decides."""

    opinion = forms.CharField(
        label="督查科意见",
        max_length=200,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        error_messages={"required": "报局领导审批应写明督查科意见，供领导参考。"},
    )
