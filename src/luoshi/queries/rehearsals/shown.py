"""Rehearsals as people look at them: the sums for everybody, units and letters by whose they are."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from luoshi.records import rows
from luoshi.records.models import Assignment, Rehearsal, RehearsalResult
from luoshi.rules.people import Actor, Permission, Scope


def listed(limit: int = 50) -> list[Rehearsal]:
    """Return the rehearsals, newest first."""
    return list(Rehearsal.objects.order_by("-id")[:limit])


def found(rehearsal_id: int) -> Rehearsal | None:
    """Return a rehearsal; None when there is none."""
    return Rehearsal.objects.filter(id=rehearsal_id).first()


def done_beside(rehearsal: Rehearsal) -> list[Rehearsal]:
    """Return the other rehearsals that are done, newest first: what this one may be held against."""
    return list(Rehearsal.objects.exclude(id=rehearsal.id).exclude(figures={}).order_by("-id")[:20])


def results(actor: Actor, rehearsal: Rehearsal) -> QuerySet[RehearsalResult]:
    """Return what it came to for the units that an actor sees: all for the office, else one's own branch."""
    rows_of = (
        RehearsalResult.objects.filter(rehearsal=rehearsal).select_related("unit").order_by("unit__path")
    )
    if not actor.may(Permission.REHEARSALS_SEE) or actor.scope is Scope.NOTHING:
        return rows_of.none()
    return rows_of if actor.scope is Scope.CITY else rows_of.filter(unit__path__startswith=actor.unit_path)


def named(parts: Collection[int]) -> dict[int, tuple[int, str]]:
    """Return {part: (task, what it is called)}. One query."""
    known = Assignment.objects.filter(id__in=rows.among(parts)).values_list("id", "task_id", "task__summary")
    return {part: (task, summary) for part, task, summary in known}
