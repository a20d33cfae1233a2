"""What is asked for when somebody leaves: the last day, which posts end, who has what rests on each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

NOBODY, NEW = "none", "new"
_PARTS = ("end", "to", "name", "number")


class HandoverForm(forms.Form):
    """One day, and for every post four fields that are named after its number.

    `held` are the posts with what rests on each; the queries give them for the person who leaves.
    """

    last_on = forms.DateField(
        label="最后任职日期",
        help_text="任到这一天为止，第二天起由接手人负责。",
        error_messages={"required": "请填写最后任职日期。", "invalid": "请写成 2026-11-20 这样的日期。"},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "max": "2099-12-31"}),
    )

    def __init__(self, data: QueryDict | None, held: Sequence[Any], today: date) -> None:
        super().__init__(data, initial={"last_on": today})
        self.held = list(held)
        for each in self.held:
            key = each.post.id
            choices = [(str(other.id), f"{other.person.name}（{other.title}）") for other in each.others]
            choices += [(NEW, "新任命一位（在下面写姓名）"), (NOBODY, "暂时无人接手")]
            fallback = choices[0][0] if (each.parts or each.charges) and each.others else NOBODY
            self.fields[f"end-{key}"] = forms.BooleanField(label="免去这个岗位", required=False, initial=True)
            self.fields[f"to-{key}"] = forms.ChoiceField(
                label="由谁接手",
                choices=choices,
                initial=fallback,
                error_messages={
                    "invalid_choice": "没有这位接手人，请重选。",
                    "required": "请选择由谁接手。",
                },
            )
            self.fields[f"name-{key}"] = forms.CharField(label="新任人员姓名", max_length=40, required=False)
            self.fields[f"number-{key}"] = forms.CharField(label="工号", max_length=20, required=False)

    def rows(self) -> list[dict[str, Any]]:
        """Return each post with its four fields, as the page shows them."""
        return [
            {"held": each, **{part: self[f"{part}-{each.post.id}"] for part in _PARTS}} for each in self.held
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for a name where somebody new is to be appointed."""
        data = self.cleaned_data
        for each in self.held:
            key = each.post.id
            if data.get(f"end-{key}") and data.get(f"to-{key}") == NEW and not data.get(f"name-{key}"):
                post = f"{each.post.unit.short_name}{each.post.title}"
                self.add_error(f"name-{key}", f"{post}：请写新任人员的姓名。")
        return data
