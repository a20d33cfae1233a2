"""What is typed about a talk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from luoshi.actions.talks.calling import Proposed
from luoshi.pages.day_fields import DayField
from luoshi.pages.rectifications.forms import text_field
from luoshi.rules.mandates import Basis
from luoshi.rules.talks import GROUNDS
from luoshi.rules.units import UnitKind


def _hour() -> forms.TimeField:
    return forms.TimeField(
        label="开始时间",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": "请填写开始时间。", "invalid": "开始时间请按 09:30 的样子填写。"},
    )


def _post_words(post: Any) -> str:
    return f"{post.unit.short_name}{post.title}"


class CallForm(forms.Form):
    """A whole proposal. Posts are chosen, nobody is typed by name."""

    topic = text_field("约谈题目", 100, hint="一件事，如“寄宿制学校项目进度”，标题写成“关于……的约谈通知”。")
    basis = forms.ChoiceField(label="依据的种类", help_text="政府督查须经市政府指定，并写明指定文件。")
    basis_document = text_field("依据文件", 200, hint="法律法规条款、上级文件、会议纪要或督办函件的文号。")
    designation = text_field("市政府指定文件", 200, required=False, hint="只有政府督查要填。")
    letter = forms.ChoiceField(label="所依据的函件", required=False)
    why = text_field("约谈事由", 500, rows=3, hint="写事实：原定要求、现在情况、相差多少。不写评价和处理。")
    answering = forms.ChoiceField(label="约谈对象", help_text="主要负责人或分管负责人，不约谈经办人员。")
    chair = forms.ChoiceField(label="主持人")
    attending = forms.MultipleChoiceField(
        label="其他参加人员", required=False, widget=forms.CheckboxSelectMultiple
    )
    meets_on = DayField("约谈日期")
    meets_from = _hour()
    place = text_field("地点", 100)
    materials = forms.CharField(
        label="需要准备的材料",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        help_text="一行一份，只写本局没有、约谈时确实要看的；周报、函件等本局已有的不能要。",
    )
    contact = text_field("联系人", 60, hint="科室和电话。")

    def __init__(
        self,
        kind: UnitKind,
        answering: Sequence[Any],
        chairs: Sequence[Any],
        attending: Sequence[Any],
        letters: Sequence[Any],
        *args: Any,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self._posts = {str(post.id): post for post in (*answering, *chairs, *attending)}
        self._letters = {str(letter.id): letter for letter in letters}
        grounds = [basis for basis, reach in GROUNDS.items() if kind in reach]
        self._offer("basis", [(basis.value, basis.label) for basis in grounds])
        self._offer("answering", [(str(post.id), post.title) for post in answering])
        self._offer("chair", [(str(post.id), _post_words(post)) for post in chairs])
        self._offer("attending", [(str(post.id), _post_words(post)) for post in attending])
        told = [(number, f"{letter.number}《{letter.title}》") for number, letter in self._letters.items()]
        self._offer("letter", [("", "没有函件"), *told])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def proposed(self) -> Proposed:
        """Return the talk as typed."""
        typed = self.cleaned_data
        lines = [line.strip() for line in typed["materials"].splitlines()]
        attending = [self._posts[number] for number in typed["attending"]]
        return Proposed(
            topic=typed["topic"],
            basis=Basis(typed["basis"]),
            basis_document=typed["basis_document"],
            designation=typed["designation"],
            why=typed["why"],
            place=typed["place"],
            contact=typed["contact"],
            meets_on=typed["meets_on"],
            meets_from=typed["meets_from"],
            answering=self._posts[typed["answering"]],
            chair=self._posts[typed["chair"]],
            attending=[post for post in attending if str(post.id) != typed["answering"]],
            materials=tuple(line for line in lines if line),
        )

    @property
    def of_letter(self) -> Any:
        """Return the chosen letter; None for none."""
        return self._letters.get(self.cleaned_data["letter"])


class MoveForm(forms.Form):
    """Another day, hour or place, and why."""

    meets_on = DayField("改到哪一天")
    meets_from = _hour()
    place = text_field("地点", 100)
    reason = text_field("改期理由", 200)


class HoldForm(forms.Form):
    """The day on which a talk was held."""

    held_on = DayField("实际约谈日期")


class SpeakForm(forms.Form):
    """What a side says of the minutes whose digest it saw."""

    digest = forms.CharField(max_length=64)
    words = forms.CharField(max_length=500, required=False)
