"""Talks: the list, one talk, and its papers."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.pages.doors import Request, allowed
from luoshi.pages.handing import handed
from luoshi.pages.talks import shown as page
from luoshi.queries import calendar, talks
from luoshi.queries.talks import Kind, Meeting
from luoshi.rules.people import Permission, Scope
from luoshi.rules.talks import TURNS, TalkState

ROWS = 50
S = TalkState
_GROUPS: dict[str, tuple[str, tuple[TalkState, ...]]] = {
    "open": ("办理中", tuple(state for state in S if state not in {S.CLOSED, S.CANCELLED})),
    "closed": ("已办结", (S.CLOSED,)),
    "cancelled": ("已取消", (S.CANCELLED,)),
    "all": ("全部", ()),
}


@allowed(Permission.TALKS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show the talks that the visitor may see, newest first."""
    group = request.GET.get("group", "")
    group = group if group in _GROUPS else "open"
    found = talks.listed(request.actor, _GROUPS[group][1])
    rows = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": rows,
        "rows": [(talk, S(talk.state), TURNS[S(talk.state)]) for talk in rows.object_list],
        "group": group,
        "groups": [(name, words) for name, (words, _) in _GROUPS.items()],
        "may_draft": request.actor.may(Permission.TALKS_DRAFT),
        "is_ours": request.actor.scope is Scope.CITY,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "talks/list.html", context)


@allowed(Permission.TALKS_SEE)
@require_safe
def shown(request: Request, talk_id: int) -> HttpResponse:
    """Show one talk: its paper, its minutes with both voices, and what comes next."""
    return render(request, "talks/talk.html", page.context(request, one(request, talk_id)))


def one(request: Request, talk_id: int) -> Meeting:
    """Return a talk that the visitor may see. Raises Http404."""
    found = talks.visible_one(request.actor, talk_id)
    if found is None:
        raise Http404
    return found


@allowed(Permission.TALKS_SEE)
@require_safe
def paper(request: Request, talk_id: int, sheet: str, ending: str) -> HttpResponse:
    """Show one paper of a talk as PDF, or hand it out as DOCX or OFD; absent where there is none yet."""
    talk = one(request, talk_id)
    found = talks.paper(talk, Kind(sheet), today=request.today) if sheet in list(Kind) else None
    if found is None:
        raise Http404
    return handed(found, ending)
