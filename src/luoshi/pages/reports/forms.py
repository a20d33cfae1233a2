"""What a unit types into one line of its account, and what the office says when it returns one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from luoshi.pages.day_fields import DayField
from luoshi.rules import imports, reports
from luoshi.rules.reports import AllowanceKind


def numbers(data: Any, name: str) -> list[int]:
    """Return the numbers sent under a name; what is no number was not written by our page."""
    written = data.getlist(name) if isinstance(data, QueryDict) else []
    return [int(each) for each in written if each.isascii() and each.isdecimal() and len(each) < 16]


class LineForm(forms.Form):
    """One line: the progress as people write it, words where needed, and which account it is meant to be."""

    week = forms.CharField(max_length=10)
    revision = forms.IntegerField(min_value=1, max_value=1000)
    claimed = forms.CharField(max_length=12, required=False)
    words = forms.CharField(max_length=500, required=False)
    same = forms.BooleanField(required=False)
    ticked = forms.BooleanField(required=False)

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
        """Turn the progress into hundredths of a percent, or take the pieces that were ticked for it.

        Neither is looked at where it is said to be the same as before.
        """
        data = self.cleaned_data
        if data.get("same"):
            return {**data, "done": None}
        if data.get("ticked"):
            return {**data, "claimed_x100": 0, "done": numbers(self.data, "done")}
        claimed = reports.percent_x100(data.get("claimed", ""))
        if claimed is None:
            self.add_error("claimed", "请填写0到100之间的数，例如45或45.5，再报送。")
        return {**data, "claimed_x100": claimed, "done": None}


class ReturnForm(forms.Form):
    """Why an account goes back to its unit."""

    reason = forms.CharField(max_length=200, required=False)


class ChosenForm(forms.Form):
    """The accounts that were listed when a button for all of them was pressed."""

    def clean(self) -> dict[str, Any]:
        """Take the numbers of the accounts; what is no number was not written by our page."""
        return {"reports": numbers(self.data, "report")}


class AllowanceForm(forms.Form):
    """An exception for a week: for whom, what, until when, why."""

    kind = forms.ChoiceField(label="例外", choices=AllowanceKind.choices)
    until_on = DayField("到哪一天为止")
    reason = forms.CharField(
        label="理由",
        help_text="单位在自己的周报页上看得到，并记入操作台账。",
        max_length=200,
        error_messages={"required": "请写明理由（如：某日起断网、防汛停工）。"},
    )
    is_for_all = forms.BooleanField(label="给所有单位", required=False)


class BookForm(forms.Form):
    """A filled-in workbook of a week's account."""

    file = forms.FileField(
        label="选择填好的填报表",
        help_text=f"Excel、WPS（.xlsx、.xls）或 .ods，不超过{imports.LARGEST // 1048576} MiB。",
        error_messages={"required": "请先选择填好的填报表。", "empty": "文件是空的。请核对后重新上传。"},
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(imports.SUFFIXES)}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse what is too large before it is looked at."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if reason := imports.why_too_large(file.size or 0):
            raise forms.ValidationError(reason)
        return file
