"""The moves of a plan: one press, one action, on the plan as it was seen."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import mandates as actions
from luoshi.pages.doors import Door, Request, allowed
from luoshi.pages.mandates import views
from luoshi.pages.mandates.forms import WordsForm
from luoshi.queries import mandates
from luoshi.rules.mandates import Rule
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

CHANGED = "方案在您打开这一页之后有变动，没有办理。请看过下面的最新内容再办。"


def _step(
    permission: Permission, action: Callable[..., object], said: str, *, words_as: str = ""
) -> Door[[int]]:
    """Return the view of one step; `words_as` is what the action calls the words that were typed."""

    @allowed(permission)
    @require_POST
    def view(request: Request, mandate_id: int) -> HttpResponse:
        mandate = views.one(request, mandate_id)
        form = WordsForm(request.POST)
        try:
            if not form.is_valid():
                raise Refused("文字太长，最多500字。请精简后再办。")
            if form.cleaned_data["version"] != mandate.version:
                raise SomebodyWasFirst(CHANGED)
            typed = {words_as: form.cleaned_data["words"]} if words_as else {}
            action(mandate=mandate, **typed, by=request.actor, at=request.now)
        except (Refused, SomebodyWasFirst) as refusal:
            return views.page_of(request, views.one(request, mandate_id), refusal.reason, 409)
        messages.success(request, said)
        return redirect("mandate", mandate_id)

    return view


def _decision(action: Callable[..., object], said: str, *, words_as: str = "") -> Door[[int, int]]:
    """Return the view that decides a change of an approved plan."""

    @allowed(Permission.MANDATES_APPROVE)
    @require_POST
    def view(request: Request, mandate_id: int, alteration_id: int) -> HttpResponse:
        mandate = views.one(request, mandate_id)
        change = mandates.change_of(mandate, alteration_id)
        if change is None:
            raise Http404
        form = WordsForm(request.POST)
        words = form.cleaned_data["words"] if form.is_valid() else ""
        try:
            typed = {words_as: words} if words_as else {}
            action(change=change, **typed, by=request.actor, at=request.now)
        except (Refused, SomebodyWasFirst) as refusal:
            return views.page_of(request, views.one(request, mandate_id), refusal.reason, 409)
        messages.success(request, said)
        return redirect("mandate", mandate_id)

    return view


submit = _step(Permission.MANDATES_DRAFT, actions.submit_mandate, "已送局领导批准。")
approve = _step(Permission.MANDATES_APPROVE, actions.approve_mandate, "已批准，方案按规定对督查对象公开。")
send_back = _step(
    Permission.MANDATES_APPROVE, actions.send_back_mandate, "已退回督查科修改。", words_as="reason"
)
discard = _step(
    Permission.MANDATES_DRAFT, actions.discard_mandate, "已作“未采用”处理，记录留存。", words_as="reason"
)
end = _step(
    Permission.MANDATES_DRAFT, actions.end_mandate, "督查已结束，结论对督查对象公开。", words_as="conclusion"
)
grant_change = _decision(actions.grant_change, "变更已批准，方案照此执行，原方案留存。")
refuse_change = _decision(actions.refuse_change, "不同意变更，方案不变。", words_as="reason")


@allowed(Permission.MANDATES_APPROVE)
@require_POST
def override(request: Request, mandate_id: int) -> HttpResponse:
    """Go ahead against a rule that allows it, with a public reason."""
    mandate = views.one(request, mandate_id)
    form = WordsForm(request.POST)
    try:
        if not form.is_valid() or form.cleaned_data["rule"] not in Rule.codes():
            raise Refused("理由最多500字，请精简后再办。")
        if form.cleaned_data["version"] != mandate.version:
            raise SomebodyWasFirst(CHANGED)
        actions.override_rule(
            mandate=mandate,
            rule=Rule(form.cleaned_data["rule"]),
            reason=form.cleaned_data["words"],
            by=request.actor,
            at=request.now,
        )
    except (Refused, SomebodyWasFirst) as refusal:
        return views.page_of(request, views.one(request, mandate_id), refusal.reason, 409)
    messages.success(request, "理由已记录，在“说明理由继续的”中公开。")
    return redirect("mandate", mandate_id)
