"""What is asked before a rehearsal: which numbers, what they are to be, over which days."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.pages.day_fields import DayField
from luoshi.rules import rehearsals

_PAIRS = range(1, rehearsals.MOST_CHANGES + 1)


class RehearsalForm(forms.Form):
    """Up to three numbers, each with a value, and the days."""

    from_on = DayField("从哪天")
    until_on = DayField("到哪天")

    def __init__(self, units: dict[str, str], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        named_keys = [(key, f"{rehearsals.label(key)}（{units[key]}）") for key in rehearsals.KEYS]
        for number in _PAIRS:
            is_first = number == 1
            self.fields[f"key_{number}"] = forms.ChoiceField(
                label="改哪个数" if is_first else f"还改哪个数（{number}）",
                choices=[("", "不改"), *named_keys],
                required=is_first,
                error_messages={
                    "required": "请选择要预演的参数。",
                    "invalid_choice": "请从列表中选择参数。",
                },
            )
            self.fields[f"value_{number}"] = forms.IntegerField(
                label="改为",
                required=is_first,
                min_value=1,
                max_value=10_000,
                error_messages={
                    "required": "请填写预演的数值。",
                    "invalid": "数值应为整数，例如3。",
                    "min_value": "数值应不小于1。",
                    "max_value": "数值不能大于10000。",
                },
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields of each number with those of its value, for the page."""
        return [(self[f"key_{number}"], self[f"value_{number}"]) for number in _PAIRS]

    def clean(self) -> dict[str, Any]:
        """Ask for both a number and its value, or for neither."""
        data = super().clean() or {}
        for number in _PAIRS[1:]:
            key, value = data.get(f"key_{number}"), data.get(f"value_{number}")
            if key and value is None and not self.errors.get(f"value_{number}"):
                self.add_error(f"value_{number}", "请填写这个参数预演的数值，或选“不改”。")
            if value is not None and not key:
                self.add_error(f"key_{number}", "填了数值，请选择是哪个参数。")
        return data

    def changes(self) -> list[tuple[str, int]]:
        """Return the numbers and values that were typed."""
        data = self.cleaned_data
        return [
            (data[f"key_{number}"], data[f"value_{number}"]) for number in _PAIRS if data.get(f"key_{number}")
        ]
