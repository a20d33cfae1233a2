"""A letter or an inspection in a full week: what it replaces is named, or the article that demands it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.actions import burden as actions
from luoshi.actions import requests as request_actions
from luoshi.pages.doors import Request, allowed
from luoshi.queries import letters, mandates, requests
from luoshi.queries.burden import Adding, of_inspection, of_letter
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst


class RoomForm(forms.Form):
    """The request that is given up, or the article: one of them."""

    replaces = forms.ChoiceField(
        label="替换哪一项数据要求",
        required=False,
        help_text="只列本科室正在填报、同一周占用这些单位时间的。登记后随即撤回，还没有填的单位收到通知不用再报。",
        error_messages={"invalid_choice": "这一项刚有变动，请重新选。"},
    )
    law = forms.CharField(
        label="法定条款",
        max_length=200,
        required=False,
        help_text="法律法规明文要求的，如“《中华人民共和国安全生产法》第××条”。登记后局内公开，照样计入负担。",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, room: list[tuple[Any, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._room = {str(each.id): each for each, _ in room}
        told = [(str(each.id), f"{each.title}（每个单位腾出{minutes}分钟）") for each, minutes in room]
        field = self.fields["replaces"]
        assert isinstance(field, forms.ChoiceField)
        nothing = "不替换" if room else "没有可以替换的"
        field.choices = [("", nothing), *told]

    def clean(self) -> dict[str, Any]:
        """Return what was typed: one of the two."""
        typed = self.cleaned_data
        if "replaces" in typed and bool(typed["replaces"]) == bool(typed.get("law")):
            raise forms.ValidationError("请写明替换哪一项数据要求，或者写明法定条款，两样写一样。")
        return typed

    @property
    def given_up(self) -> Any:
        """Return the request that is given up; None where an article is named."""
        return self._room.get(self.cleaned_data["replaces"])


def room(request: Request, adding: Adding) -> dict[str, Any] | None:
    """Return the form by which the visitor makes room for this, and its address; None if they may not."""
    if not request.actor.may(Permission.BURDEN_EXEMPT):
        return None
    kind, _, number = adding.subject.partition(":")
    return {"form": _form(request, adding, None), "url": reverse(f"relief-{kind}", args=[number])}


def _form(request: Request, adding: Adding, typed: Any) -> RoomForm:
    found = requests.room_for(request.actor, adding) if request.actor.may(Permission.REQUESTS_ASK) else []
    return RoomForm(typed, room=found)


@allowed(Permission.BURDEN_EXEMPT)
@require_http_methods(["GET", "HEAD", "POST"])
def for_letter(request: Request, letter_id: int) -> HttpResponse:
    """Make room for a letter."""
    found = letters.visible_letter(request.actor, letter_id)
    if found is None:
        raise Http404
    return _enter(request, of_letter(found, request.today), f"/letters/{letter_id}/")


@allowed(Permission.BURDEN_EXEMPT)
@require_http_methods(["GET", "HEAD", "POST"])
def for_mandate(request: Request, mandate_id: int) -> HttpResponse:
    """Make room for an inspection."""
    found = mandates.visible_one(request.actor, mandate_id, request.today)
    if found is None:
        raise Http404
    return _enter(request, of_inspection(found, mandates.targets_of(found)), f"/mandates/{mandate_id}/")


def _enter(request: Request, adding: Adding, back: str) -> HttpResponse:
    form = _form(request, adding, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                said = _make_room(request, adding, form)
            except (Refused, SomebodyWasFirst) as refusal:
                form.add_error(None, refusal.reason)
                status = 409
            else:
                messages.success(request, said)
                return redirect(back)
    context = {"form": form, "title": adding.title, "full": adding.why_not(request.today), "back": back}
    return render(request, "burden/relief.html", context, status=status)


def _make_room(request: Request, adding: Adding, form: RoomForm) -> str:
    if given_up := form.given_up:
        request_actions.make_room(request=given_up, adding=adding, by=request.actor, at=request.now)
        return f"已撤回“{given_up.title}”，腾出的时间够用，可以继续办理。"
    law = form.cleaned_data["law"]
    actions.relieve(subject=adding.subject, law=law, by=request.actor, at=request.now)
    return "已登记法定条款，可以继续办理；局内公开，照样计入负担。"
