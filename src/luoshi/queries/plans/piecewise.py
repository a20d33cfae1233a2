"""The pieces of assignments: one by one, counted, and as the plan that they come to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, F, Q

from luoshi.queries.plans.awaiting import awaited_by_tasks
from luoshi.records import rows
from luoshi.records.models import Assignment, Link, Piece
from luoshi.rules import plans


def pieces(assignment_id: int) -> list[plans.Piece]:
    """Return the pieces of an assignment, project after project, each in the order of its links."""
    found = Piece.objects.filter(assignment=assignment_id).select_related("project", "link")
    told = [
        plans.Piece(
            id=piece.id,
            project=piece.project.name if piece.project else "",
            project_id=piece.project_id or 0,
            link=piece.link.name,
            order=piece.link.order,
            weight=piece.link.weight,
            is_gate=piece.link.is_gate,
            holder=piece.link.holder,
            due_on=piece.due_on,
            done_on=piece.done_on,
        )
        for piece in found
    ]
    return sorted(told, key=lambda piece: (piece.project_id, piece.order))


def points_of(assignment_ids: Iterable[int]) -> dict[int, tuple[tuple[date, int], ...]]:
    """Return the plan that the pieces of assignments come to, of those that have any. One query."""
    dated: dict[int, list[tuple[date, int]]] = {}
    found = Piece.objects.filter(assignment__in=rows.among(assignment_ids)).order_by()
    for part_id, day, weight in found.values_list("assignment_id", "due_on", "link__weight"):
        dated.setdefault(part_id, []).append((day, weight))
    return {part_id: plans.points(each) for part_id, each in dated.items()}


def counts(assignment_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return how many of assignments' pieces are done, and how many there are. One query."""
    found = (
        Piece.objects.filter(assignment__in=rows.among(assignment_ids))
        .order_by()
        .values_list("assignment_id")
        .annotate(done=Count("done_on"), all=Count("id"))
    )
    return {part_id: (done, total) for part_id, done, total in found}


def links_of(task_id: int) -> list[tuple[plans.Link, date | None]]:
    """Return the links that a task is broken down into, in order, each with its latest day as first laid."""
    days = dict(
        Piece.objects.filter(link__task=task_id).order_by("planned_on").values_list("link_id", "planned_on")
    )
    return [
        (plans.Link(link.name, link.weight, link.is_gate, link.holder), days.get(link.id))
        for link in Link.objects.filter(task=task_id).order_by("order")
    ]


def projects_of(task_id: int) -> list[tuple[int, str, str]]:
    """Return (unit, name, code) of every project that a task is broken down into, unit by unit."""
    found = Piece.objects.filter(link__task=task_id, project__isnull=False).order_by(
        "assignment__unit__path", "project_id"
    )
    named = found.values_list("assignment__unit_id", "project__name", "project__code", "project_id")
    return [(unit, name, code) for unit, name, code, _ in dict.fromkeys(named)]


def why_not_publish(assignments: Collection[Assignment]) -> str | None:
    """Return why drafts may not be published as they are broken down; None when they may."""
    outside = Q(due_on__lt=F("assignment__task__start_on")) | Q(due_on__gt=F("assignment__task__due_on"))
    found = Piece.objects.filter(outside, assignment__in=rows.among(part.id for part in assignments))
    first = found.select_related("assignment__task", "link").first()
    if first is None:
        return None
    return (
        f"“{first.assignment.task.summary}”分解后改过时限，环节“{first.link.name}”排到了"
        f"{first.due_on:%Y-%m-%d}，不在启动和完成日期之间。请重新分解，再发布。"
    )


def why_not_beyond(task_id: int, claimed_x100: int, today: date) -> str | None:
    """Return why no more may be claimed of a task while it waits for others; None when it may."""
    return plans.why_not_beyond(claimed_x100, awaited_by_tasks([task_id]).get(task_id, []), today)
