"""What is typed when help is asked for and given."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.queries import obstacles
from luoshi.rules.obstacles import ObstacleKind, Outcome


def _words(label: str, *, rows: int, longest: int, required: str = "", hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=bool(required),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": rows}),
        error_messages={"required": required},
    )


class RaiseForm(forms.Form):
    """What is lacking, who can move it, and what they are to do."""

    kind = forms.ChoiceField(
        label="卡在哪一类",
        choices=ObstacleKind.choices(),
        error_messages={"required": "请选择卡在哪一类。", "invalid_choice": "没有这一类，请从列表中选择。"},
    )
    helper = forms.ChoiceField(
        label="请谁解决",
        help_text="局机关处室在系统中答复；财政、自然资源等部门不用账号，凭链接答复。",
        error_messages={"required": "请选择请谁解决。", "invalid_choice": "没有这个单位，请从列表中选择。"},
    )
    words = _words(
        "需要对方办什么",
        rows=5,
        longest=500,
        required="请写明卡在哪里、需要对方办什么。",
        hint="写清卡在哪一步、缺什么、请对方办到什么程度。凭链接答复的部门只看到这里写的和您的单位名称。",
    )

    def __init__(self, *args: Any, own_unit_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.id): unit for unit in obstacles.helpers() if unit.id != own_unit_id}
        field = self.fields["helper"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *((key, unit.name) for key, unit in self.units.items())]


class AnswerForm(forms.Form):
    """What came of it, and who can where the helper cannot."""

    outcome = forms.ChoiceField(
        label="办理结果",
        choices=Outcome.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "请选择办理结果。", "invalid_choice": "请从三种结果中选择。"},
    )
    answer = _words(
        "答复内容",
        rows=4,
        longest=500,
        required="请写答复内容：办成了什么，或者没有全部解决的原因和进展。",
        hint="已解决的写办成了什么；没有全部解决的写原因和进展。",
    )
    who_can = forms.CharField(
        label="谁能解决",
        help_text="“不能解决”时必填：写单位名称，确实没有的写“无”。",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


class OwnAnswerForm(AnswerForm):
    """The same from within, for the asking that was read: a page may have been open since before the next."""

    number = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "页面不完整。请刷新后再答复。",
            "invalid": "页面不完整。请刷新后再答复。",
        },
    )


class OutsideForm(AnswerForm):
    """The same from somebody without an account, who says who they are."""

    name = forms.CharField(
        label="答复人姓名", max_length=30, error_messages={"required": "请填写答复人姓名。"}
    )
    title = forms.CharField(
        label="科室和职务", max_length=40, error_messages={"required": "请填写科室和职务。"}
    )
    contact = forms.CharField(
        label="联系电话",
        help_text="只给求助单位和督查科核实用。",
        max_length=60,
        error_messages={"required": "请填写联系电话，便于求助单位核实。"},
    )


class AgainForm(forms.Form):
    """What is still lacking."""

    words = _words("还差什么没有解决", rows=3, longest=500, required="请写明还差什么没有解决，对方据此再办。")


class EndForm(forms.Form):
    """A word at the end, if any."""

    words = _words("说明", rows=2, longest=200)
