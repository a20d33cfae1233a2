"""The end of one unit's part: asked for by the unit, verified or sent back by the office."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.actions import tasks as task_actions
from luoshi.pages import doors
from luoshi.pages.doors import Request, allowed
from luoshi.pages.tasks import story
from luoshi.pages.tasks.forms import RefuseForm
from luoshi.queries import tasks
from luoshi.queries.tasks import Part
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused
from luoshi.rules.tasks import TaskState


@allowed(Permission.REPORTS_SUBMIT)
@require_POST
def ask_close(request: Request, part_id: int) -> HttpResponse:
    """Tell the office that one's own unit has done its part."""
    part = _part(request, part_id)
    task_actions.ask_to_close(assignment=part, by=request.actor, at=request.now)
    messages.success(request, f"已申请销号：{part.task.summary}。督查科核定后销号，退回时会写明理由。")
    return _onward(request, part)


@allowed(Permission.TASKS_CLOSE)
@require_POST
def confirm_close(request: Request, part_id: int) -> HttpResponse:
    """Strike a part off after verifying it."""
    part = _part(request, part_id)
    closed = task_actions.confirm_close(assignment=part, by=request.actor, at=request.now)
    closed.task.refresh_from_db()
    rest = "该任务已全部办结。" if closed.task.state == TaskState.CLOSED else "其他责任单位仍在办理。"
    messages.success(request, f"{part.unit.short_name}承担的部分已销号，{rest}")
    return _onward(request, part)


@allowed(Permission.TASKS_CLOSE)
@require_POST
def refuse_close(request: Request, part_id: int) -> HttpResponse:
    """Send a claim of completion back with a reason; a form without one stays as it was typed (422)."""
    part = _part(request, part_id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return story.shown(request, part.task_id, str(part.id), form, status=422)
    try:
        task_actions.refuse_close(
            assignment=part, reason=form.cleaned_data["reason"], by=request.actor, at=request.now
        )
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return story.shown(request, part.task_id, str(part.id), form, status=409)
    messages.success(request, f"销号申请已退回{part.unit.short_name}，由其补正后重新申请。")
    return _onward(request, part)


def _part(request: Request, part_id: int) -> Part:
    part = tasks.visible_part(request.actor, part_id)
    if part is None:
        raise Http404
    return part


def _onward(request: Request, part: Part) -> HttpResponse:
    """Return the way back to where the button was: the page named in the form, else the task."""
    wanted = doors.safe_next(request, request.POST.get("next", ""))
    return redirect(wanted or f"{reverse('task', args=[part.task_id])}?part={part.id}")
