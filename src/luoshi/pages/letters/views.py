"""Letters: the list, one letter's page, and the register of numbers."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from luoshi.pages.doors import Request, allowed
from luoshi.pages.letters import shown as page
from luoshi.queries import calendar, letters, registers
from luoshi.rules import letters as rules
from luoshi.rules.letters import TURNS, LetterKind, LetterState
from luoshi.rules.people import Permission, Scope

_GROUPS = {
    "open": ("办理中", tuple(state for state in LetterState if state in rules.UNFINISHED)),
    "closed": ("已办结", (LetterState.CLOSED,)),
    "ended": ("撤回和未采用", (LetterState.WITHDRAWN, LetterState.DISCARDED)),
    "all": ("全部", ()),
}


@allowed(Permission.LETTERS_SEE)
def listed(request: Request) -> HttpResponse:
    """Show the letters that the actor may see: those that wait for them first."""
    mine = rules.states_waiting_for(request.actor)
    groups = {"mine": ("轮到我办", mine), **_GROUPS} if mine else _GROUPS
    group = request.GET.get("group", "")
    if group not in groups:
        group = next(iter(groups))
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    states = (LetterState(state),) if state in LetterState.codes() else groups[group][1]
    kind = kind if kind in LetterKind.codes() else ""
    unit = request.GET.get("unit", "")
    is_mine = group == "mine" and not state
    found = letters.found(request.actor, states=states, kind=kind, unit=unit, is_mine=is_mine)
    rows = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {
        "page": rows,
        "rows": [(letter, LetterState(letter.state), TURNS[LetterState(letter.state)]) for letter in rows],
        "mine": mine,
        "group": group,
        "tabs": [(name, words) for name, (words, _) in groups.items()],
        "waiting": letters.waiting_in(request.actor, *mine).count() if mine else 0,
        "state": state,
        "kind": kind,
        "unit": unit,
        "states": LetterState.choices(),
        "kinds": LetterKind.choices(),
        "units": letters.units_written_to(request.actor),
        "is_ours": request.actor.scope is Scope.CITY,
        "may_draft": request.actor.may(Permission.LETTERS_DRAFT),
        "calendar": calendar.work_calendar(),
    }
    template = "letters/list.html#rows" if request.htmx.target == "rows" else "letters/list.html"
    return render(request, template, context)


@allowed(Permission.LETTERS_SEE)
def shown(request: Request, letter_id: int) -> HttpResponse:
    """Show one letter: its paper, why it is written, and what comes next."""
    letter = letters.visible_letter(request.actor, letter_id)
    if letter is None:
        raise Http404
    return render(request, "letters/letter.html", page.context(request, letter))


@allowed(Permission.LETTERS_SEE)
def register(request: Request, year: int) -> HttpResponse:
    """Show every number given out in a year, those of papers taken back included."""
    corrected = letters.corrected_in(year)
    tables = [
        (each, [(row, row.kind == "letter" and corrected.get(row.paper_id)) for row in each.rows])
        for each in registers.register(request.actor, year)
    ]
    is_ours = request.actor.scope is Scope.CITY
    context = {"year": year, "years": registers.years(), "tables": tables, "is_ours": is_ours}
    return render(request, "letters/register.html", context)
