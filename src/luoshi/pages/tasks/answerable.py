"""Who answered for a unit's part of a task on a day, and who above it."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from luoshi.pages.day_fields import DayField
from luoshi.pages.doors import Request, allowed
from luoshi.queries import handovers, tasks
from luoshi.rules import handovers as rules
from luoshi.rules.people import Permission


class _DayForm(forms.Form):
    """The day that is asked about."""

    on = DayField("日期")


@allowed(Permission.TASKS_SEE)
@require_safe
def answerable(request: Request, task_id: int) -> HttpResponse:
    """Show who answered on the day `on` (today unless asked otherwise) for the part of `?part=`."""
    task = tasks.visible_task(request.actor, task_id)
    if task is None:
        raise Http404
    parts = tasks.parts(request.actor, task)
    wanted = request.GET.get("part", "")
    own = [part for part in parts if part.unit_id == request.actor.unit_id]
    part = next((each for each in parts if str(each.id) == wanted), (own or parts)[0])
    form = _DayForm({"on": request.GET.get("on") or request.today})
    published_at = task.document.published_at
    published_on = timezone.localdate(published_at) if published_at else None
    on, said = None, ""
    if form.is_valid():
        on = form.cleaned_data["on"]
        said = rules.why_not_ask_who(published_on, on, request.today) or ""
    else:
        said = str(form.errors["on"][0])
    context = {
        "task": task,
        "parts": parts,
        "part": part,
        "published_on": published_on,
        "on": on,
        "said": said,
        "chain": handovers.chain_on(part, on) if on and not said else (),
        "room": "ledger",
    }
    return render(request, "tasks/answerable.html", context, status=422 if said else 200)
