"""What is typed about putting things right: items row by row, a report on one, what a check found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from django import forms
from django.forms import BaseFormSet, formset_factory

from luoshi.pages.day_fields import DayField
from luoshi.rules.rectifications import MOST_ITEMS, Wanted


def text_field(
    label: str, most: int, *, rows: int = 0, required: bool = True, hint: str = ""
) -> forms.CharField:
    """Return a field for a text of at most `most` characters, of several `rows` where given."""
    attrs: dict[str, Any] = {"class": "form-control"} | ({"rows": rows} if rows else {})
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs=attrs) if rows else forms.TextInput(attrs=attrs),
        error_messages={"required": f"请填写{label}。", "max_length": f"{label}最多{most}字，请精简。"},
    )


class ItemForm(forms.Form):
    """One thing to put right; a row left empty is no item."""

    problem = text_field("存在问题", 300, rows=2)
    standard = text_field("标准要求", 200, rows=2, hint="应当怎样，出自哪里。")
    found = text_field("实际情况", 200, rows=2, hint="实测、实见，写数字。")
    required = text_field("整改要求", 300, rows=2)
    owner = forms.TypedChoiceField(
        label="责任岗位",
        coerce=int,
        error_messages={"required": "请选择责任岗位。", "invalid_choice": "请从列出的岗位中选择。"},
    )
    due_on = DayField("整改期限")

    def __init__(self, *args: Any, owners: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择")] + [(str(number), title) for number, title in owners]

    @property
    def wanted(self) -> Wanted:
        """Return the item as typed."""
        typed = self.cleaned_data
        return Wanted(
            problem=typed["problem"],
            standard=typed["standard"],
            found=typed["found"],
            required=typed["required"],
            owner_post_id=typed["owner"],
            due_on=typed["due_on"],
        )


ItemRows: TypeAlias = "BaseFormSet[ItemForm]"


def rows(owners: Sequence[tuple[int, str]], typed: Any = None, *, more: bool = False) -> ItemRows:
    """Return the rows for items, as typed if they were, with one more empty row where wanted."""
    if typed is not None and more:
        typed = typed.copy()
        count = typed.get("items-TOTAL_FORMS", "0")
        held = int(count) if count.isdecimal() else 0
        typed["items-TOTAL_FORMS"] = str(min(held + 1, MOST_ITEMS))
    made = formset_factory(ItemForm, extra=3, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS + 1)
    return made(typed, prefix="items", form_kwargs={"owners": owners})


def wanted(items: ItemRows) -> list[Wanted]:
    """Return the items as typed; rows left empty do not count."""
    return [form.wanted for form in items.forms if form.has_changed()]


class NoticeForm(forms.Form):
    """What a notice of rectification is about, and where the need was found."""

    title = text_field("整改事由", 100, hint="如“校园消防安全”，标题写成“关于……的整改通知”。")
    basis = text_field("标准的依据", 200, hint="标准出自哪个文件、哪一条。")
    source = forms.ChoiceField(
        label="问题从哪里来",
        required=False,
        help_text="有督办函件或督查立项的请选上；对学校、幼儿园必须选以该校为对象、已批准的督查立项。",
    )

    def __init__(self, sources: Sequence[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "其他核实的问题"), *sources]


class ReportForm(forms.Form):
    """What became of one item."""

    done_on = DayField("完成日期")
    words = text_field(
        "措施和现状", 1000, rows=3, hint="采取了什么措施、现在达到什么标准。只写处理了谁，不算整改。"
    )
    evidence = text_field(
        "证明材料", 500, required=False, hint="自愿提供，写明名称和存放处；不要求照片和台账。"
    )


class CheckForm(forms.Form):
    """What a check of one item found."""

    words = text_field(
        "核查情况", 500, rows=2, required=False, hint="看了什么、见到什么；未通过的必须写明还差什么。"
    )


class WordsForm(forms.Form):
    """The words that go with a step, and the version that its sender saw."""

    version = forms.IntegerField(required=False)
    words = forms.CharField(max_length=5000, required=False)


def owner_choices(posts: Sequence[Any]) -> list[tuple[int, str]]:
    """Return posts as a choice names them: by title, nobody's name."""
    return [(post.id, post.title) for post in posts]
