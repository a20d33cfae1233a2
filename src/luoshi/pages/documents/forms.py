"""What is asked for when a document comes in and when a directive is put right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from luoshi.crafts import sources
from luoshi.pages.day_fields import DayField
from luoshi.rules.campaigns import Campaign

PASTED = "粘贴的文本.txt"
REASONS = (
    "原则性要求，没有可检查的具体任务",
    "与其他条重复",
    "情况说明或背景，不是要求",
    "不属于本系统单位的职责",
    "文件印发前已经办完",
)


class NewDocumentForm(forms.Form):
    """A file, or the text itself."""

    file = forms.FileField(
        label="选择文件",
        required=False,
        allow_empty_file=True,
        help_text="讲话、会议纪要、通知等：Word（.docx、.doc）、WPS、PDF、.txt、网页 .html，"
        "或者扫描图片，不超过 50 MiB。标有密级的文件不得上传。",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(sources.SUFFIXES)}),
    )
    text = forms.CharField(
        label="或者粘贴正文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Take the file if there is one, else the pasted text."""
        data = self.cleaned_data
        file: UploadedFile[Any] | None = data.get("file")
        if file is None and not data.get("text", "").strip():
            raise forms.ValidationError("请选择一个文件，或者把正文粘贴到下面的框里。")
        if file is not None and data.get("text", "").strip():
            raise forms.ValidationError("既选了文件又粘贴了正文，无法判断以哪个为准。请只留一样。")
        if file is not None and (reason := sources.why_too_large(file.size or 0)):
            self.add_error("file", reason)
        return data

    def source(self) -> tuple[str, bytes]:
        """Return the name and the bytes of what came in."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is None:
            return PASTED, self.cleaned_data["text"].encode()
        return (file.name or PASTED)[-200:], file.read()


class EditForm(forms.Form):
    """The words and dates of a directive."""

    summary = forms.CharField(
        label="任务名称",
        max_length=120,
        error_messages={
            "required": "任务名称不能为空。请用一句话写明要做成什么。",
            "max_length": "任务名称最多120字，现有%(show_value)s字。请写短一些，原句仍会保留。",
        },
        widget=forms.Textarea(attrs={"rows": 2, "data-focus": True}),
    )
    standard = forms.CharField(
        label="完成标准",
        max_length=200,
        required=False,
        error_messages={"max_length": "完成标准最多200字，现有%(show_value)s字。"},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    start_on = DayField("起始日期")
    due_on = DayField("完成时限", required=False)
    campaign = forms.ChoiceField(
        label="专项",
        required=False,
        choices=[("", "不属于任何专项"), *Campaign.choices()],
        error_messages={"invalid_choice": "没有这个专项。请从列表中选择，或选“不属于任何专项”。"},
    )


class DateForm(forms.Form):
    """One date for many directives."""

    due_on = DayField("完成时限")
