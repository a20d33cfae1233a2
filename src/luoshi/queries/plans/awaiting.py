"""Which task waits for which, and who has not finished what is waited for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from luoshi.records.models import Assignment, Dependency, Task
from luoshi.rules.plans import Awaited
from luoshi.rules.tasks import ACCOUNTABLE, WHOLE_X100, AssignmentState, TaskState

_GONE = [TaskState.DROPPED.value, TaskState.CANCELLED.value]
_AHEAD = [AssignmentState.PLANNED.value, AssignmentState.OPEN.value, AssignmentState.CLOSING.value]


def waiting_among(task_ids: Collection[int]) -> set[int]:
    """Return those of these tasks that were said to wait for another."""
    return set(Dependency.objects.filter(task__in=task_ids).values_list("task_id", flat=True))


def awaited_by_tasks(task_ids: Collection[int]) -> dict[int, list[Awaited]]:
    """Return what each of these tasks waits for, and which units have not finished it. Two queries."""
    kept = list(
        Dependency.objects.filter(task__in=task_ids)
        .exclude(awaited__state__in=_GONE)
        .select_related("awaited")
        .order_by("awaited__due_on", "id")
    )
    unfinished: dict[int, list[tuple[str, date | None]]] = {}
    rows = Assignment.objects.filter(
        task__in=[each.awaited_id for each in kept],
        role__in=sorted(ACCOUNTABLE),
        state__in=_AHEAD,
        claimed_x100__lt=WHOLE_X100,
    )
    for task_id, name, due_on in rows.order_by("unit__path").values_list(
        "task_id", "unit__short_name", "due_on"
    ):
        unfinished.setdefault(task_id, []).append((name, due_on))
    found: dict[int, list[Awaited]] = {}
    for each in kept:
        parts = unfinished.get(each.awaited_id, [])
        days = [due_on for _, due_on in parts if due_on] or [each.awaited.due_on or each.awaited.start_on]
        units = tuple(name for name, _ in parts)
        if not units and each.awaited.state in {TaskState.PROPOSED, TaskState.ACCEPTED}:
            units = ("尚未确定的单位",)
        found.setdefault(each.task_id, []).append(
            Awaited(each.awaited_id, each.awaited.summary, units, max(days), each.limit_x100)
        )
    return found


def awaited_task(task_id: int, awaited_id: int) -> Task | None:
    """Return a task that another is said to wait for; None when it is not."""
    kept = Dependency.objects.filter(task=task_id, awaited=awaited_id).select_related("awaited").first()
    return kept.awaited if kept else None


def edges() -> dict[int, list[int]]:
    """Return every "waits for" that there is, by the task that waits."""
    found: dict[int, list[int]] = {}
    for task_id, awaited_id in Dependency.objects.order_by("id").values_list("task_id", "awaited_id"):
        found.setdefault(task_id, []).append(awaited_id)
    return found


def awaitable(task: Task, limit: int = 500) -> list[tuple[int, str]]:
    """Return (id, name) of the tasks of the same document that a task might wait for."""
    rows = Task.objects.filter(document=task.document_id).exclude(id=task.id).exclude(state__in=_GONE)
    return list(rows.order_by("start", "id").values_list("id", "summary")[:limit])


def names(task_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of tasks."""
    return dict(Task.objects.filter(id__in=set(task_ids)).values_list("id", "summary"))
