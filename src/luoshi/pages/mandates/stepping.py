"""Steps on what follows from an inspection: one press, one form, one action, on the thing as it was seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.pages.doors import Request, allowed
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

CHANGED = "内容在您打开这一页之后有变动，没有办理。请看过下面的最新内容再办。"
View = Callable[..., HttpResponseBase]


class StepForm(forms.Form):
    """What every step brings along: the version as it was seen. Fields bear the action's names."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def typed(self) -> dict[str, Any]:
        """Return what was typed, by the names that the action has for it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def typed_words(
    label: str, most: int, *, rows: int = 0, hint: str = "", required: bool = True
) -> forms.CharField:
    """Return a field of words: one line, or `rows` of them."""
    attrs: dict[str, Any] = {"class": "form-control"} | ({"rows": rows} if rows else {})
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs=attrs) if rows else forms.TextInput(attrs=attrs),
        error_messages={"required": f"请填写{label}。", "max_length": f"{label}最多{most}字，请精简。"},
    )


@dataclass(frozen=True, slots=True)
class Matter:
    """A sort of thing that has steps: its page's address, how one is fetched for a visitor, and its page.

    `page_of` takes the request, the thing, the refusal, the status and the form that was not taken.
    """

    word: str
    one: Callable[[Request, int], Any]
    page_of: Callable[[Request, Any, str, int], HttpResponse]

    def step(
        self,
        permission: Permission,
        action: Callable[..., object],
        said: str,
        form: type[StepForm] = StepForm,
        *,
        about: Callable[[Any, Mapping[str, int]], tuple[str, object] | None] | None = None,
    ) -> View:
        """Return the view of one step; `about` names what the action is given, if not the thing itself.

        It answers 404 where that is absent.
        """
        word, one, page_of = self.word, self.one, self.page_of

        @allowed(permission)
        @require_POST
        def view(request: Request, /, **numbers: int) -> HttpResponse:
            number = numbers[f"{word}_id"]
            thing = one(request, number)
            given = about(thing, numbers) if about else (word, thing)
            if given is None:
                raise Http404
            typed = form(request.POST)
            try:
                if not typed.is_valid():
                    raise Refused(" ".join(str(line) for lines in typed.errors.values() for line in lines))
                if typed.cleaned_data["version"] != thing.version:
                    raise SomebodyWasFirst(CHANGED)
                action(**{given[0]: given[1]}, **typed.typed, by=request.actor, at=request.now)
            except (Refused, SomebodyWasFirst) as refusal:
                return page_of(request, one(request, number), refusal.reason, 409)
            messages.success(request, said)
            return redirect(word, number)

        return view


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that is offered on a page: its button, its address, its form, and what it brings about."""

    label: str
    url: str
    form: StepForm
    note: str = ""
    why_not: str = ""


def offer(
    thing: Any,
    name: str,
    label: str,
    form: type[StepForm] = StepForm,
    *,
    note: str = "",
    why_not: str | None = None,
    numbers: Mapping[str, int],
    known: Mapping[str, object] | None = None,
) -> Offer:
    """Return a step on a thing as it is now; `numbers` are those in its address.

    `known` is what its fields begin with.
    """
    filled = form(initial={**(known or {}), "version": thing.version}, auto_id=f"{name}-%s")
    return Offer(label, reverse(name, kwargs=dict(numbers)), filled, note, why_not or "")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: where it leads, what it is, whose, where it stands, whose turn, by when."""

    url: str
    title: str
    unit: str
    state: Any
    turn: Any
    due_on: Any
    mark: str = ""
