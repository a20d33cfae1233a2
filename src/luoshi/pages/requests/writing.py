"""A request is written, and written anew while it is a draft."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from luoshi.actions import requests as actions
from luoshi.pages import writing
from luoshi.pages.doors import Request, allowed
from luoshi.pages.requests import views
from luoshi.pages.requests.forms import RequestForm, initial
from luoshi.queries.requests import Asked
from luoshi.rules.people import Permission
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
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        initial=initial(asked) if asked else {},
        actor=request.actor,
        today=request.today,
        draft=asked,
    )

    def keep() -> Asked:
        by, at = request.actor, request.now
        if asked is None:
            return actions.draft_request(written=form.written, by=by, at=at)
        return actions.edit_request(request=asked, written=form.written, by=by, at=at)

    return writing.write(
        request,
        "requests/write.html",
        {"form": form, "asked": asked},
        keep=keep,
        said="草稿已保存。请看“能不能要”，没有问题再由科室负责人发出。",
        page="request",
        seen=asked,
    )
