"""The one way in which a form asks for a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from luoshi.rules.refusals import Refused

FIRST, LAST = 2000, 2099


class DayField(forms.DateField):
    """A day between 2000 and 2099, said by its label in every message."""

    def __init__(self, label: str, *, required: bool = True, **more: Any) -> None:
        super().__init__(
            label=label,
            required=required,
            widget=forms.DateInput(
                format="%Y-%m-%d", attrs={"type": "date", "min": f"{FIRST}-01-01", "max": f"{LAST}-12-31"}
            ),
            error_messages={
                "invalid": f"{label}不是一个日期。请按 2026-12-25 的样子填写。",
                "required": f"请填写{label}。",
            },
            **more,
        )

    def clean(self, value: Any) -> Any:
        """Keep slips of the pen out."""
        day: date | None = super().clean(value)
        if day is not None and not FIRST <= day.year <= LAST:
            raise forms.ValidationError(f"日期{day:%Y-%m-%d}不在{FIRST}年至{LAST}年之间，请核对年份。")
        return day


def day_of(words: str, label: str) -> date:
    """Return the day that was typed into a row of its own. Raises Refused for what is none."""
    try:
        day: date = DayField(label).clean(words)
    except ValidationError as error:
        raise Refused(str(error.messages[0])) from error
    return day
