"""Rectifications: the list, and one with its items, each with what may be done about it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.pages.doors import Request, allowed
from luoshi.pages.letters.shown import Event
from luoshi.pages.rectifications.forms import CheckForm, ReportForm
from luoshi.queries import calendar, handovers, people, rectifications
from luoshi.queries.handovers import Before
from luoshi.queries.rectifications import Done, Item, Whole
from luoshi.rules import rectifications as rules
from luoshi.rules import talks as talk_rules
from luoshi.rules.audit import ACTION_WORDS
from luoshi.rules.people import Permission, Scope
from luoshi.rules.rectifications import ITEM_TURNS, ItemState, Origin, RectificationState
from luoshi.rules.rectifications.states import OWED

ROWS = 50
R = RectificationState
_GROUPS: dict[str, tuple[str, tuple[RectificationState, ...]]] = {
    "open": ("办理中", (R.DRAFT, R.OPEN)),
    "late": ("有逾期的", (R.OPEN,)),
    "closed": ("已办结", (R.CLOSED,)),
    "all": ("全部", ()),
}


@allowed(Permission.TALKS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show the rectifications that the visitor may see, with how many items are done and overdue."""
    group = request.GET.get("group", "")
    group = group if group in _GROUPS else "open"
    found = rectifications.listed(request.actor, _GROUPS[group][1], request.today, late_only=group == "late")
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, R(each.state), Origin(each.origin)) for each in page.object_list],
        "group": group,
        "groups": [(name, words) for name, (words, _) in _GROUPS.items()],
        "may_draft": request.actor.may(Permission.TALKS_DRAFT),
        "is_ours": request.actor.scope is Scope.CITY,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "rectifications/list.html", context)


@allowed(Permission.TALKS_SEE)
@require_safe
def shown(request: Request, rectification_id: int) -> HttpResponse:
    """Show one rectification."""
    return page_of(request, one(request, rectification_id))


def one(request: Request, rectification_id: int) -> Whole:
    """Return a rectification that the visitor may see. Raises Http404."""
    found = rectifications.visible_one(request.actor, rectification_id)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One item, who had it before, whose turn it is, and the form of what this visitor may do about it."""

    item: Item
    before: list[Before]
    state: ItemState
    turn: str
    is_late: bool
    report: Form | None
    check: Form | None
    why_not_check: str | None


def page_of(
    request: Request,
    whole: Whole,
    refused: str = "",
    status: int = 200,
    tried: tuple[int, Form] | None = None,
) -> HttpResponse:
    """Return the page of a rectification; `tried` is the form about one item that was not yet right."""
    state, actor = R(whole.state), request.actor
    items = rectifications.items_of(whole)
    states = [ItemState(item.state) for item in items]
    may_check = actor.may(Permission.RECTIFY_CHECK)
    before = handovers.successions("rectification_item", [item.id for item in items])
    paper = rectifications.paper(whole, today=request.today)
    context: dict[str, Any] = {
        "whole": whole,
        "state": state,
        "origin": Origin(whole.origin),
        "lines": [_line(request, whole, item, tried, before[item.id]) for item in items],
        "done": states.count(ItemState.CHECKED_OK),
        "why_not_close": rules.why_not_close(states),
        "why_not_approve": talk_rules.why_not_approve(
            drafter_posts=people.posts_of_holders({whole.drafted_post_id}), approver_post=actor.post_id
        ),
        "may_approve": actor.may(Permission.TALKS_APPROVE),
        "may_check": may_check and whole.unit_id != actor.unit_id,
        "may_cancel": whole.origin != Origin.TALK
        and (actor.may(Permission.TALKS_DRAFT) or actor.may(Permission.TALKS_APPROVE)),
        "is_ours": actor.scope is Scope.CITY,
        "is_own": whole.unit_id == actor.unit_id,
        "events": [event_of(entry) for entry in rectifications.history(whole)],
        "paper": paper,
        "refused": refused,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "rectifications/rectification.html", context, status=status)


def _line(
    request: Request, whole: Whole, item: Item, tried: tuple[int, Form] | None, before: list[Before]
) -> Line:
    state, actor = ItemState(item.state), request.actor
    is_open = whole.state == R.OPEN
    reports = is_open and state in OWED and whole.unit_id == actor.unit_id and actor.may(Permission.RECTIFY)
    checks = is_open and state is ItemState.REPORTED and actor.may(Permission.RECTIFY_CHECK)
    form = tried[1] if tried and tried[0] == item.id else None
    barred = rectifications.why_actor_may_not_check(item, actor) if checks else None
    return Line(
        item=item,
        before=before,
        state=state,
        turn=ITEM_TURNS[state].label,
        is_late=is_open and state in OWED and item.due_on < request.today,
        report=(form if isinstance(form, ReportForm) else _report_form(item, request)) if reports else None,
        check=(form if isinstance(form, CheckForm) else CheckForm(prefix=f"check-{item.id}"))
        if checks and not barred
        else None,
        why_not_check=barred,
    )


def _report_form(item: Item, request: Request) -> ReportForm:
    before = {"words": item.done_words, "evidence": item.evidence, "done_on": request.today}
    return ReportForm(prefix=f"report-{item.id}", initial=before)


def event_of(entry: Done) -> Event:
    """Return one line of a story from an entry of the ledger."""
    facts = entry.facts
    place = f"第{facts['item']}项" if facts.get("item") else ""
    number = facts.get("number", "")
    place += f"第{number}稿" if isinstance(number, int) else str(number)
    told = ("reason", "after") if entry.action == "talks.write" else ("text", "reason", "after")
    words = [str(facts[name]) for name in told if facts.get(name)]
    late = "迟于期限" if facts.get("late") else ""
    kind = {"rectifications.close": "done", "talks.close": "done", "talks.approve": "letter"}
    title = ACTION_WORDS.get(entry.action, entry.action)
    text = "，".join(filter(None, [place, late, *words]))
    return Event(entry.at, title, text[:200], entry.actor, kind.get(entry.action, ""))
