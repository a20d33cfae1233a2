"""Warnings: which tasks turned yellow or red, what became of each, and setting one aside with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from luoshi.actions import alerts as alert_actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.letters.forms import ReasonForm
from luoshi.queries import alerts, calendar
from luoshi.rules.alerts import AlertState
from luoshi.rules.people import Permission, Scope
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@allowed(Permission.LETTERS_SEE)
def listed(request: Request) -> HttpResponse:
    """Show the warnings in one state, unit by unit."""
    return _list(request)


def _list(request: Request, tried: int = 0, error: str = "") -> HttpResponse:
    state = request.GET.get("state", "")
    chosen = AlertState(state) if state in AlertState.codes() else AlertState.OPEN
    unit = request.GET.get("unit", "")
    found = alerts.found(request.actor, chosen, unit)
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "state": chosen,
        "states": AlertState.choices(),
        "unit": unit,
        "units": alerts.units_warned(request.actor),
        "is_ours": request.actor.scope is Scope.CITY,
        "may_draft": request.actor.may(Permission.LETTERS_DRAFT),
        "tried": tried,
        "error": error,
        "calendar": calendar.work_calendar(),
    }
    template = "letters/alerts.html#rows" if request.htmx.target == "rows" else "letters/alerts.html"
    return render(request, template, context, status=409 if error else 200)


@allowed(Permission.LETTERS_DRAFT)
@require_POST
def dismiss(request: Request, alert_id: int) -> HttpResponse:
    """Set a warning aside without a letter."""
    alert = alerts.visible(request.actor).filter(id=alert_id).first()
    if alert is None:
        raise Http404
    form = ReasonForm(request.POST)
    form.is_valid()
    try:
        alert_actions.dismiss_alert(
            alert=alert, reason=form.cleaned_data.get("reason", ""), by=request.actor, at=request.now
        )
    except (Refused, SomebodyWasFirst) as refusal:
        return _list(request, alert_id, refusal.reason)
    messages.success(
        request, f"“{alert.assignment.task.summary}”本次不发函，理由已记入操作台账。灯色再变时会重新预警。"
    )
    return redirect(f"{reverse('alert-list')}?{urlencode({'unit': request.GET.get('unit', '')})}")
