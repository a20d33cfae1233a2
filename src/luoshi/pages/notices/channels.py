"""The channels: which there are, setting one up, trying it, switching it, and who is reached by it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.actions import notices as actions
from luoshi.crafts import notices as crafts
from luoshi.crafts.notices import Outcome, Parcel, Way
from luoshi.pages.doors import Request, allowed
from luoshi.pages.notices.forms import FORMS
from luoshi.queries import notices, parameters
from luoshi.rules import notices as rules
from luoshi.rules.notices import ROBOTS, ChannelKind, Message
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused

_RECENT = timedelta(days=7)
_TRIAL = Message("落实：试发", "这是“落实”系统的一条试发消息，收到即说明渠道已接通，不需要办理。")


@allowed(Permission.CHANNELS_SET)
@require_safe
def channel_list(request: Request) -> HttpResponse:
    """Show every channel, how many are reached by it, and how its messages fared of late."""
    local = timezone.localtime(request.now)
    context = {
        "channels": notices.channels(request.today - _RECENT),
        "kinds": list(ChannelKind),
        "hours": rules.hours_on(local, parameters.book()),
    }
    return render(request, "notices/channels.html", context)


@never_cache
@sensitive_post_parameters("url", "secret", "password")
@allowed(Permission.CHANNELS_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def channel_new(request: Request, kind: str) -> HttpResponse:
    """Ask for what a channel of this kind needs, and set it up."""
    if kind.upper() not in ChannelKind.codes():
        raise Http404
    return _set_up(request, ChannelKind(kind.upper()), None)


@never_cache
@sensitive_post_parameters("url", "secret", "password")
@allowed(Permission.CHANNELS_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def channel(request: Request, channel_id: int) -> HttpResponse:
    """Show one channel and who is reached by it, or change how it is set up."""
    found = _found(channel_id)
    return _set_up(request, ChannelKind(found.kind), found)


def _set_up(request: Request, kind: ChannelKind, found: Any) -> HttpResponse:
    shown = {"name": found.name, "shows_titles": found.shows_titles, **found.settings} if found else None
    form = FORMS[kind](request.POST or None, initial=shown, is_new=found is None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            way = crafts.checked(kind, data, _opened(found) if found else None, settings.NOTICE_HOSTS)
            kept = actions.set_channel(
                channel=found,
                kind=kind,
                name=data["name"],
                settings=way.settings,
                sealed=crafts.seal(way, settings.SECRET_KEY),
                shows_titles=data["shows_titles"],
                by=request.actor,
                at=request.now,
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, f"“{kept.name}”已保存。请试发一条，再登记发给哪些单位和人员。")
            return redirect("channel", kept.pk)
    return _page(request, kind, found, form=form, status=422 if form.is_bound else 200)


@never_cache
@allowed(Permission.CHANNELS_SET)
@require_POST
def channel_try(request: Request, channel_id: int) -> HttpResponse:
    """Send one trial message now, and show what the other side answered."""
    found = _found(channel_id)
    kind, to = ChannelKind(found.kind), request.POST.get("to", "").strip()
    local = timezone.localtime(request.now)
    hours = rules.hours_on(local, parameters.book())
    if reason := rules.why_not_try(local, hours) or rules.why_not_to(kind, to):
        raise Refused(reason)
    # The true time: the other side holds the signature against its own clock. So two trials never look alike.
    now = timezone.now()
    way = _opened(found)
    if way is None:
        raise Refused("渠道的密钥打不开，请先在“设置”里重新填写。")
    outcome = crafts.send(way, Parcel(to, _TRIAL, f"luoshi-trial-{found.pk}-{int(now.timestamp())}", now))
    actions.note_trial(channel=found, to=to, verdict=outcome.verdict, by=request.actor, at=request.now)
    return _page(request, kind, found, outcome=outcome, tried=to)


@allowed(Permission.CHANNELS_SET)
@require_POST
def channel_switch(request: Request, channel_id: int) -> HttpResponse:
    """Switch a channel off, or on again."""
    found = _found(channel_id)
    is_on = request.POST.get("on") == "1"
    actions.switch_channel(channel=found, is_on=is_on, by=request.actor, at=request.now)
    words = "已启用，新的提醒从现在起发出。" if is_on else "已停用，提醒只在工作台显示。"
    messages.success(request, f"“{found.name}”{words}")
    return redirect("channel", channel_id)


def _page(
    request: Request,
    kind: ChannelKind,
    found: Any,
    *,
    form: Any = None,
    outcome: Outcome | None = None,
    tried: str = "",
    status: int = 200,
) -> HttpResponse:
    if form is None:
        shown = {"name": found.name, "shows_titles": found.shows_titles, **found.settings}
        form = FORMS[kind](initial=shown, is_new=False)
    rows: Any = notices.routes(found, request.today) if found else ()
    context = {
        "channel": found,
        "kind": kind,
        "is_robot": kind in ROBOTS,
        "form": form,
        "outcome": outcome,
        "tried": tried,
        "page": Paginator(rows, 50).get_page(request.GET.get("page")),
        "lines": request.session.pop(f"routes-{found.pk}", "") if found else "",
        "room": "channel-list",
    }
    return render(request, "notices/channel.html", context, status=status)


def _opened(found: Any) -> Way | None:
    """Return a stored channel ready for use; None when its secrets cannot be opened any more."""
    try:
        return crafts.opened(
            ChannelKind(found.kind),
            found.settings,
            found.sealed,
            key=settings.SECRET_KEY,
            hosts=settings.NOTICE_HOSTS,
        )
    except Refused:
        return None


def _found(channel_id: int) -> Any:
    found = notices.channel(channel_id)
    if found is None:
        raise Http404
    return found
