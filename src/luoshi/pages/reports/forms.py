"""What a unit types into one line of its account, and what the office says when it returns one."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms

_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?%?")


def percent_x100(written: str) -> int | None:
    """Return a written percentage ("45", "45.5%", "４５％") in hundredths of a percent, else None."""
    found = _PERCENT.fullmatch(unicodedata.normalize("NFKC", written).strip().replace(" ", ""))
    if found is None:
        return None
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


class LineForm(forms.Form):
    """One line: the progress as people write it, words where needed, and which account it is meant to be."""

    week = forms.CharField(max_length=10)
    revision = forms.IntegerField(min_value=1, max_value=1000)
    claimed = forms.CharField(max_length=12, required=False)
    words = forms.CharField(max_length=500, required=False)
    same = forms.BooleanField(required=False)

    def clean_week(self) -> date:
        """Return the Monday that the account is for; anything else was not written by our page."""
        try:
            monday = date.fromisoformat(self.cleaned_data["week"])
        except ValueError:
            monday = date.max
        if monday.weekday() or not 2020 <= monday.year <= 2100:
            raise forms.ValidationError("没有说明是哪一周的周报，没有记录。请刷新页面后再报。")
        return monday

    def clean(self) -> dict[str, Any]:
        """Turn the progress into hundredths of a percent, unless it is said to be the same as before."""
        data = self.cleaned_data
        if data.get("same"):
            return data
        claimed = percent_x100(data.get("claimed", ""))
        if claimed is None:
            self.add_error("claimed", "请填写0到100之间的数，例如45或45.5，再报送。")
        return {**data, "claimed_x100": claimed}


class ReturnForm(forms.Form):
    """Why an account goes back to its unit."""

    reason = forms.CharField(max_length=200, required=False)
