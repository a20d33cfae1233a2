"""The plans of inspection: the list, one plan with what stands against it, and every override."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.pages.burden import relief
from luoshi.pages.doors import Request, allowed
from luoshi.queries import burden, calendar, mandates
from luoshi.queries.mandates import Inspection
from luoshi.rules.mandates import Activity, Basis, Method, moves
from luoshi.rules.mandates.moves import TURNS, ChangeState, MandateState
from luoshi.rules.people import Permission

ROWS = 50


@allowed(Permission.MANDATES_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show the plans that the visitor may see, newest first."""
    found = mandates.visible(request.actor, request.today)
    state = request.GET.get("state", "")
    if state in MandateState.codes():
        found = found.filter(state=state)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [
            (each, MandateState(each.state), TURNS[MandateState(each.state)]) for each in page.object_list
        ],
        "state": state,
        "states": MandateState.choices(),
        "may_draft": request.actor.may(Permission.MANDATES_DRAFT),
        "may_see_sanctions": request.actor.may(Permission.SANCTIONS_SEE),
        "calendar": calendar.work_calendar(),
    }
    return render(request, "mandates/list.html", context)


@allowed(Permission.MANDATES_SEE)
@require_safe
def shown(request: Request, mandate_id: int) -> HttpResponse:
    """Show one plan: its parts, what stands against it by which article, and the next step."""
    return page_of(request, one(request, mandate_id))


@allowed(Permission.MANDATES_SEE)
@require_safe
def overrides(request: Request) -> HttpResponse:
    """Show every override with its reason, to everybody in the bureau."""
    page = Paginator(mandates.overrides(request.actor, request.today), ROWS).get_page(request.GET.get("page"))
    sees = request.actor.may(Permission.SANCTIONS_SEE)
    return render(request, "mandates/overrides.html", {"page": page, "may_see_sanctions": sees})


def one(request: Request, mandate_id: int) -> Inspection:
    """Return a plan that the visitor may see. Raises Http404."""
    found = mandates.visible_one(request.actor, mandate_id, request.today)
    if found is None:
        raise Http404
    return found


def page_of(request: Request, mandate: Inspection, refused: str = "", status: int = 200) -> HttpResponse:
    """Return the page of a plan, with why a step was not taken, if one was not."""
    state, actor = MandateState(mandate.state), request.actor
    units = mandates.targets_of(mandate)
    plan, given = mandates.plan_of(mandate, units), mandates.overrides_of(mandate)
    checked = state in {MandateState.DRAFT, MandateState.SUBMITTED}
    found = mandates.objections_to(plan, mandate.id) if checked else ()
    adding = burden.of_inspection(mandate, units)
    why_not_go = moves.why_not_go(found, {each.rule for each in found if each.rule in given})
    is_asked = state is MandateState.SUBMITTED and why_not_go is None
    full = adding.why_not(request.today) if is_asked else None
    context: dict[str, Any] = {
        "mandate": mandate,
        "state": state,
        "turn": TURNS[state],
        "units": units,
        "reached": _by_kind(units),
        "plan": plan,
        "basis": Basis(mandate.basis),
        "activity": Activity(mandate.activity),
        "methods": [Method(code).label for code in mandate.methods],
        "checked": checked,
        "objections": [(each, given.get(each.rule)) for each in found],
        "why_not_submit": moves.why_not_go([each for each in found if not each.may_be_overridden], ()),
        "why_not_go": why_not_go or full,
        "is_full": full,
        "room": relief.room(request, adding) if full else None,
        "overridden": given.values(),
        "changes": [
            (each, ChangeState(each.state), _altered(each.before, each.after))
            for each in mandates.changes_of(mandate)
        ],
        "may_draft": actor.may(Permission.MANDATES_DRAFT),
        "written_out": _written_out(mandate) if actor.may(Permission.MANDATES_DRAFT) else None,
        "may_approve": actor.may(Permission.MANDATES_APPROVE),
        "refused": refused,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "mandates/mandate.html", context, status=status)


def _written_out(mandate: Inspection) -> tuple[str, str] | None:
    """Return where what was found about a unit is written, and the words of that button; None before then."""
    state, is_education = MandateState(mandate.state), mandate.basis == Basis.EDUCATION
    if is_education and state in {MandateState.APPROVED, MandateState.ENDED}:
        return reverse("opinion-new", args=[mandate.id]), "起草督导意见"
    if not is_education and state is MandateState.ENDED:
        return reverse("conclusion-new", args=[mandate.id]), "起草督查结论"
    return None


def _by_kind(units: list[Any]) -> dict[str, list[str]]:
    """Return the names of units by what they are."""
    found: dict[str, list[str]] = {}
    for unit in units:
        found.setdefault(unit.get_kind_display(), []).append(unit.name)
    return found


def _altered(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines that a change alters, as they were and as they are wanted."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=False)
    return [(one, other) for one, other in pairs if one != other]
