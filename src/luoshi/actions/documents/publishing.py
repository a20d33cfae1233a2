"""What was accepted on the desk becomes the ledger: assigned, planned week by week, and told to the units."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import calendar as calendar_queries
from luoshi.queries import people as people_queries
from luoshi.queries import plans as plan_queries
from luoshi.records.models import Assignment, Document, Milestone, Notice, Task, Unit
from luoshi.rules import plans, tasks
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.plans import Shape
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import AssignmentState, TaskState
from luoshi.rules.units import UnitKind
from luoshi.rules.ways import Change


@transaction.atomic
def publish_document(*, document: Document, by: Actor, at: datetime) -> int:
    """Turn a document's accepted directives into the ledger and assign them; return how many tasks.

    Each assignment gets the people responsible on that day, each task its milestones by week, each unit a
    notice. Raises Refused while a directive is undecided, SomebodyWasFirst when it was published meanwhile.
    """
    if reason := why_not(by, Permission.DOCUMENTS_READ):
        raise Refused(reason)
    if not Document.objects.filter(id=document.id, published_at=None).update(
        published_at=at, published_by=by.words
    ):
        first = Document.objects.get(id=document.id)
        raise SomebodyWasFirst(f"这份来文已由{first.published_by}发布，不必重复发布。")
    states = [TaskState(state) for state in document.tasks.values_list("state", flat=True)]
    if reason := tasks.why_not_publish(states):
        raise Refused(reason)
    accepted = list(document.tasks.filter(state=TaskState.ACCEPTED))
    assignments = list(
        Assignment.objects.filter(task__in=accepted, state=AssignmentState.PLANNED).select_related(
            "unit", "task"
        )
    )
    # A unit may have become another kind of unit since it was chosen.
    barred = (tasks.why_not_assign(UnitKind(part.unit.kind)) for part in assignments)
    if reason := next(filter(None, barred), None):
        raise Refused(reason)
    if reason := plan_queries.why_not_publish(assignments):
        raise Refused(reason)
    _open_assignments(assignments, at)
    _lay_milestones(accepted)
    Task.objects.filter(id__in=[task.id for task in accepted]).update(state=TaskState.OPEN)
    _tell_units(document, assignments, by, at)
    audit.record(
        action="documents.publish",
        subject=f"document:{document.id}",
        facts={"tasks": [task.id for task in accepted], "assignments": len(assignments)},
        by=by,
        at=at,
    )
    return len(accepted)


def _open_assignments(assignments: list[Assignment], at: datetime) -> None:
    today = timezone.localdate(at)
    responsible = {
        unit.id: people_queries.responsible_on(unit, today)
        for unit in {assignment.unit for assignment in assignments}
    }
    own_plans = plan_queries.points_of(assignment.id for assignment in assignments)
    waiting = plan_queries.waiting_among({assignment.task_id for assignment in assignments})
    for assignment in assignments:
        first, direct = responsible[assignment.unit_id]
        assignment.state = AssignmentState.OPEN.value
        assignment.due_on = assignment.task.due_on
        assignment.first_responsible = first
        assignment.direct_responsible = direct
        plan = own_plans.get(assignment.id, ())
        assignment.change = Change(plan=plan, waits=assignment.task_id in waiting).text
        assignment.lamp_on = today
        assignment.next_lamp_on = today + timedelta(days=1) if assignment.role in tasks.ACCOUNTABLE else None
    Assignment.objects.bulk_update(
        assignments,
        ["state", "due_on", "first_responsible", "direct_responsible", "change", "lamp_on", "next_lamp_on"],
        batch_size=200,
    )


def _lay_milestones(accepted: list[Task]) -> None:
    days = calendar_queries.work_calendar()
    Milestone.objects.bulk_create(
        [
            Milestone(
                task=task,
                due_on=step.due_on,
                planned_x100=step.planned_x100,
                label=step.label,
                is_stage=step.is_stage,
            )
            for task in accepted
            if task.due_on is not None
            for step in plans.steps(
                Shape(task.shape),
                task.start_on,
                task.due_on,
                days,
                [date.fromisoformat(each) for each in task.stages],
                [(date.fromisoformat(day), planned) for day, planned in task.curve],
            )
        ],
        batch_size=1000,
    )


def _tell_units(document: Document, assignments: list[Assignment], by: Actor, at: datetime) -> None:
    counts: dict[Unit, int] = {}
    for assignment in assignments:
        counts[assignment.unit] = counts.get(assignment.unit, 0) + 1
    Notice.objects.bulk_create(
        [
            Notice(
                key=f"publish:{document.id}:{unit.id}",
                unit=unit,
                words=f"《{document.title}》已分解交办，其中{count}项涉及本单位，请在台账中查看。"[:300],
                link=f"/ledger/?document={document.id}",
                at=at,
                by=by.words,
            )
            for unit, count in counts.items()
        ],
        ignore_conflicts=True,
    )
