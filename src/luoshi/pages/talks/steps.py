"""The steps of a talk: one press, one action, on the talk as it was seen."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luoshi.actions import talks as actions
from luoshi.pages.doors import Door, Request, allowed
from luoshi.pages.rectifications.forms import WordsForm
from luoshi.pages.talks import shown, views
from luoshi.pages.talks.forms import HoldForm, MoveForm, SpeakForm
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

CHANGED = "这次约谈在您打开这一页之后有变动，没有办理。请看过下面的最新内容再办。"


def _step(
    permission: Permission,
    action: Callable[..., object],
    said: str,
    *,
    words_as: str = "",
    most: int = 5000,
) -> Door[[int]]:
    """Return the view of one step; `words_as` is what the action calls the words, of `most` characters."""

    @allowed(permission)
    @require_POST
    def view(request: Request, talk_id: int) -> HttpResponse:
        talk = views.one(request, talk_id)
        form = WordsForm(request.POST)
        try:
            if not form.is_valid() or len(form.cleaned_data["words"]) > most:
                raise Refused(f"文字太长，最多{most}字。请精简后再办。")
            if form.cleaned_data["version"] != talk.version:
                raise SomebodyWasFirst(CHANGED)
            typed = {words_as: form.cleaned_data["words"]} if words_as else {}
            action(talk=talk, **typed, by=request.actor, at=request.now)
        except (Refused, SomebodyWasFirst) as refusal:
            return _again(request, talk_id, refusal.reason, request.POST.get("words", ""))
        messages.success(request, said)
        return redirect("talk", talk_id)

    return view


def _again(request: Request, talk_id: int, reason: str, typed: str = "", status: int = 409) -> HttpResponse:
    """Show the talk as it is now, with why the step was not taken and what was typed for it."""
    context = shown.context(request, views.one(request, talk_id))
    return render(request, "talks/talk.html", {**context, "refused": reason, "typed": typed}, status=status)


approve = _step(Permission.TALKS_APPROVE, actions.approve_talk, "约谈已批准、编号，通知已发给对方。")
cancel = _step(
    Permission.TALKS_SEE,
    actions.cancel_talk,
    "约谈已取消，已通知的一并告知了理由。",
    words_as="reason",
    most=200,
)
write = _step(
    Permission.TALKS_DRAFT, actions.write_minutes, "记录已写好，请双方核对后确认或提出异议。", words_as="text"
)
report = _step(Permission.RECTIFY, actions.file_report, "整改报告已报送，等待回访。", words_as="text")
revisit = _step(
    Permission.RECTIFY_CHECK,
    actions.revisit_talk,
    "回访已登记。各项都核查通过的可以办结，没有的请要求继续整改。",
    words_as="text",
    most=1000,
)
resume = _step(Permission.RECTIFY_CHECK, actions.resume_plan, "已告知对方继续整改。", words_as="reason")
close = _step(Permission.RECTIFY_CHECK, actions.close_talk, "约谈已办结。")


@allowed(Permission.TALKS_DRAFT)
@require_POST
def move(request: Request, talk_id: int) -> HttpResponse:
    """Hold a talk on another day or elsewhere."""
    talk, form = views.one(request, talk_id), MoveForm(request.POST, prefix="move")
    if not form.is_valid():
        return _again(request, talk_id, _first_error(form), status=422)
    try:
        actions.move_talk(talk=talk, **form.cleaned_data, by=request.actor, at=request.now)
    except (Refused, SomebodyWasFirst) as refusal:
        return _again(request, talk_id, refusal.reason)
    messages.success(request, "约谈已改期，已通知的一并告知了理由。")
    return redirect("talk", talk_id)


@allowed(Permission.TALKS_DRAFT)
@require_POST
def hold(request: Request, talk_id: int) -> HttpResponse:
    """Note that a talk was held."""
    talk, form = views.one(request, talk_id), HoldForm(request.POST, prefix="hold")
    if not form.is_valid():
        return _again(request, talk_id, _first_error(form), status=422)
    try:
        actions.hold_talk(talk=talk, **form.cleaned_data, by=request.actor, at=request.now)
    except (Refused, SomebodyWasFirst) as refusal:
        return _again(request, talk_id, refusal.reason)
    messages.success(request, "已登记约谈。请写记录，只写事实、说明和要求。")
    return redirect("talk", talk_id)


@allowed(Permission.MINUTES_CONFIRM)
@require_POST
def speak(request: Request, talk_id: int) -> HttpResponse:
    """Say that the minutes are right, or what is not."""
    talk, form = views.one(request, talk_id), SpeakForm(request.POST)
    if not form.is_valid():
        return _again(request, talk_id, "异议最多500字，请精简；或刷新后再办。", status=422)
    agrees = request.POST.get("voice") == "agree"
    try:
        actions.speak(talk=talk, agrees=agrees, **form.cleaned_data, by=request.actor, at=request.now)
    except (Refused, SomebodyWasFirst) as refusal:
        return _again(request, talk_id, refusal.reason, form.cleaned_data["words"])
    messages.success(request, "已确认记录。" if agrees else "异议已与记录一并保存，一并印出。")
    return redirect("talk", talk_id)


def _first_error(form: MoveForm | HoldForm) -> str:
    return str(next(iter(form.errors.values()))[0])
