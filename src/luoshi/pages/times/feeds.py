"""A calendar that one subscribes to: opened and closed on one's own page, read by who has its address."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.actions import times as actions
from luoshi.crafts import feeds
from luoshi.pages import tries
from luoshi.pages.doors import Knock, Request, allowed, public
from luoshi.queries import times
from luoshi.rules.audit import digest
from luoshi.rules.people import Permission
from luoshi.rules.times import Reach

_NAME = "落实 · 时间账"
_UNKNOWN = "没有这个日历：链接不完整、已停用，或持有人已不在岗。请登录后在“时间账”里重新生成。"
_TOO_OFTEN = "读取得太频繁，请一分钟后再试。"
_KEY_BYTES = 32


@allowed(Permission.TASKS_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request) -> HttpResponse:
    """Show whether one has a calendar, or make a new address for it, which this page shows once."""
    address = ""
    if request.method == "POST":
        key = secrets.token_urlsafe(_KEY_BYTES)
        reach = Reach.ME if request.POST.get("reach") == Reach.ME else Reach.UNIT
        actions.open_feed(reach=reach, key=key, by=request.actor, at=request.now)
        address = request.build_absolute_uri(reverse("feed-ics", args=[key]))
    feed = times.feed_of(request.actor)
    context = {
        "feed": feed,
        "address": address,
        "reach": feed.reach if feed else Reach.UNIT.value,
        "choices": [
            (Reach.UNIT, "本单位的到期任务和周报、函件、求助"),
            (Reach.ME, "只要我是责任人的任务，和我这个岗位要办的周报、函件、求助"),
        ],
        "room": "times",
    }
    response = render(request, "times/feed.html", context)
    if address:
        response["Cache-Control"] = "no-store"
    return response


@allowed(Permission.TASKS_SEE)
@require_POST
def close(request: Request) -> HttpResponse:
    """Take one's calendar back."""
    actions.close_feed(by=request.actor, at=request.now)
    messages.success(request, "订阅链接已停用。日历软件下次更新时读不到内容，已读到的请在软件里删除该日历。")
    return redirect("feed")


@public
@require_safe
def calendar(request: Knock, token: str) -> HttpResponse:
    """Give out the calendar that a key opens; unknown, closed and ended ones answer alike."""
    opened = times.opened_by(token, request.today)
    who = f"of-{opened[0].id}" if opened else f"from-{request.META.get('REMOTE_ADDR', '')}"
    if tries.is_too_often("feed", who, request.now):
        return _said(_TOO_OFTEN, 429)
    if opened is None:
        return _said(_UNKNOWN, 404)
    feed, actors = opened
    site = request.build_absolute_uri("/").removesuffix("/")
    entries = times.entries(feed, actors, request.today, site)
    etag = f'"{digest(repr(entries))}"'
    response = get_conditional_response(request, etag=etag)
    if not isinstance(response, HttpResponse):
        written = feeds.write(_NAME, entries, request.get_host().partition(":")[0])
        response = HttpResponse(written, content_type=feeds.MEDIA_TYPE)
        response["Content-Disposition"] = 'inline; filename="luoshi.ics"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _said(words: str, status: int) -> HttpResponse:
    response = HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response
