"""What is asked for when a workbook comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from luoshi.rules.imports import LARGEST, SUFFIXES, why_too_large


class WorkbookForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="选择填好的名册",
        help_text=f"Excel、WPS（.xlsx、.xls）或 .ods，不超过{LARGEST // 1048576} MiB。先核对，确认后才写入。",
        error_messages={
            "required": "请选择一个文件。",
            "empty": "文件是空的。请核对后重新上传。",
        },
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse what is too large before it is looked at."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if reason := why_too_large(file.size or 0):
            raise forms.ValidationError(reason)
        return file
