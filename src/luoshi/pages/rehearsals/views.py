"""Rehearsals: the list, asking for one, what it came to, one unit's letters."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.actions import rehearsals as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.errands import starting
from luoshi.pages.rehearsals import chart
from luoshi.pages.rehearsals.forms import RehearsalForm
from luoshi.queries import errands, parameters, rehearsals
from luoshi.queries.rehearsals import Rehearsal
from luoshi.rules import rehearsals as rules
from luoshi.rules.letters import RUNGS, LetterKind
from luoshi.rules.people import Permission, Scope
from luoshi.rules.refusals import Refused
from luoshi.rules.rehearsals import Figures, Measure

ROOM = "letter-list"
UNIT_MEASURES = (Measure.YELLOW_DAYS, Measure.RED_DAYS, Measure.WARNED, Measure.LETTERS, Measure.WELL)


@allowed(Permission.REHEARSALS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show the rehearsals, newest first, each with what it changed and how many letters that made."""
    rows = [
        (each, _changes(each), _measures(each)[Measure.LETTERS] if each.figures else None)
        for each in rehearsals.listed()
    ]
    context = {
        "rows": rows,
        "may_rehearse": request.actor.may(Permission.REHEARSE),
        "is_ours": request.actor.scope is Scope.CITY,
        "room": ROOM,
    }
    return render(request, "rehearsals/list.html", context)


@allowed(Permission.REHEARSE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask for a rehearsal; it goes on behind the pages."""
    book = parameters.book()
    in_force = {key: book.row(key, request.today) for key in rules.KEYS}
    from_on, until_on = rules.usual_days(request.today)
    initial = {"from_on": from_on, "until_on": until_on, "key_1": request.GET.get("key", "")}
    units = {key: f"现行{row.value}，单位：{row.unit}" for key, row in in_force.items()}
    form = RehearsalForm(units, request.POST or None, initial=initial)
    status = 200
    if form.is_valid():
        days = form.cleaned_data["from_on"], form.cleaned_data["until_on"]
        try:
            errand = actions.ask_rehearsal(
                from_on=days[0], until_on=days[1], changes=form.changes(), by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            status = 409
        else:
            starting.start()
            messages.success(request, "正在预演。只是重演，不改动任何灯色、函件和参数。")
            return redirect("errand", errand.id)
    elif form.is_bound:
        status = 422
    context = {"form": form, "unknowable": rules.UNKNOWABLE, "room": ROOM}
    return render(request, "rehearsals/new.html", context, status=status)


@allowed(Permission.REHEARSALS_SEE)
@require_safe
def shown(request: Request, rehearsal_id: int) -> HttpResponse:
    """Show what a rehearsal came to: sums, letters by kind and by week, units; another one beside it."""
    rehearsal = _found(rehearsal_id)
    context: dict[str, Any] = {
        "rehearsal": rehearsal,
        "changes": _changes(rehearsal),
        "unknowable": rules.UNKNOWABLE,
        "may_set": request.actor.may(Permission.PARAMETERS_SET),
        "is_ours": request.actor.scope is Scope.CITY,
        "room": ROOM,
        "errand": errands.about(f"rehearsal:{rehearsal.id}"),
    }
    if rehearsal.figures:
        context |= _told(request, rehearsal)
    return render(request, "rehearsals/rehearsal.html", context)


def _told(request: Request, rehearsal: Rehearsal) -> dict[str, Any]:
    figures = rules.read(rehearsal.figures)
    others = rehearsals.done_beside(rehearsal)
    beside = next((each for each in others if str(each.id) == request.GET.get("beside")), None)
    other = rules.read(beside.figures) if beside else None
    said = chart.said(figures.weeks, request.today)
    units = rehearsals.results(request.actor, rehearsal).defer("letters")
    return {
        "figures": figures,
        "measures": _side_by_side(figures, other),
        "kinds": _kinds(figures, other),
        "others": [(each, _changes(each)) for each in others],
        "beside": beside,
        "beside_changes": _changes(beside) if beside else [],
        "chart": chart.drawn(figures.weeks, said) if len(figures.weeks) > 1 else "",
        "said": said,
        "unit_measures": UNIT_MEASURES,
        "units": [(each.unit, [_measures(each)[name] for name in UNIT_MEASURES]) for each in units],
        "run_in": rules.RUN_IN_DAYS,
    }


@allowed(Permission.REHEARSALS_SEE)
@require_safe
def letters(request: Request, rehearsal_id: int, unit_id: int) -> HttpResponse:
    """Show the letters of one unit that would have been more, fewer or others."""
    rehearsal = _found(rehearsal_id)
    result = rehearsals.results(request.actor, rehearsal).filter(unit_id=unit_id).first()
    if result is None:
        raise Http404
    parts = {part for told in result.letters for side in told[2:] if side for part in side[2]}
    named = rehearsals.named(parts)
    context = {
        "rehearsal": rehearsal,
        "changes": _changes(rehearsal),
        "unit": result.unit,
        "rows": [_row(told, named) for told in result.letters],
        "measures": [(each, *result.figures["measures"][each]) for each in Measure],
        "is_ours": request.actor.scope is Scope.CITY,
        "room": ROOM,
    }
    return render(request, "rehearsals/unit.html", context)


def _row(told: rules.Told, named: dict[int, tuple[int, str]]) -> dict[str, Any]:
    kind, monday, *sides = told
    now, then = (
        {
            "drafted": date.fromisoformat(side[0]),
            "out": date.fromisoformat(side[1]) if side[1] else None,
            "items_listed": [named[part] for part in side[2] if part in named],
            "is_well": side[3],
        }
        if side
        else None
        for side in sides
    )
    verdict = "少发" if then is None else "多发" if now is None else "所列不同"
    return {
        "kind": LetterKind(kind),
        "monday": date.fromisoformat(monday),
        "now": now,
        "then": then,
        "verdict": verdict,
    }


def _found(rehearsal_id: int) -> Rehearsal:
    rehearsal = rehearsals.found(rehearsal_id)
    if rehearsal is None:
        raise Http404
    return rehearsal


def _changes(rehearsal: Rehearsal) -> list[tuple[str, str, int, int, str]]:
    """Return key, label, value then, value now and unit of each number that was changed."""
    book = parameters.book()
    rows = [(book.row(key, rehearsal.until_on), value) for key, value in rehearsal.changes]
    return [(row.key, row.label, value, row.value, row.unit) for row, value in rows]


def _measures(of: Any) -> dict[str, list[int]]:
    return rules.read(of.figures).measures


def _side_by_side(figures: Figures, other: Figures | None) -> list[dict[str, Any]]:
    return [
        {"measure": each, **_pair(figures.measures[each], other.measures[each] if other else None)}
        for each in Measure
    ]


def _kinds(figures: Figures, other: Figures | None) -> list[dict[str, Any]]:
    rows = []
    for kind in RUNGS:
        pair, beside = figures.kinds.get(kind, [0, 0]), (other.kinds.get(kind, [0, 0]) if other else None)
        if any(pair) or (beside and any(beside)):
            rows.append({"kind": kind, **_pair(pair, beside)})
    return rows


def _pair(pair: list[int], beside: list[int] | None) -> dict[str, int | None]:
    return {
        "now": pair[0],
        "then": pair[1],
        "more": pair[1] - pair[0],
        "less": pair[0] - pair[1],
        "beside": beside[1] if beside else None,
    }
