"""What is typed to enter a year's holidays, or a school year."""

from __future__ import annotations

from django import forms

from luoshi.pages.day_fields import DayField


class YearForm(forms.Form):
    """The year, the notice, and its words."""

    year = forms.IntegerField(
        label="年份",
        min_value=2024,
        max_value=2100,
        error_messages={"required": "请填写年份。", "invalid": "年份应为四位数字，例如2027。"},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    notice = forms.CharField(
        label="通知名称和文号",
        max_length=200,
        help_text="例如：国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕×号）",
        error_messages={"required": "请填写通知名称和文号，以便核对出处。"},
    )
    text = forms.CharField(
        label="通知正文",
        max_length=5000,
        help_text="把各节日的安排整段粘贴进来即可，例如“国庆节：10月1日至7日放假。9月26日、10月9日上班。”系统读出日期后请您核对。",
        error_messages={"required": "请粘贴通知正文。"},
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class SchoolYearForm(forms.Form):
    """The four days of a school year, and the paper that sets them."""

    year = forms.IntegerField(
        label="学年从哪一年秋季开始",
        min_value=2020,
        max_value=2099,
        help_text="例如2026—2027学年填2026。",
        error_messages={
            "required": "请填写学年开始的年份。",
            "invalid": "年份应为四位数字，例如2026。",
            "min_value": "年份应在2020年至2099年之间，请核对。",
            "max_value": "年份应在2020年至2099年之间，请核对。",
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    notice = forms.CharField(
        label="校历通知名称和文号",
        max_length=200,
        help_text="例如：关于印发2026—2027学年中小学校历的通知（×教字〔2026〕×号）",
        error_messages={"required": "请填写校历通知的名称和文号，以便核对出处。"},
    )
    autumn_opens = DayField("秋季学期开学")
    autumn_ends = DayField("秋季学期结束（寒假前一天）")
    spring_opens = DayField("春季学期开学")
    spring_ends = DayField("春季学期结束（暑假前一天）")
