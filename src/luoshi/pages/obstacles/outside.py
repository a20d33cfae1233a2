"""The one page that somebody without an account may answer on: the question, and nothing beyond it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from luoshi.actions import obstacles as actions
from luoshi.pages import tries
from luoshi.pages.doors import Knock, public
from luoshi.pages.obstacles import links
from luoshi.pages.obstacles.forms import OutsideForm
from luoshi.queries import calendar
from luoshi.queries.obstacles import Asked
from luoshi.rules import obstacles as rules
from luoshi.rules.obstacles import ObstacleState, Outcome
from luoshi.rules.refusals import Refused, SomebodyWasFirst

_UNKNOWN = "链接不完整或已失效。请核对是否复制完整，或向求助单位索取新的链接。"
_TOO_OFTEN = "打开得太频繁，请一分钟后再试。"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Knock, token: str) -> HttpResponse:
    """Show the question that a link is about, and take its answer once."""
    read = links.read(token)
    who = f"asking-{read[0].id}" if read else f"from-{request.META.get('REMOTE_ADDR', '')}"
    if tries.is_too_often("help-link", who, request.now):
        return _closed(request, _TOO_OFTEN, 429)
    if read is None:
        return _closed(request, _UNKNOWN, 404)
    asking, key = read
    if reason := _why_not(request, asking, key):
        return _closed(request, reason, 410)
    if request.method != "POST":
        return _page(request, asking, OutsideForm())
    form = OutsideForm(request.POST)
    if not form.is_valid():
        return _page(request, asking, form, 422)
    said, helper = form.cleaned_data, asking.obstacle.helper
    try:
        actions.answer_by_link(
            asking=asking,
            key=key,
            outcome=Outcome(said["outcome"]),
            answer=said["answer"],
            who_can=said["who_can"],
            contact=said["contact"],
            by=rules.outsider(helper.id, helper.name, said["name"], said["title"]),
            at=request.now,
        )
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, asking, form, 409)
    return redirect("help-link", token)


def _why_not(request: Knock, asking: Asked, key: str) -> str | None:
    if asking.answered_at and asking.is_by_link:
        at = timezone.localtime(asking.answered_at)
        return f"答复已于{at.month}月{at.day}日 {at:%H:%M}送达求助单位，谢谢。如需更正，请与求助单位联系。"
    is_open = asking.answered_on is None and asking.obstacle.state == ObstacleState.ASKED
    until = asking.link_until_on if asking.link_key == key else None
    return rules.why_not_by_link(is_open=is_open, until=until, today=request.today)


def _page(request: Knock, asking: Asked, form: OutsideForm, status: int = 200) -> HttpResponse:
    context = {
        "asking": asking,
        "matter": asking.obstacle,
        "asker": asking.obstacle.assignment.unit,
        "form": form,
        "calendar": calendar.work_calendar(),
    }
    return _kept_private(render(request, "obstacles/outside.html", context, status=status))


def _closed(request: Knock, reason: str, status: int) -> HttpResponse:
    page = render(request, "obstacles/outside_closed.html", {"reason": reason}, status=status)
    return _kept_private(page)


def _kept_private(response: HttpResponse) -> HttpResponse:
    """Let no cache keep the page and no search engine list it."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
