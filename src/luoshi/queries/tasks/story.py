"""The story of one task: its parts, its planned way, and what was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from django.db.models import Count, Exists, OuterRef, Q

from luoshi.queries import audit, documents, people
from luoshi.queries.tasks.sight import limits, underway, visible
from luoshi.records import statements
from luoshi.records.models import Assignment, Entry, Task, Unit
from luoshi.rules.lamps import Trajectory
from luoshi.rules.people import Actor, Permission
from luoshi.rules.tasks import ACCOUNTABLE, WHOLE_X100, AssignmentState, Role

Part: TypeAlias = Assignment
"""One unit's part of a task, as pages name its type: they never import records."""
Directive: TypeAlias = Task
"""A directive, task or not, as pages name its type."""
REGISTERED = "documents.register"


def visible_part(actor: Actor, part_id: int) -> Assignment | None:
    """Return one unit's part that an actor may see, with its task and unit; None when not theirs."""
    return visible(actor).filter(id=part_id).select_related("task", "unit").first()


def own_part(actor: Actor, part_id: int) -> Assignment | None:
    """Return a part of the actor's own unit, with its task; None when absent or not theirs."""
    limited, handed = limits(actor)
    asked = [min(part_id, _NOBODY), actor.unit_id, *handed]
    for row in statements.ask(_OWN_PART.format(limited), asked):
        part = statements.model(Assignment, _PART, row[: len(_PART)])
        part.task = statements.model(Task, _TASK, row[len(_PART) :])
        return part
    return None


_PART = ("id", "task_id", "unit_id", "role", "state", "due_on", "claimed_x100", "claimed_on", "claimed_words",
         "lamp", "lamp_on", "next_lamp_on", "change")  # fmt: skip
_TASK = ("id", "summary", "start_on", "due_on")
_OWN_PART = f"""
SELECT {", ".join(f"part.{name}" for name in _PART)}, {", ".join(f"task.{name}" for name in _TASK)}
FROM records_assignment part JOIN records_task task ON task.id = part.task_id
WHERE part.id = %s AND part.unit_id = %s AND part.state <> 'PLANNED' AND {{}}
"""  # noqa: S608
_NOBODY = 2**63 - 1
"""The last number that a database knows; asked for one beyond it, SQLite breaks."""


def answerable_posts(part: Assignment) -> set[int]:
    """Return the posts that answer for a part or reported on it, and all others that the same persons held.

    None of them may verify it.
    """
    reporters = part.reports.values_list("submitted_post_id", flat=True)
    answerable = (part.first_responsible_id, part.direct_responsible_id, *reporters)
    return people.posts_of_holders({post for post in answerable if post is not None})


def is_last_accountable(part: Assignment) -> bool:
    """Return whether no other accountable part of the same task is under way: with this one the task ends."""
    others = Assignment.objects.filter(underway(), task=part.task_id, role__in=sorted(ACCOUNTABLE))
    return not others.exclude(id=part.id).exists()


def visible_task(actor: Actor, task_id: int) -> Task | None:
    """Return a task in the ledger of which an actor may see some part; None when absent or not theirs."""
    # A number beyond all bounds finds nothing in a subquery; compared with a foreign key it breaks SQLite.
    wanted = Task.objects.filter(id=task_id)
    part = visible(actor).filter(task__in=wanted).select_related("task__document").first()
    return part.task if part else None


def parts(actor: Actor, task: Task) -> list[Assignment]:
    """Return the parts of a task that an actor may see, accountable units first, with those responsible."""
    rows = (
        visible(actor)
        .filter(task=task)
        .select_related("unit", "task", "first_responsible__person", "direct_responsible__person")
    )
    rank = {role.value: place for place, role in enumerate(Role)}
    return sorted(rows, key=lambda part: (rank[part.role], part.unit.path))


def trajectory(task: Task) -> Trajectory:
    """Return the planned way of a task in the ledger, from its milestones."""
    assert task.due_on is not None, "a task in the ledger has a due date"
    steps = statements.ask(
        "SELECT due_on, planned_x100 FROM records_milestone"
        " WHERE task_id = %s AND due_on BETWEEN %s AND %s ORDER BY due_on",
        (task.id, task.start_on, task.due_on),
    )
    return Trajectory(task.start_on, task.due_on, tuple(steps))


def history(actor: Actor, task: Task, seen: Sequence[Assignment]) -> list[Entry]:
    """Return what was done to a task and to the parts of it that an actor sees, oldest first.

    How the office read and weighed the directive is told to those who see documents; to a unit the story
    begins with the publishing of the document.
    """
    entries = audit.entries_about(
        f"document:{task.document_id}", f"task:{task.id}", *(f"assignment:{part.id}" for part in seen)
    )
    if actor.may(Permission.DOCUMENTS_SEE):
        return entries
    return [each for each in entries if not each.subject.startswith("task:") and each.action != REGISTERED]


def claimed_whole(actor: Actor) -> list[Assignment]:
    """Return the visible assignments that claim the whole and have not asked to be struck off."""
    rows = visible(actor).filter(state=AssignmentState.OPEN, claimed_x100=WHOLE_X100)
    return list(rows.select_related("unit", "task").order_by("due_on", "id"))


def falling_due(on: date, until: date) -> list[tuple[Unit, int]]:
    """Return each unit with how many unfinished assignments it answers for fall due from `on` to `until`."""
    counts = dict(
        Assignment.objects.filter(
            state=AssignmentState.OPEN, role__in=sorted(ACCOUNTABLE), due_on__gte=on, due_on__lte=until
        )
        .filter(claimed_x100__lt=WHOLE_X100)
        .order_by()
        .values_list("unit_id")
        .annotate(n=Count("id"))
    )
    return [(unit, counts[unit.id]) for unit in Unit.objects.filter(id__in=counts).order_by("path")]


def named(actor: Actor, words: str, limit: int = 20) -> list[Task]:
    """Return the tasks in the ledger, of which an actor sees some part, that say these words.

    In their name or in the sentence that they came from; soonest due first.
    """
    saying = Q(summary__contains=words)
    for document_id, place in documents.places(words):
        saying |= Q(document=document_id, start__lte=place, end__gt=place)
    seen = visible(actor).filter(task=OuterRef("pk"))
    rows = Task.objects.filter(saying).filter(Exists(seen)).select_related("document").defer("document__text")
    return list(rows.order_by("due_on", "id")[:limit])
