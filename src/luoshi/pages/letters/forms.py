"""What is typed about a letter."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.crafts.papers import Layout
from luoshi.rules.letters import CORRECTING, LISTING, Extras, LetterKind


class WordsForm(forms.Form):
    """The words that a step asks for, and the digest of the letter as the person saw it."""

    words = forms.CharField(max_length=5000, required=False)
    seen = forms.CharField(max_length=64, required=False)


class EditForm(forms.Form):
    """A draft's words, its format and what it carries; `seen` proves which draft the editor started from."""

    title = forms.CharField(
        label="标题",
        max_length=120,
        error_messages={"required": "请填写标题。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    layout = forms.ChoiceField(
        label="格式",
        widget=forms.RadioSelect,
        help_text="一般用信函格式；需要印发、存档分送的用文件格式，标题随之改为“通知”。",
    )
    text = forms.CharField(
        label="正文",
        max_length=5000,
        error_messages={"required": "请填写正文。"},
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="一行一段。事项表、回复要求、落款和日期自动排在正文之后，不用写。",
    )
    copies = forms.CharField(
        label="抄送",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一行一个机关，写全称或规范化简称，不写个人。",
    )
    annex_title = forms.CharField(label="附件名称", required=False, max_length=120)
    annex_text = forms.CharField(
        label="附件正文", required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 4})
    )
    present = forms.CharField(label="出席", required=False, max_length=500)
    excused = forms.CharField(label="请假", required=False, max_length=500)
    observing = forms.CharField(label="列席", required=False, max_length=500)
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_minutes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = (Layout.MINUTES,) if is_minutes else (Layout.LETTER, Layout.DOCUMENT)
        self.fields["layout"].choices = [(each.value, each.label) for each in fitting]  # type: ignore[attr-defined]

    def extras(self) -> Extras:
        """Return what the draft is to carry beside its words."""
        data = self.cleaned_data
        return Extras(
            copies=tuple(line.strip() for line in data["copies"].splitlines() if line.strip()),
            **{name: data[name] for name in ("annex_title", "annex_text", "present", "excused", "observing")},
        )


class NewForm(forms.Form):
    """A letter drafted by hand: which paper, about what, and why."""

    kind = forms.ChoiceField(
        label="文种",
        choices=[(kind.value, kind.label) for kind in LetterKind if kind not in CORRECTING],
        widget=forms.RadioSelect,
    )
    items = forms.MultipleChoiceField(label="督办事项", required=False)
    reason = forms.CharField(
        label="为什么发函",
        max_length=300,
        error_messages={"required": "请写明发函理由，理由将与函件一并显示给签批人和收函单位。"},
        help_text="签批人和收函单位都会看到。写事实和数据，不写评价。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, parts: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(str(part.id), part.task.summary) for part in parts]  # type: ignore[attr-defined]

    def clean_items(self) -> list[str]:
        """Return the chosen items; refuse a kind that must list some without any."""
        chosen: list[str] = self.cleaned_data["items"]
        if not chosen and self.cleaned_data.get("kind", LetterKind.REMINDER) in LISTING:
            raise forms.ValidationError("请至少选择一项任务，函件应写明督办事项。")
        return chosen


class AnswerForm(forms.Form):
    """What a unit says to what will be said of it."""

    answer = forms.CharField(
        label="陈述申辩",
        max_length=2000,
        error_messages={"required": "请写明意见：属实、部分属实或不属实，并说明事实和依据。"},
        help_text="写明属实、部分属实或不属实，以及事实和依据。这段话随通报一并印出。",
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ReasonForm(forms.Form):
    """Why no letter is sent about a warning."""

    reason = forms.CharField(max_length=200, required=False)
