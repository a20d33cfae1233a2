"""Questions that the record raises: listed, answered by the units, put to rest by the office."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.actions import contradictions as actions
from luoshi.pages import doors
from luoshi.pages.doors import Door, Request, allowed
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


def _step(permission: Permission, action: Callable[..., object], words_as: str, said: str) -> Door[[int]]:
    """Return the view of one step: it acts with the words typed, which the action calls `words_as`."""

    @allowed(permission)
    @require_POST
    def view(request: Request, contradiction_id: int) -> HttpResponse:
        found = contradictions.visible_one(request.actor, contradiction_id)
        if found is None:
            raise Http404
        typed = {words_as: request.POST.get(words_as, "")}
        action(contradiction=found, **typed, by=request.actor, at=request.now)
        messages.success(request, said)
        return _onward(request, found.task_id)

    return view


answer = _step(
    Permission.REPORTS_SUBMIT,
    actions.answer_contradiction,
    "words",
    "说明已记下，督查科看得到，不用另外报送。数有错的，请在下一次周报中更正。",
)
close = _step(
    Permission.REPORTS_REVIEW,
    actions.close_contradiction,
    "reason",
    "这一条已了结，不再询问；理由记入操作台账，所涉单位也看得到。",
)


def _onward(request: Request, task_id: int) -> HttpResponse:
    """Return the way back to where the form was: the page named in it, else the task."""
    wanted = doors.safe_next(request, request.POST.get("next", ""))
    return redirect(wanted or reverse("task", args=[task_id]))
