"""Later due dates: who asked how often, one wish with what would come of it, and the form to ask."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.actions import extensions as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.extensions.forms import AskForm, GrantForm, HandUpForm, RefuseForm
from luoshi.queries import calendar, extensions, lamps, parameters, tasks
from luoshi.queries.extensions import Wish
from luoshi.rules import extensions as rules
from luoshi.rules.calendar import full_date
from luoshi.rules.extensions import UNDECIDED, ExtensionState
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

ROWS = 50


@allowed(Permission.TASKS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show every wish for a later date in the actor's sight, and how often each unit moved its dates."""
    found = extensions.visible(request.actor)
    state = request.GET.get("state", "")
    if state in ExtensionState.codes():
        found = found.filter(state=state)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(wish, ExtensionState(wish.state)) for wish in page.object_list],
        "moved": extensions.moved(request.actor),
        "waiting": extensions.waiting(request.actor).count(),
        "undecided": UNDECIDED,
        "state": state,
        "states": ExtensionState.choices(),
        "calendar": calendar.work_calendar(),
    }
    return render(request, "extensions/list.html", context)


@allowed(Permission.TASKS_SEE)
@require_safe
def shown(request: Request, extension_id: int) -> HttpResponse:
    """Show one wish: the dates, the reason, who decides and why, and what would come of granting it."""
    return page_of(request, one(request, extension_id))


def one(request: Request, extension_id: int) -> Wish:
    """Return a wish that the actor may see. Raises Http404."""
    found = extensions.visible_one(request.actor, extension_id)
    if found is None:
        raise Http404
    return found


def page_of(request: Request, wish: Wish, tried: Form | None = None, status: int = 200) -> HttpResponse:
    """Return the page of a wish, with a form that was not yet right, if any."""
    part, state = wish.assignment, ExtensionState(wish.state)
    barred = extensions.why_not_decide(wish, request.actor)
    context = {
        "wish": wish,
        "part": part,
        "state": state,
        "is_undecided": state in UNDECIDED,
        "days": (wish.proposed_on - wish.before_on).days,
        "others": [each for each in extensions.about([part]) if each.id != wish.id],
        "now": lamps.verdict(part, request.today),
        "would": extensions.would_be(part, wish.proposed_on, request.today) if state in UNDECIDED else None,
        "barred": barred,
        "may_hand_up": not barred and state is ExtensionState.AT_OFFICE,
        "is_own": part.unit_id == request.actor.unit_id and request.actor.may(Permission.EXTENSIONS_ASK),
        "grant": tried
        if isinstance(tried, GrantForm)
        else GrantForm(initial={"granted_on": wish.proposed_on}),
        "refuse": tried if isinstance(tried, RefuseForm) else RefuseForm(prefix="refuse"),
        "up": tried if isinstance(tried, HandUpForm) else HandUpForm(),
        "form": tried,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "extensions/extension.html", context, status=status)


@allowed(Permission.EXTENSIONS_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, part_id: int) -> HttpResponse:
    """Ask for a later date of one's own unit's part."""
    part = tasks.visible_part(request.actor, part_id)
    if part is None:
        raise Http404
    if request.method != "POST":
        return _asking(request, part, AskForm())
    form = AskForm(request.POST)
    if not form.is_valid():
        return _asking(request, part, form, 422)
    try:
        wish = actions.ask_extension(assignment=part, **form.cleaned_data, by=request.actor, at=request.now)
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return _asking(request, part, form, 409)
    decider = ExtensionState(wish.state).label
    messages.success(
        request,
        f"延期申请已提交，{decider}，应于{full_date(wish.decide_by_on)}前批复。批准之前时限和亮灯不变。",
    )
    return redirect("extension", wish.id)


def _asking(request: Request, part: Any, form: AskForm, status: int = 200) -> HttpResponse:
    facts = extensions.part_of(part, request.actor, request.today)
    book = parameters.book()
    context = {
        "part": part,
        "form": form,
        "due_on": facts.due_on,
        "why_not": rules.why_not_begin(facts, request.today),
        "granted_before": extensions.granted_before(part),
        "leader_days": book.value("extension.leader_days", request.today),
        "leader_from": book.value("extension.leader_from", request.today),
        "decide": book.value("extension.decide", request.today),
        "calendar": calendar.work_calendar(),
    }
    return render(request, "extensions/ask.html", context, status=status)
