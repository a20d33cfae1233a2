"""Questions that the record raises: listed, answered by the units, put to rest by the office."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.actions import contradictions as contradiction_actions
from luoshi.pages import doors
from luoshi.pages.doors import Request, allowed
from luoshi.queries import calendar, contradictions
from luoshi.rules.contradictions import ContradictionKind, ContradictionState
from luoshi.rules.people import Permission, Scope


@allowed(Permission.TASKS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show the questions in one state, of one kind, about one unit."""
    state = request.GET.get("state", "")
    chosen = ContradictionState(state) if state in ContradictionState.codes() else ContradictionState.ASKED
    kind = request.GET.get("kind", "")
    known = kind if kind in ContradictionKind.codes() else ""
    unit = request.GET.get("unit", "")
    found = contradictions.listed(request.actor, chosen, known, unit)
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    is_city = request.actor.scope is Scope.CITY
    context = {
        "room": "ledger",
        "page": page,
        "questions": contradictions.questions(request.actor, list(page)),
        "state": chosen,
        "states": ContradictionState.choices(),
        "kind": known,
        "kinds": ContradictionKind.choices(),
        "unit": unit,
        "units": contradictions.units_asked(request.actor) if is_city else [],
        "is_city": is_city,
        "may_close": request.actor.may(Permission.REPORTS_REVIEW),
        "waiting": contradictions.waiting(request.actor).count(),
        "calendar": calendar.work_calendar(),
        "here": request.get_full_path(),
    }
    template = (
        "contradictions/list.html#rows" if request.htmx.target == "rows" else "contradictions/list.html"
    )
    return render(request, template, context)


@allowed(Permission.REPORTS_SUBMIT)
@require_POST
def answer(request: Request, contradiction_id: int) -> HttpResponse:
    """Say for one's own unit what there is to say."""
    found = contradictions.visible_one(request.actor, contradiction_id)
    if found is None:
        raise Http404
    contradiction_actions.answer_contradiction(
        contradiction=found, words=request.POST.get("words", ""), by=request.actor, at=request.now
    )
    messages.success(request, "说明已记下，督查科看得到，不用另外报送。数有错的，请在下一次周报中更正。")
    return _onward(request, found.task_id)


@allowed(Permission.REPORTS_REVIEW)
@require_POST
def close(request: Request, contradiction_id: int) -> HttpResponse:
    """Put a question to rest with a reason."""
    found = contradictions.visible_one(request.actor, contradiction_id)
    if found is None:
        raise Http404
    contradiction_actions.close_contradiction(
        contradiction=found, reason=request.POST.get("reason", ""), by=request.actor, at=request.now
    )
    messages.success(request, "这一条已了结，不再询问；理由记入操作台账，所涉单位也看得到。")
    return _onward(request, found.task_id)


def _onward(request: Request, task_id: int) -> HttpResponse:
    """Return the way back to where the form was: the page named in it, else the task."""
    wanted = doors.safe_next(request, request.POST.get("next", ""))
    return redirect(wanted or reverse("task", args=[task_id]))
