"""What is typed to put a duty of a unit on record, and to end one."""

from __future__ import annotations

import re

from django import forms

from luoshi.pages.day_fields import DayField
from luoshi.rules.units import LONGEST_TOPIC

_BETWEEN = re.compile(r"[、，,；;\s]+")


class DutyForm(forms.Form):
    """What a unit answers for, the words by which a text speaks of it, and from when."""

    topic = forms.CharField(
        label="管什么",
        max_length=LONGEST_TOPIC,
        error_messages={"required": "请写明管什么，例如“校园安全”。"},
    )
    words = forms.CharField(
        label="来文里怎么说",
        max_length=400,
        help_text="用顿号隔开，例如：校园安全、消防、防溺水。词越长越准。",
        error_messages={"required": "请至少写一个词，例如“校园安全”。"},
    )
    from_on = DayField("从哪天起")

    def clean_words(self) -> list[str]:
        """Take the words apart."""
        return [word for word in _BETWEEN.split(self.cleaned_data["words"]) if word]


class EndForm(forms.Form):
    """The last day on which a duty holds."""

    last_on = DayField("最后一天")
