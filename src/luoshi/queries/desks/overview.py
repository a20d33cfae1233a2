"""How the units stand, what falls due soon, and what the ledger may be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from luoshi.queries import (
    tasks,
)
from luoshi.queries.desks.model import LISTED, Due, Standing, unlisted
from luoshi.records import questions, statements
from luoshi.records.models import Unit
from luoshi.rules.lamps import Lamp
from luoshi.rules.people import Actor, Scope
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, AssignmentState


def standings(actor: Actor) -> list[Standing]:
    """Return how each visible office and county stands, most red first: one query and one for the units.

    Helping parts burn no lamp of their own and are not counted.
    """
    rows = (
        tasks.visible(actor)
        .filter(role__in=sorted(ACCOUNTABLE))
        .order_by()
        .values_list("branch_id")
        .annotate(
            red=Count("id", filter=Q(lamp=Lamp.RED, state__in=sorted(UNDERWAY))),
            yellow=Count("id", filter=Q(lamp=Lamp.YELLOW, state__in=sorted(UNDERWAY))),
            green=Count("id", filter=Q(lamp=Lamp.GREEN, state__in=sorted(UNDERWAY))),
            grey=Count("id", filter=Q(lamp=Lamp.GREY, state__in=sorted(UNDERWAY))),
            closed=Count("id", filter=Q(state=AssignmentState.CLOSED)),
        )
    )
    counts = {row[0]: row[1:] for row in rows}
    units = Unit.objects.in_bulk(counts)
    found = [Standing(units[unit_id], *numbers) for unit_id, numbers in counts.items()]
    return sorted(found, key=lambda each: (-each.red, -each.yellow, each.unit.path))


def due_soon(actor: Actor, today: date, days: int = 14) -> tuple[list[Due], int]:
    """Return the actor's own assignments that fall due within some days, soonest first, and how many more."""
    listed = [Due(*row) for row in questions.ask(_due_lines, actor, today, days)]
    return listed, unlisted(listed, _due, actor, today, days)


def _due_lines(actor: Actor, today: date, days: int) -> QuerySet[Any, Any]:
    return _due(actor, today, days).values_list(
        "id", "task_id", "task__summary", "due_on", "role", "lamp", "claimed_x100", "claimed_on"
    )[:LISTED]


def _due(actor: Actor, today: date, days: int) -> QuerySet[Any, Any]:
    return (
        tasks.visible(actor)
        .filter(tasks.underway(), unit_id=actor.unit_id, due_on__gte=today)
        .filter(due_on__lte=today + timedelta(days=days))
        .order_by("due_on", "id")
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the ledger's sentence offers: (id, name) of branches and documents, (id, name, query) of views."""

    branches: list[tuple[int, str]]
    documents: list[tuple[int, str]]
    views: list[tuple[int, str, str]]


_CHOICES = """
SELECT 'branch', unit.id, unit.short_name, unit.path
FROM records_unit unit WHERE unit.kind IN ('OFFICE', 'COUNTY', 'DEPARTMENT') {branch}
UNION ALL
SELECT 'document', document.id, document.title, ''
FROM records_document document WHERE document.published_at IS NOT NULL {seen}
UNION ALL
SELECT 'view', view.id, view.name, view.query
FROM records_savedview view JOIN records_account account ON account.id = view.account_id
WHERE account.person_id = %s
"""
# Asked for as one value a document, so that PostgreSQL too stops at the first part that it finds.
_SEEN = """
AND (
    SELECT part.id FROM records_task task JOIN records_assignment part ON part.task_id = task.id
    WHERE task.document_id = document.id AND part.state <> 'PLANNED' AND {} LIMIT 1
) IS NOT NULL
"""


def choices(actor: Actor) -> Choices:
    """Return what an actor may choose between in the ledger, and the views that the person saved: one query.

    Only documents of which the actor sees some task are named.
    """
    branch, seen = "", ""
    handed: tuple[object, ...] = ()
    if actor.scope is not Scope.CITY:
        limits, limited_to = tasks.limits(actor)
        branch, seen = "AND unit.id = %s", _SEEN.format(limits)
        handed = (actor.branch_id, *limited_to)
    rows = statements.ask(_CHOICES.format(branch=branch, seen=seen), (*handed, actor.person_id))
    found = sorted(rows, key=lambda row: (row[3], row[2]))
    return Choices(
        branches=[(row[1], row[2]) for row in found if row[0] == "branch"],
        documents=sorted(((row[1], row[2]) for row in found if row[0] == "document"), reverse=True),
        views=sorted(
            ((row[1], row[2], row[3]) for row in found if row[0] == "view"), key=lambda view: view[1]
        ),
    )
