"""The tree of units with its search; a unit's page with its names, duties, posts and what lies under it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from luoshi.actions import tasks as task_actions
from luoshi.actions import units as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.units import shown
from luoshi.pages.units.forms import DutyForm, EndForm
from luoshi.queries import extensions, letters, obstacles, times, units
from luoshi.rules.people import Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst

ROWS = 50
LONGEST = 60


@allowed(Permission.UNITS_SEE)
@require_safe
def unit_list(request: Request) -> HttpResponse:
    """Show the tree as far as the visitor finds the way by it, or the units that bear the words sought."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = units.called(request.actor, words) if words else units.uppermost(request.actor)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": shown.rows(list(page.object_list), request.today),
        "words": words,
    }
    return render(request, "units/list.html", context)


@allowed(Permission.UNITS_SEE)
@require_safe
def unit(request: Request, unit_id: int) -> HttpResponse:
    """Show one unit as it is today."""
    return _page(request, _unit(request, unit_id))


@allowed(Permission.DUTIES_EDIT)
@require_POST
def add_duty(request: Request, unit_id: int) -> HttpResponse:
    """Put on record what a unit answers for."""
    found = _unit(request, unit_id)
    form = DutyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    try:
        duty = actions.add_duty(unit=found, **form.cleaned_data, by=request.actor, at=request.now)
    except (Refused, SomebodyWasFirst) as refusal:
        if found.kind not in units.ADDRESSABLE:
            raise
        form.add_error(None, refusal.reason)
        return _page(request, found, form, 409)
    messages.success(
        request,
        f"已登记{found.short_name}的职责“{duty.topic}”。读文台上没有写明单位而说到这件事的，会建议由它负责。",
    )
    return redirect("unit", found.id)


@allowed(Permission.DUTIES_EDIT)
@require_POST
def end_duty(request: Request, unit_id: int, duty_id: int) -> HttpResponse:
    """Let a duty of a unit end."""
    found = _unit(request, unit_id)
    duty = units.one_duty(found, duty_id)
    if duty is None:
        raise Http404
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["last_on"].as_text().removeprefix("* "))
        return redirect("unit", found.id)
    actions.end_duty(duty=duty, last_on=form.cleaned_data["last_on"], by=request.actor, at=request.now)
    messages.success(request, f"职责“{duty.topic}”到{form.cleaned_data['last_on']:%Y-%m-%d}为止，记录留存。")
    return redirect("unit", found.id)


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def forget_name(request: Request, unit_id: int) -> HttpResponse:
    """Take back that a name as papers write it means this unit."""
    found = _unit(request, unit_id)
    name = request.POST.get("name", "")
    if name not in {row.name for row in units.names_of(found)}:
        raise Http404
    task_actions.forget_name(name=name, by=request.actor, at=request.now)
    messages.success(request, f"以后读文不再把“{name}”认作{found.short_name}；已经定下的单位不变。")
    return redirect("unit", found.id)


def _unit(request: Request, unit_id: int) -> Any:
    return units.one_seen(request.actor, unit_id) or _absent()


def _absent() -> Any:
    raise Http404


def _page(request: Request, found: Any, form: DutyForm | None = None, status: int = 200) -> HttpResponse:
    takes_tasks = found.kind in units.ADDRESSABLE
    below = units.below(found).exclude(id=found.id)
    page = Paginator(below, ROWS).get_page(request.GET.get("page"))
    context = {
        "unit": found,
        "above": units.above(found),
        "names": shown.names(found),
        "duties": units.duties_of(found),
        "changes": shown.changes(found),
        "posts": shown.posts(found, request.today),
        "page": page,
        "rows": shown.rows(list(page.object_list), request.today),
        "form": form or DutyForm(initial={"from_on": request.today}),
        "moved": extensions.moved_by(request.actor, found.id),
        "helper": obstacles.helper_seen(request.actor, found.id, request.today),
        "crowded": times.questions_about(found, request.actor, request.today) if takes_tasks else [],
        "why_not_edit": why_not(request.actor, Permission.DUTIES_EDIT),
        "why_not_forget": why_not(request.actor, Permission.DOCUMENTS_READ),
        "undertaken": letters.undertaken_by(request.actor, found) if takes_tasks else [],
        "takes_tasks": takes_tasks,
        "sees_ledger": request.actor.may(Permission.TASKS_SEE),
    }
    return render(request, "units/unit.html", context, status=status)
