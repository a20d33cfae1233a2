"""What is typed about a request: as its asker writes it, and as a unit answers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core import signing

from luoshi.actions.requests import Written
from luoshi.pages.day_fields import DayField
from luoshi.pages.mandates.forms import TargetsField
from luoshi.queries import mandates, requests
from luoshi.queries.requests import Asked
from luoshi.rules.burden import Sitting
from luoshi.rules.people import Actor
from luoshi.rules.requests.fields import read_fields
from luoshi.rules.requests.states import RequestKind

_SALT = "luoshi.requests.opened"


def _words(
    label: str, most: int, *, hint: str = "", rows: int = 0, required: bool = False
) -> forms.CharField:
    attrs = {"class": "form-control"} | ({"rows": str(rows)} if rows else {})
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs=attrs) if rows else forms.TextInput(attrs=attrs),
        error_messages={"required": f"请填写{label}。", "max_length": f"{label}最多{most}字，请精简。"},
    )


def _number(label: str, hint: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        help_text=hint,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
        error_messages={"invalid": f"{label}应是整数。", "max_value": f"{label}最多{most}。"},
    )


class RequestForm(forms.Form):
    """A whole request. What stands against it is said by the gate, after it is kept."""

    title = _words("名称", 100, required=True, hint="让填报的人一看就知道要什么，如“10月学前教育基本情况”。")
    kind = forms.ChoiceField(
        label="要什么", choices=RequestKind.choices(), widget=forms.Select(attrs={"class": "form-control"})
    )
    targets = TargetsField()
    wanted = _words(
        "要填的项",
        2000,
        rows=5,
        hint="一行一项，计量单位写在括号里，如“在园幼儿数（人）”。照片、留痕材料不能要；参加会议的不填。",
    )
    from_on = DayField("数据期间从", help_text="同一项数据同一期只报一次：期间有重叠的，采用已报的数。")
    to_on = DayField("数据期间到")
    due_on = DayField("截止日期", help_text="负担计入截止日期所在的一周。")
    basis = _words("依据和用途", 200, required=True, hint="哪个文件、会议要这些数，用在哪里。")
    law = _words(
        "法定职责条款",
        200,
        hint="只有法律法规明文要求报送的才填，写明文件和条款：免于负担预算和最短期限，照样计入负担。",
    )
    length = _number("会议时长（分钟）", "只有参加会议的填。", 480)
    people = _number("每个单位参加人数", "只有参加会议的填。", 50)
    listed = forms.ChoiceField(
        label="年度清单事项",
        required=False,
        widget=forms.Select(attrs={"class": "form-control"}),
        help_text="对象中有学校、幼儿园的必须选：未纳入年度清单的一律不得开展。",
    )
    replaces = forms.ChoiceField(
        label="用它替换哪一项",
        required=False,
        widget=forms.Select(attrs={"class": "form-control"}),
        help_text="超出一周负担预算时必须写明。被替换的要求在发出时随即撤回，未报的单位不用再报。",
    )
    note = _words("填报说明", 500, rows=2)

    def __init__(
        self, *args: Any, actor: Actor, today: date, draft: Asked | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        targets = self.fields["targets"]
        targets.label, targets.required = "向谁要", True
        targets.error_messages["required"] = "请写明向谁要。"
        self._items = {str(item.id): item for item in mandates.standing_items(today.year)}
        self._others = {str(each.id): each for each in requests.replaceable(actor, today, draft)}
        self._choose(
            "listed",
            "不涉及学校、幼儿园",
            {key: f"{each.year}年第{each.number}项 {each.title}" for key, each in self._items.items()},
        )
        self._choose(
            "replaces",
            "不替换",
            {key: f"{each.title}（{each.due_on:%m月%d日}截止）" for key, each in self._others.items()},
        )

    def _choose(self, name: str, nothing: str, choices: dict[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", nothing), *choices.items()]

    @property
    def written(self) -> Written:
        """Return the request as typed."""
        typed = self.cleaned_data
        return Written(
            title=typed["title"],
            kind=RequestKind(typed["kind"]),
            basis=typed["basis"],
            law=typed["law"],
            note=typed["note"],
            from_on=typed["from_on"],
            to_on=typed["to_on"],
            due_on=typed["due_on"],
            length=typed["length"] or 0,
            people=typed["people"] or 0,
            fields=read_fields(typed["wanted"]),
            targets=typed["targets"],
            listed=self._items.get(typed["listed"]),
            replaces=self._others.get(typed["replaces"]),
        )


def initial(request: Asked) -> dict[str, Any]:
    """Return a draft as its form shows it."""
    names = [
        f"{each.name}（{each.measure}）" if each.measure else each.name
        for each in requests.fields_of(request)
    ]
    return {
        **{name: getattr(request, name) for name in ("title", "kind", "basis", "law", "note")},
        **{name: getattr(request, name) for name in ("from_on", "to_on", "due_on")},
        "length": request.length or None,
        "people": request.people or None,
        "targets": "\n".join(unit.name for unit in requests.units_of(request)),
        "wanted": "\n".join(names),
        "listed": str(request.listed_id or ""),
        "replaces": str(request.replaces_id or ""),
    }


class AnswerForm(forms.Form):
    """One unit's answer: a line for each field that is not known yet."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Sequence[Any], *args: Any, now: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "opened": signing.dumps(now.timestamp(), salt=_SALT),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self._asked = asked
        for field in asked:
            label = f"{field.name}（{field.measure}）" if field.measure else field.name
            self.fields[f"f{field.id}"] = forms.CharField(
                label=label,
                max_length=200,
                required=False,
                widget=forms.TextInput(
                    attrs={"class": "form-control"} | ({"inputmode": "decimal"} if field.measure else {})
                ),
            )

    @property
    def values(self) -> dict[int, str]:
        """Return what was typed, by the fields' ids."""
        return {field.id: self.cleaned_data.get(f"f{field.id}", "") for field in self._asked}

    def seconds(self, now: datetime) -> int | None:
        """Return how long the page lay open, bounded; None where the mark is missing or not ours."""
        try:
            opened = datetime.fromtimestamp(
                signing.loads(self.cleaned_data.get("opened", ""), salt=_SALT), tz=now.tzinfo
            )
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return Sitting(opened, opened).added(now)[0]
