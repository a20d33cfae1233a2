"""What is typed about a wording."""

from __future__ import annotations

from django import forms


class WordingForm(forms.Form):
    """A wording, why it is changed, and the version that the editor started from."""

    text = forms.CharField(
        label="模板",
        strip=False,
        max_length=6000,
        error_messages={"required": "模板不能为空。要用原来的文字，请恢复原始版本。"},
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "false"}),
        help_text="【名称】单独一行，开始一个部分；{{名称}}是字段；{{段：名称}}单独一行，取用另一部分。",
    )
    reason = forms.CharField(
        label="为什么修改",
        max_length=200,
        error_messages={"required": "请写明为什么修改，今后查版本时一看便知。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
