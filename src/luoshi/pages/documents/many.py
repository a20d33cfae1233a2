"""One step for many directives: an action each, so that what is refused is listed and the rest stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import tasks as actions
from luoshi.pages import numbers
from luoshi.pages.documents import owners
from luoshi.pages.documents.desk import Desk, is_for_many
from luoshi.pages.documents.forms import REASONS, DateForm
from luoshi.pages.doors import Request, allowed
from luoshi.queries import documents
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import Role

LISTED = 5
Step = Callable[[Any, int], object]


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def accept(request: Request, document_id: int) -> HttpResponse:
    """Accept every directive that has its owners and its date."""
    desk = Desk(request, document_id)
    done, refused = actions.accept_tasks(
        document=desk.document, versions=_concerned(desk, "accept"), by=request.actor, at=request.now
    )
    return _told(desk, "已采纳{count}条。", done, refused)


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def drop(request: Request, document_id: int) -> HttpResponse:
    """Decide that no borderline directive that still waits is a task."""
    desk = Desk(request, document_id)

    def step(task: Any, version: int) -> object:
        return actions.drop_task(
            task=task, reason=REASONS[0], version=version, by=request.actor, at=request.now
        )

    return _done(desk, "drop", step, f"{{count}}条不列任务，理由记为“{REASONS[0]}”，可逐条恢复。")


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def set_date(request: Request, document_id: int) -> HttpResponse:
    """Give one due date to every directive that has none."""
    desk = Desk(request, document_id)
    form = DateForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["due_on"].as_text().removeprefix("* "))
        return redirect(desk.address)
    due_on = form.cleaned_data["due_on"]

    def step(task: Any, version: int) -> object:
        return actions.edit_task(
            task=task,
            summary=task.summary,
            standard=task.standard,
            start_on=task.start_on,
            due_on=due_on,
            campaign=task.campaign,
            version=version,
            by=request.actor,
            at=request.now,
        )

    return _done(desk, "date", step, f"已给{{count}}条定下完成时限{due_on:%Y-%m-%d}，仍需逐条或批量采纳。")


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def set_owner(request: Request, document_id: int) -> HttpResponse:
    """Give the same owners to every directive that nobody is accountable for; whom it has already stays."""
    desk = Desk(request, document_id)
    choice = owners.chosen(request.POST, desk.document, 0)
    if choice.said or not choice.owners:
        messages.error(request, choice.said or "请先输入或选择一个单位，再定给各条。")
        return redirect(desk.address)

    def step(task: Any, version: int) -> object:
        held = {part.unit: Role(part.role) for part in task.assignments.select_related("unit")}
        return actions.assign_task(
            task=task, owners=held | choice.owners, version=version, by=request.actor, at=request.now
        )

    named = "、".join(unit.short_name for unit in list(choice.owners)[:3])
    named += f"等{len(choice.owners)}个单位" if len(choice.owners) > 3 else ""
    return _done(desk, "owner", step, f"已把{{count}}条定给{named}，仍需逐条或批量采纳。")


def _done(desk: Desk, name: str, step: Step, words: str) -> HttpResponse:
    """Take the step for each directive that it concerns and that the person saw; tell how it went."""
    refused: list[tuple[Any, str]] = []
    done = 0
    for draft_id, version in _concerned(desk, name).items():
        task = documents.draft_row(desk.document, draft_id)
        if task is None:
            continue
        try:
            step(task, version)
            done += 1
        except (Refused, SomebodyWasFirst) as refusal:
            refused.append((task, refusal.reason))
    return _told(desk, words, done, refused)


def _concerned(desk: Desk, name: str) -> dict[int, int]:
    """Return {directive: version seen} of those that a step for many concerns and the person saw."""
    seen = _seen(desk.request)
    marks = documents.marks(desk.document)
    return {mark.id: seen[mark.id] for mark in marks if mark.id in seen and is_for_many(mark, name)}


def _told(desk: Desk, words: str, done: int, refused: Sequence[tuple[Any, str]]) -> HttpResponse:
    """Return to the desk with how many were done, and why the first few of the others were not."""
    if done:
        messages.success(desk.request, words.format(count=done))
    if refused:
        more = f"另有{len(refused) - LISTED}条同样没有办成。" if len(refused) > LISTED else ""
        said = "".join(f"“{task.summary[:20]}”：{reason}" for task, reason in refused[:LISTED])
        messages.error(desk.request, f"{len(refused)}条没有办成。{said}{more}")
    if not done and not refused:
        messages.error(desk.request, "没有符合条件的待审内容，没有改动。")
    return redirect(desk.address)


def _seen(request: Request) -> dict[int, int]:
    """Return {directive: version} as the person saw them: each row on the page carries "id:version"."""
    seen = {}
    for pair in request.POST.getlist("seen"):
        draft_id, version = map(numbers.whole, pair.partition(":")[::2])
        if draft_id is not None and version is not None:
            seen[draft_id] = version
    return seen
