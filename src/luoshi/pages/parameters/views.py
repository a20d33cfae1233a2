"""Every number in force with where it comes from, and letting another hold from a day on."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.actions import parameters as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.parameters.forms import ParameterForm
from luoshi.queries import parameters
from luoshi.rules import rehearsals
from luoshi.rules.calendar import full_date
from luoshi.rules.campaigns import Campaign
from luoshi.rules.parameters import DEFAULTS, Parameter, ParameterBook, Status
from luoshi.rules.people import Permission, Scope
from luoshi.rules.refusals import Refused


@allowed(Permission.PARAMETERS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show what holds today: the bureau's own numbers group by group, then those of the laws."""
    book = parameters.book()
    groups: dict[str, list[dict[str, object]]] = {}
    for row in DEFAULTS:
        if row.status is Status.LOCAL:
            groups.setdefault(row.article, []).append(_line(book, row, request.today))
    context = {
        "groups": groups.items(),
        "laws": [row for row in DEFAULTS if row.status is not Status.LOCAL],
        "may_set": request.actor.may(Permission.PARAMETERS_SET),
        "may_rehearse": request.actor.may(Permission.REHEARSE),
        "is_ours": request.actor.scope is Scope.CITY,
        "room": "letter-list",
    }
    return render(request, "parameters/list.html", context)


def _line(book: ParameterBook, default: Parameter, today: date) -> dict[str, object]:
    """Return what the table says of one number: what holds now, what will, and what campaigns have."""
    known, now = [row for row in book if row.key == default.key], book.row(default.key, today)
    return {
        "row": now,
        "is_own": now is not default,
        "coming": [row for row in known if not row.campaign and row.effective_from > today],
        "campaigns": [(Campaign(row.campaign).label, row) for row in known if row.campaign],
        "can_rehearse": default.key in rehearsals.KEYS,
    }


@allowed(Permission.PARAMETERS_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """Let a number hold from a day on; `key` and `value` may come along, as from a rehearsal."""
    given = {name: request.GET.get(name, "") for name in ("key", "value")}
    form = ParameterForm(request.POST or None, initial=given | {"effective_from": request.today})
    status = 200
    if form.is_valid():
        data = form.cleaned_data
        try:
            row = actions.set_parameter(**data, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            status = 409
        else:
            label = next(known.label for known in DEFAULTS if known.key == row.key)
            since = full_date(row.effective_from)
            messages.success(request, f"“{label}”自{since}起为{row.value}。此前的日子仍按原来的数算。")
            return redirect("parameter-list")
    elif form.is_bound:
        status = 422
    context = {"form": form, "room": "letter-list", "today": request.today}
    return render(request, "parameters/set.html", context, status=status)
