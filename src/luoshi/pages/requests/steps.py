"""What is done with a request: sent out through the gate, answered, ended, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import requests as actions
from luoshi.pages.doors import Door, Request, allowed
from luoshi.pages.requests import views
from luoshi.queries.requests import Asked
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.requests.states import RequestState

Step = Callable[[Request, Asked], str]


def _step(permission: Permission) -> Callable[[Step], Door[[int]]]:
    """Make a view of one step: it tells what comes next, or shows the page with why it was not done."""

    def made(do: Step) -> Door[[int]]:
        @allowed(permission)
        @require_POST
        @wraps(do)
        def view(request: Request, request_id: int) -> HttpResponse:
            asked = views.one(request, request_id)
            try:
                if changed := views.why_not_as_seen(request, asked):
                    raise SomebodyWasFirst(changed)
                messages.success(request, do(request, asked))
            except (Refused, SomebodyWasFirst) as refusal:
                asked.refresh_from_db()
                return views.page_of(request, asked, refusal.reason, status=409)
            return redirect("request", asked.id)

        return view

    return made


@_step(Permission.REQUESTS_DRAFT)
def known(request: Request, asked: Asked) -> str:
    """Take what the house knows already into a draft."""
    taken = actions.take_known(request=asked, by=request.actor, at=request.now)
    return f"已采用{taken}个已有的数，注明了出处；这些单位不用再报这几项。"


@_step(Permission.REQUESTS_ASK)
def ask(request: Request, asked: Asked) -> str:
    """Let a request go out."""
    out = actions.ask_request(request=asked, by=request.actor, at=request.now)
    if out.state == RequestState.ANSWERED:
        return "各单位都已有数，没有再打扰任何单位，可以直接取用。"
    return f"已发出，各单位合计约{out.minutes}分钟，已计入负担账。"


@_step(Permission.REQUESTS_DRAFT)
def close(request: Request, asked: Asked) -> str:
    """End a request."""
    actions.close_request(request=asked, by=request.actor, at=request.now)
    return "已结束。已报的数留存，同期不再重复要。"


@_step(Permission.REQUESTS_ASK)
def withdraw(request: Request, asked: Asked) -> str:
    """Take a request back."""
    reason = request.POST.get("words", "")
    actions.withdraw_request(request=asked, reason=reason, by=request.actor, at=request.now)
    return "已撤回，没有报的单位已收到不用再报的通知。"


@_step(Permission.REQUESTS_DRAFT)
def discard(request: Request, asked: Asked) -> str:
    """Give a draft up."""
    actions.discard_request(request=asked, by=request.actor, at=request.now)
    return "草稿已放弃，没有打扰任何单位。"


@allowed(Permission.REQUESTS_ANSWER)
@require_POST
def answer(request: Request, request_id: int) -> HttpResponse:
    """Report one's own unit's values."""
    asked = views.one(request, request_id)
    form = views.answer_form(request, asked, request.POST)
    if form is None or not form.is_valid():
        return views.page_of(
            request, asked, "这项要求现在不用本单位填报。" if form is None else "", form, 409
        )
    try:
        actions.answer_request(
            request=asked,
            values=form.values,
            seconds=form.seconds(request.now),
            by=request.actor,
            at=request.now,
        )
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return views.page_of(request, asked, "", form, 409)
    messages.success(request, "已报出。要求结束之前可以在本页更正；同一期不会再向本单位要这些数。")
    return redirect("request", asked.id)
