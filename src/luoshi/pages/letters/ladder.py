"""The ladder of one unit: where each of its assignments stands, what comes next and what holds that back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from luoshi.pages.doors import Request, allowed
from luoshi.queries import alerts, calendar, leads, letters
from luoshi.rules.letters import RUNGS, LetterKind
from luoshi.rules.people import Permission, Scope


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung as it is drawn for an assignment: was it climbed, and is it next."""

    kind: LetterKind
    is_past: bool
    is_next: bool


@allowed(Permission.LETTERS_SEE)
def ladder(request: Request) -> HttpResponse:
    """Show the ladder of a unit: the office's choice, or the actor's own."""
    is_ours = request.actor.scope is Scope.CITY
    units = list(alerts.units_warned(request.actor))
    wanted = request.GET.get("unit", "") if is_ours else str(request.actor.unit_id)
    unit = next((each for each in units if str(each.id) == wanted), None)
    if unit is None and is_ours:
        unit = next(iter(alerts.units_waiting()), None)
    places = letters.places(unit, request.today) if unit else []
    context = {
        "units": units,
        "unit": unit,
        "rows": [(place, _rungs(place)) for place in places],
        "may_lead": leads.may_see(request.actor),
        "is_ours": is_ours,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "letters/ladder.html", context)


def _rungs(place: letters.Place) -> list[Rung]:
    last = RUNGS.index(place.item.past.kind) if place.item.past else -1
    return [Rung(kind, number <= last, kind is place.step.kind) for number, kind in enumerate(RUNGS)]
