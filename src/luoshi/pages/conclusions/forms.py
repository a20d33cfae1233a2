"""What is typed about a conclusion."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.pages.mandates.stepping import StepForm, typed_words
from luoshi.queries import conclusions
from luoshi.rules.conclusions import OUTCOMES, ReviewState, SuggestionKind


class ConclusionForm(forms.Form):
    """Facts and findings about one unit; `units` are those about which nothing was concluded yet."""

    facts = typed_words(
        "查明的事实",
        8000,
        rows=8,
        hint="时间、地点、数据和来源，只写查实的；不写对个人的处理。",
    )
    findings = typed_words("结论意见", 4000, rows=5, hint="哪些落实了，哪些没有，需要整改什么、何时完成。")

    def __init__(self, *args: Any, units: list[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.id): unit for unit in units or []}
        if units is not None:
            choices = [(code, unit.name) for code, unit in self.units.items()]
            field = forms.ChoiceField(
                label="督查对象",
                choices=choices,
                widget=forms.Select(attrs={"class": "form-control"}),
                error_messages={"invalid_choice": "请从督查对象中选择还没有结论的单位。"},
            )
            self.fields = {"unit": field, **self.fields}


class NumberForm(StepForm):
    """The number of the letter that feeds a conclusion back."""

    number = typed_words("反馈函发文字号", 60, hint="按本局发文登记簿取号，如“某教督〔2026〕5号”。")


class ReasonForm(StepForm):
    """A reason."""

    reason = typed_words("理由", 200, rows=2)


class GroundsForm(StepForm):
    """Why a review is asked for."""

    grounds = typed_words("申请复核的事实和理由", 4000, rows=4)


class ReviewersForm(StepForm):
    """Who examines a review; `authors` and `inspectors`, where given to begin with, are not offered."""

    reviewers = forms.MultipleChoiceField(
        label="复核人员",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "请从名单中选择复核人员。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts = {str(post.id): post for post in conclusions.reviewers()}
        field = self.fields["reviewers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (code, f"{post.person.name}（{post.unit.short_name}{post.title}）")
            for code, post in self._posts.items()
            if post.person_id not in self.initial.get("authors", ())
            and post.person.name not in self.initial.get("inspectors", ())
        ]

    @property
    def typed(self) -> dict[str, Any]:
        """Return the chosen posts."""
        return {"reviewers": [self._posts[code] for code in self.cleaned_data["reviewers"]]}


class DecisionForm(StepForm):
    """What a review came to."""

    outcome = forms.TypedChoiceField(
        label="复核决定",
        choices=[(each.value, each.label) for each in ReviewState if each in OUTCOMES],
        coerce=ReviewState,
        widget=forms.Select(attrs={"class": "form-control"}),
    )
    words = typed_words("复核查明的情况和理由", 4000, rows=4)
    number = typed_words("复核决定书文号", 60, hint="如“某教督复〔2026〕1号”。")


class DeclineForm(StepForm):
    """Why a review that came late is not examined."""

    words = typed_words("不予复核的理由", 500, rows=2)


class SuggestForm(StepForm):
    """What is suggested."""

    kind = forms.TypedChoiceField(
        label="建议种类",
        choices=SuggestionKind.choices(),
        coerce=SuggestionKind,
        widget=forms.Select(attrs={"class": "form-control"}),
    )
    words = typed_words("事实和建议", 500, rows=3, hint="写事实和单位；追责建议不写处分种类。")


class ApprovalForm(StepForm):
    """Who approved a suggestion, on which paper."""

    approver = typed_words("批准人", 100, hint="本级政府或者行政首长，如“市长”。")
    paper = typed_words("批示或文件", 200, hint="文号或批示日期，作为批准的记录。")


class OutcomeForm(StepForm):
    """What was done."""

    outcome = typed_words("实施情况", 300, rows=2, hint="追责建议写明交由哪个有权机关调查处理。")
