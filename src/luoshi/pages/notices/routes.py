"""Who is reached by a channel: many lines at once, each taken away one by one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import notices as actions
from luoshi.actions.notices import Wanted
from luoshi.pages.doors import Request, allowed
from luoshi.queries import notices
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused

MOST_LINES = 500


@allowed(Permission.CHANNELS_SET)
@require_POST
def routes_set(request: Request, channel_id: int) -> HttpResponse:
    """Let those named, one a line, be reached by a channel. All lines are right, or none is stored."""
    found = notices.channel(channel_id)
    if found is None:
        raise Http404
    text = request.POST.get("lines", "")
    lines = [(number, line.split()) for number, line in enumerate(text.splitlines(), 1) if line.split()]
    try:
        if len(lines) > MOST_LINES:
            raise Refused(f"一次最多登记{MOST_LINES}行，现有{len(lines)}行，请分几次登记。")
        named = notices.found_by_words({words[0] for _, words in lines}, request.today)
        wanted = [Wanted(number, named[words[0]], " ".join(words[1:])) for number, words in lines]
        count = actions.set_routes(channel=found, wanted=wanted, by=request.actor, at=request.now)
    except Refused as refusal:
        # What was typed comes back, so that only the wrong lines have to be typed again.
        request.session[f"routes-{channel_id}"] = text[:20_000]
        messages.error(request, f"没有登记任何一行。{refusal.reason}")
    else:
        messages.success(request, f"已登记{count}行，从现在起的提醒照此发出。")
    return redirect("channel", channel_id)


@allowed(Permission.CHANNELS_SET)
@require_POST
def route_remove(request: Request, route_id: int) -> HttpResponse:
    """Let a unit or a person be told on the desk only."""
    found = notices.route(route_id)
    if found is None:
        raise Http404
    actions.remove_route(route=found, by=request.actor, at=request.now)
    messages.success(request, "已取消，以后的提醒只在工作台显示。")
    return redirect("channel", found.channel_id)
