"""The shape of a draft's plan is kept; a task is said to wait for another, or no longer to."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import plans as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.numbers import whole
from luoshi.pages.plans import breaking
from luoshi.pages.plans.forms import ReleaseForm, ShapeForm, WaitForm
from luoshi.queries import plans
from luoshi.rules import plans as rules
from luoshi.rules.people import Permission
from luoshi.rules.plans import Shape
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def shape(request: Request, task_id: int) -> HttpResponse:
    """Keep the shape of a draft's plan."""
    task, form = breaking.planned(task_id), ShapeForm(request.POST)
    if not form.is_valid():
        return breaking.page(request, task, shape_form=form, status=422)
    chosen = Shape(form.cleaned_data["shape"])
    try:
        points: tuple[tuple[date, int], ...] = ()
        if chosen is Shape.OWN and task.due_on:
            points = rules.read_curve(form.cleaned_data["curve"], task.start_on, task.due_on)
        actions.set_shape(
            task=task, shape=chosen, curve=points, version=_version(request), by=request.actor, at=request.now
        )
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error("curve" if chosen is Shape.OWN else "shape", refusal.reason)
        return breaking.page(request, task, shape_form=form, status=422)
    messages.success(request, f"计划形状已定为“{chosen.label}”，发布时按此排进度节点。")
    return redirect("plan", task.id)


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def wait(request: Request, task_id: int) -> HttpResponse:
    """Let a task wait for another of its document."""
    task, form = breaking.planned(task_id), WaitForm(request.POST)
    if not form.is_valid():
        return breaking.page(request, task, wait_form=form, status=422)
    data = form.cleaned_data
    awaited = plans.draft(data["awaited"])
    try:
        if awaited is None:
            raise Refused("没有找到要等的任务，可能已并入另一条。请重新选择。")
        actions.await_task(
            task=task,
            awaited=awaited,
            limit_x100=data["limit"] * 100,
            version=_version(request),
            reason=data["reason"],
            by=request.actor,
            at=request.now,
        )
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error("awaited", refusal.reason)
        return breaking.page(request, task, wait_form=form, status=422)
    messages.success(request, f"已登记：办完“{awaited.summary}”之前，本任务最多报到{data['limit']}%。")
    return redirect("plan", task.id)


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def release(request: Request, task_id: int) -> HttpResponse:
    """Let a task no longer wait for another."""
    task, form = breaking.planned(task_id), ReleaseForm(request.POST)
    if not form.is_valid():
        raise Refused(str(next(iter(form.errors.values()))[0]))
    awaited = plans.awaited_task(task.id, form.cleaned_data["awaited"])
    if awaited is None:
        raise Refused("这个前置任务已经取消了，请刷新后查看。")
    actions.release_task(
        task=task,
        awaited=awaited,
        version=_version(request),
        reason=form.cleaned_data["reason"],
        by=request.actor,
        at=request.now,
    )
    messages.success(request, f"不再等“{awaited.summary}”。")
    return redirect("plan", task.id)


def _version(request: Request) -> int:
    return whole(request.POST.get("version", "")) or 0
