"""A request is written, and written anew while it is a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi.actions import requests as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.requests import views
from luoshi.pages.requests.forms import RequestForm, initial
from luoshi.queries.requests import Asked
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.requests.states import RequestState


@allowed(Permission.REQUESTS_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Write a new request."""
    return _write(request, None)


@allowed(Permission.REQUESTS_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, request_id: int) -> HttpResponse:
    """Write a draft anew."""
    asked = views.one(request, request_id)
    if asked.state != RequestState.DRAFT or asked.asker_id != request.actor.unit_id:
        return views.page_of(request, asked, "只有本单位的草稿可以修改；已经发出的请撤回后另发。", status=409)
    return _write(request, asked)


def _write(request: Request, asked: Asked | None) -> HttpResponse:
    actor, today = request.actor, request.today
    if request.method != "POST":
        empty = RequestForm(initial=initial(asked) if asked else {}, actor=actor, today=today, draft=asked)
        return _page(request, asked, empty)
    form = RequestForm(request.POST, actor=actor, today=today, draft=asked)
    if not form.is_valid():
        return _page(request, asked, form, 422)
    try:
        if asked and (changed := views.why_not_as_seen(request, asked)):
            raise SomebodyWasFirst(changed)
        kept = (
            actions.edit_request(request=asked, written=form.written, by=actor, at=request.now)
            if asked
            else actions.draft_request(written=form.written, by=actor, at=request.now)
        )
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, asked, form, 409)
    messages.success(request, "草稿已保存。请看“能不能要”，没有问题再由科室负责人发出。")
    return redirect("request", kept.id)


def _page(request: Request, asked: Asked | None, form: RequestForm, status: int = 200) -> HttpResponse:
    return render(request, "requests/write.html", {"form": form, "asked": asked}, status=status)
