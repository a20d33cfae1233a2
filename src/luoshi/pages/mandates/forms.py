"""What is typed about an inspection."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from luoshi.actions.mandates.drafting import Written
from luoshi.pages.day_fields import DayField
from luoshi.queries import mandates
from luoshi.rules.mandates import Activity, Basis, ListedKind, Method

MOST_TARGETS = 500
# Between names; the 、 of 各县（市、区）教育局 is within one.
_BETWEEN = re.compile(r"[\n，,；;\t]+|、(?![^（(\n]*[）)])")


def _words(
    label: str, most: int, *, rows: int = 0, required: bool = False, hint: str = ""
) -> forms.CharField:
    attrs: dict[str, Any] = {"class": "form-control"} | ({"rows": rows} if rows else {})
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs=attrs) if rows else forms.TextInput(attrs=attrs),
        error_messages={"required": f"请填写{label}。", "max_length": f"{label}最多{most}字，请精简。"},
    )


class TargetsField(forms.CharField):
    """Units by their names, one a line or set apart by 、; cleaned to the units, in the order of the tree."""

    def __init__(self) -> None:
        super().__init__(
            label="督查对象",
            required=False,
            max_length=20_000,
            help_text="写单位名称或简称，一行一个或用顿号隔开，可以从表格里整列粘贴；“各县（市、区）教育局”表示全部县级教育局。",
            widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
        )

    def clean(self, value: Any) -> Any:
        """Raise ValidationError that names every line that is no unit, or several."""
        names = [name for name in _BETWEEN.split(super().clean(value)) if name.strip()]
        if len(names) > MOST_TARGETS:
            raise forms.ValidationError(f"一份立项最多{MOST_TARGETS}个对象，现有{len(names)}个，请分批立项。")
        found, unknown = mandates.named([name.strip() for name in names])
        if unknown:
            more = f"等{len(unknown)}个" if len(unknown) > 5 else ""
            raise forms.ValidationError(
                f"没有认出：{'、'.join(unknown[:5])}{more}。请写单位页上的名称、简称或曾用名；同名的写全称。"
            )
        return found


class PlanForm(forms.Form):
    """A whole plan. What the law wants of it is said by the gate, after it is kept."""

    title = _words("督查名称", 100, required=True)
    subject = _words("督查事项", 100, required=True, hint="一件事，如“春季学期教育收费”。")
    basis = forms.ChoiceField(
        label="依据的种类",
        choices=Basis.choices(),
        widget=forms.Select(attrs={"class": "form-control"}),
        help_text="政府督查须经市政府指定；教育督导以教育督导机构的名义；内部督办只对局机关处室。",
    )
    basis_document = _words("依据文件", 200, hint="法律法规条款、上级文件或批准立项的文号。")
    designation = _words("市政府指定文件", 200, hint="只有政府督查要填：指定本局开展这次督查的文件文号。")
    activity = forms.ChoiceField(
        label="督查类型",
        choices=Activity.choices(),
        initial=Activity.SPECIAL.value,
        widget=forms.Select(attrs={"class": "form-control"}),
    )
    targets = TargetsField()
    listed = forms.ChoiceField(
        label="年度清单事项",
        required=False,
        widget=forms.Select(attrs={"class": "form-control"}),
        help_text="对象中有学校、幼儿园的必须选：未纳入年度清单的一律不得开展。",
    )
    content = _words("督查内容", 1000, rows=3)
    scope = _words("督查范围", 500, rows=2, hint="时间、区域、环节的范围。")
    methods = forms.MultipleChoiceField(
        label="督查方式",
        choices=Method.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    criteria = _words(
        "评价标准", 1000, rows=2, hint="不评分的留空。开会、发文、留痕、台账、打卡、登录不能作为标准。"
    )
    from_on = DayField("开始日期")
    to_on = DayField("结束日期")
    notice_on = DayField("发出督导通知的日期", required=False)
    leader = _words("组长", 40, hint="政府督查的组长由市政府确定。")
    members = _words("成员", 400, rows=2, hint="用顿号隔开。")
    inspectors = forms.IntegerField(
        label="其中督学人数",
        min_value=0,
        max_value=99,
        initial=0,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
        error_messages={"required": "请填写督学人数，没有的填0。", "invalid": "督学人数应是整数。"},
    )
    discipline = _words("工作纪律", 500, rows=2)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["listed"]
        assert isinstance(field, forms.ChoiceField)
        rows = mandates.standing_items(today.year)
        field.choices = [("", "不涉及学校、幼儿园")] + [
            (str(item.id), f"{item.year}年第{item.number}项 {item.title}（{item.get_kind_display()}）")
            for item in rows
        ]
        self._items = {str(item.id): item for item in rows}

    @property
    def written(self) -> Written:
        """Return the plan as typed."""
        typed = self.cleaned_data
        return Written(
            title=typed["title"],
            subject=typed["subject"],
            basis=Basis(typed["basis"]),
            basis_document=typed["basis_document"],
            designation=typed["designation"],
            activity=Activity(typed["activity"]),
            content=typed["content"],
            scope=typed["scope"],
            methods=[Method(code) for code in typed["methods"]],
            criteria=typed["criteria"],
            from_on=typed["from_on"],
            to_on=typed["to_on"],
            leader=typed["leader"],
            members=[name.strip() for name in re.split(r"[、，,\n]+", typed["members"]) if name.strip()],
            inspectors=typed["inspectors"],
            discipline=typed["discipline"],
            notice_on=typed["notice_on"],
        )

    @property
    def listed_item(self) -> mandates.Item | None:
        """Return the chosen item of the annual list."""
        return self._items.get(self.cleaned_data["listed"])


class ChangeForm(forms.Form):
    """What of an approved plan is to be otherwise, and why."""

    targets = TargetsField()
    content = _words("督查内容", 1000, rows=3, required=True)
    scope = _words("督查范围", 500, rows=2, required=True)
    from_on = DayField("开始日期")
    to_on = DayField("结束日期")
    reason = _words("变更理由", 500, rows=2, required=True)

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what the plan is to be, as the record keeps it."""
        typed = self.cleaned_data
        return {
            "content": typed["content"],
            "scope": typed["scope"],
            "from_on": typed["from_on"].isoformat(),
            "to_on": typed["to_on"].isoformat(),
            "units": [unit.id for unit in typed["targets"]],
        }


class ItemForm(forms.Form):
    """One item of the annual list as its paper has it."""

    year = forms.IntegerField(
        label="年度",
        min_value=2025,
        max_value=2099,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
        error_messages={"required": "请填写年度。", "invalid": "年度应是四位数字，如2026。"},
    )
    number = _words("序号", 20, required=True)
    title = _words("事项名称", 100, required=True)
    kind = forms.ChoiceField(
        label="类别",
        choices=ListedKind.choices(),
        widget=forms.Select(attrs={"class": "form-control"}),
        help_text="综合督导每校每年最多一项；资质评定、等级认定、技术考核不受此限。",
    )
    units = _words("涉及学校的范围", 200, required=True)
    source = _words("清单文件", 200, required=True, hint="文件名称和文号，或备案情况。")
    announced_on = DayField("明确检查内容、范围与方式的日期")


class WordsForm(forms.Form):
    """The words that go with a step."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(required=False, max_length=500, strip=True)
    rule = forms.CharField(required=False, max_length=14)
