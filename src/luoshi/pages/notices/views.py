"""What became of the messages, for the administrator; and what each person is sent, for themselves."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from luoshi.actions import notices as actions
from luoshi.pages.doors import Request, allowed
from luoshi.queries import notices, parameters
from luoshi.rules import notices as rules
from luoshi.rules.notices import DeliveryState
from luoshi.rules.people import Permission

_RECENT = 20
_GROUPS = {
    "lost": ("未送达和不明", (DeliveryState.FAILED, DeliveryState.UNKNOWN)),
    "open": ("待发", (DeliveryState.WAITING, DeliveryState.SENDING)),
    "sent": ("已发出", (DeliveryState.SENT,)),
}


@allowed(Permission.CHANNELS_SET)
@require_safe
def delivery_list(request: Request) -> HttpResponse:
    """Show messages by what became of them, channel and day; how many notices each tells of, never which."""
    group, day = request.GET.get("group", ""), request.GET.get("day", "")
    channel_id = request.GET.get("channel", "")
    states = _GROUPS[group][1] if group in _GROUPS else ()
    channels = notices.names()
    chosen = int(channel_id) if channel_id in {str(number) for number, _ in channels} else None
    page = Paginator(notices.deliveries(states, chosen, _day(day)), 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, DeliveryState(each.state), rules.masked(each.to)) for each in page],
        "groups": [(name, words) for name, (words, _) in _GROUPS.items()],
        "group": group,
        "channels": channels,
        "chosen": chosen,
        "day": day if _day(day) else "",
        "most": rules.MOST_TRIES,
        "room": "channel-list",
    }
    template = "notices/deliveries.html#rows" if request.htmx.target == "rows" else "notices/deliveries.html"
    return render(request, template, context)


@allowed(Permission.DESK)
@require_safe
def own(request: Request) -> HttpResponse:
    """Show a person by which way they are reminded, and what was sent there of late."""
    route = notices.route_of(request.actor.person_id)
    unit_route = notices.unit_route_of(request.actor.unit_id)
    context = {
        "route": route,
        "unit_route": unit_route,
        "muted": notices.muted(request.actor.person_id),
        "sent": [(each, DeliveryState(each.state)) for each in notices.recently_to(route, _RECENT)]
        if route
        else [],
        "hours": rules.hours_on(timezone.localtime(request.now), parameters.book()),
    }
    return render(request, "notices/own.html", context)


@allowed(Permission.DESK)
@require_POST
def own_mute(request: Request) -> HttpResponse:
    """Be told on the desk only."""
    actions.mute(by=request.actor, at=request.now)
    messages.success(request, "已关闭，以后只在工作台提醒您本人。")
    return redirect("own-reminders")


@allowed(Permission.DESK)
@require_POST
def own_unmute(request: Request) -> HttpResponse:
    """Be told by one's channel again."""
    actions.unmute(by=request.actor, at=request.now)
    messages.success(request, "已恢复，从现在起的提醒照常发给您。")
    return redirect("own-reminders")


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
