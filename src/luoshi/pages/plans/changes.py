"""Changes of published plans: a unit asks for other days, the office decides, all in sight read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.actions import plans as actions
from luoshi.pages.day_fields import DayField
from luoshi.pages.doors import Request, allowed
from luoshi.pages.plans.forms import DecideForm, RefuseForm
from luoshi.queries import calendar, plans, tasks
from luoshi.queries.plans import Asked
from luoshi.rules import plans as rules
from luoshi.rules import ways
from luoshi.rules.people import Permission
from luoshi.rules.plans import PlanChangeState
from luoshi.rules.refusals import Refused, SomebodyWasFirst

ROWS = 50
MOST_MOVES = 500


@allowed(Permission.EXTENSIONS_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, part_id: int) -> HttpResponse:
    """Ask for other days of pieces of one's own unit's part, project by project."""
    part = tasks.visible_part(request.actor, part_id)
    if part is None:
        raise Http404
    if request.method != "POST":
        return _asking(request, part, {}, "", "")
    typed = {
        int(name[4:]): value
        for name, value in request.POST.items()
        if name.startswith("day-") and name[4:].isdecimal() and len(name) < 20
    }
    reason = str(request.POST.get("reason", ""))
    try:
        change = actions.ask_change(
            assignment=part, days=_days(typed), reason=reason, by=request.actor, at=request.now
        )
    except (Refused, SomebodyWasFirst) as refusal:
        return _asking(request, part, typed, reason, refusal.reason, 422)
    messages.success(request, "计划调整已提交，待督查科审批。批准之前计划和亮灯不变。")
    return redirect("plan-change", change.id)


def _days(typed: Mapping[int, object]) -> dict[int, date]:
    if len(typed) > MOST_MOVES:
        raise Refused(f"一次最多调整{MOST_MOVES}个环节，请按项目分开申请。")
    field, days = DayField("环节的日期"), {}
    for number, written in typed.items():
        try:
            days[number] = field.clean(written)
        except forms.ValidationError as error:
            raise Refused(str(error.messages[0])) from error
    return days


def _asking(
    request: Request, part: Any, typed: Mapping[int, object], reason: str, error: str, status: int = 200
) -> HttpResponse:
    facts = plans.part_of(part, request.actor, request.today)
    stood = ways.read(part.change).stood(request.today)
    found = plans.pieces(part.id)
    projects = list(dict.fromkeys((piece.project_id, piece.project) for piece in found))
    wanted = request.POST.get("project") or request.GET.get("project", "")
    chosen = next((each for each in projects if str(each[0]) == wanted), projects[0] if projects else (0, ""))
    context = {
        "part": part,
        "why_not": rules.why_not_begin(facts, request.today),
        "due_on": facts.due_on,
        "projects": projects,
        "chosen": chosen,
        "rows": [
            (piece, day := ways.last_day(piece.due_on, stood), typed.get(piece.id, day.isoformat()))
            for piece in found
            if piece.project_id == chosen[0]
        ],
        "reason": reason,
        "error": error,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "plans/ask.html", context, status=status)


@allowed(Permission.TASKS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show every change of a plan in the actor's sight."""
    found = plans.visible(request.actor)
    state = request.GET.get("state", "")
    if state in PlanChangeState.codes():
        found = found.filter(state=state)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(change, PlanChangeState(change.state)) for change in page.object_list],
        "waiting": plans.waiting(request.actor).count(),
        "state": state,
        "states": PlanChangeState.choices(),
    }
    return render(request, "plans/changes.html", context)


@allowed(Permission.TASKS_SEE)
@require_safe
def shown(request: Request, change_id: int) -> HttpResponse:
    """Show one change: what moves from where to where, why, and who decides."""
    return _page(request, _one(request, change_id))


def _one(request: Request, change_id: int) -> Asked:
    found = plans.visible_one(request.actor, change_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: Request, change: Asked, tried: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    part, state = change.assignment, PlanChangeState(change.state)
    names = {piece.id: piece for piece in plans.pieces(part.id)}
    stood = ways.read(part.change).stood(request.today)

    def fell(day: str | None) -> date | None:
        return ways.last_day(date.fromisoformat(day), stood) if day else None

    context = {
        "change": change,
        "part": part,
        "state": state,
        "moves": [(names.get(number), fell(before), fell(after)) for number, before, after in change.moves],
        "barred": plans.why_not_decide(change, request.actor),
        "is_own": part.unit_id == request.actor.unit_id and request.actor.may(Permission.EXTENSIONS_ASK),
        "others": [each for each in plans.about(part.id) if each.id != change.id],
        "grant": tried if isinstance(tried, DecideForm) else DecideForm(),
        "refuse": tried if isinstance(tried, RefuseForm) else RefuseForm(prefix="refuse"),
        "form": tried,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "plans/change.html", context, status=status)


@allowed(Permission.EXTENSIONS_DECIDE)
@require_POST
def grant(request: Request, change_id: int) -> HttpResponse:
    """Let the pieces move."""
    change, form = _one(request, change_id), DecideForm(request.POST)

    def do() -> str:
        actions.grant_change(change=change, **form.cleaned_data, by=request.actor, at=request.now)
        return f"已同意，{len(change.moves)}个环节的时间随之调整，已通知{change.assignment.unit.short_name}。"

    return _step(request, change, form, do)


@allowed(Permission.EXTENSIONS_DECIDE)
@require_POST
def refuse(request: Request, change_id: int) -> HttpResponse:
    """Leave the plan as it is."""
    change, form = _one(request, change_id), RefuseForm(request.POST, prefix="refuse")

    def do() -> str:
        actions.refuse_change(change=change, **form.cleaned_data, by=request.actor, at=request.now)
        return f"已答复{change.assignment.unit.short_name}不同意调整，计划不变。"

    return _step(request, change, form, do)


@allowed(Permission.EXTENSIONS_ASK)
@require_POST
def withdraw(request: Request, change_id: int) -> HttpResponse:
    """Take a wish back."""
    change = _one(request, change_id)

    def do() -> str:
        actions.withdraw_change(change=change, by=request.actor, at=request.now)
        return "计划调整申请已撤回，计划不变。"

    return _step(request, change, forms.Form(request.POST), do)


def _step(request: Request, change: Asked, form: forms.Form, do: Callable[[], str]) -> HttpResponse:
    if not form.is_valid():
        return _page(request, change, form, 422)
    try:
        messages.success(request, do())
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        change.refresh_from_db()
        return _page(request, change, form, 409)
    return redirect("plan-change", change.id)
