"""What the office does with directives at the reading desk, and how assignments end.

Every desk action takes the version of the row that the person saw: a row that changed meanwhile is never
overwritten silently (SomebodyWasFirst tells who changed it).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from luoshi.actions import audit
from luoshi.records.models import Assignment, Task, Unit
from luoshi.rules import tasks
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import AssignmentState, Role, TaskState


def _desk(task: Task, version: int, by: Actor, at: datetime, **changes: object) -> None:
    """Write to a draft if it is still as the person saw it; refuse otherwise."""
    if reason := why_not(by, Permission.DOCUMENTS_READ) or tasks.why_not_edit(TaskState(task.state)):
        raise Refused(reason)
    won = Task.objects.filter(id=task.id, version=version, state=task.state).update(
        version=F("version") + 1, decided_at=at, decided_by=by.words, **changes
    )
    if not won:
        current = Task.objects.filter(id=task.id).first()
        if current is None:
            raise SomebodyWasFirst("这条已被他人合并到另一条，请查看最新内容。")
        raise SomebodyWasFirst(
            f"这条已由{current.decided_by or '他人'}改动，现为“{TaskState(current.state).label}”。"
            "请查看最新内容后再处理。"
        )
    task.refresh_from_db()


def _record(name: str, task: Task, facts: dict[str, object], by: Actor, at: datetime) -> None:
    audit.record(action=f"tasks.{name}", subject=f"task:{task.id}", facts=facts, by=by, at=at)


@transaction.atomic
def accept_task(*, task: Task, version: int, by: Actor, at: datetime) -> Task:
    """Accept a directive as a task. Raises Refused while it has no owner or no date."""
    roles = list(task.assignments.values_list("role", flat=True))
    if reason := tasks.why_not_move(TaskState(task.state), TaskState.ACCEPTED) or tasks.why_not_accept(
        due_on=task.due_on,
        start_on=task.start_on,
        units=len(roles),
        leads=sum(role in tasks.ACCOUNTABLE for role in roles),
    ):
        raise Refused(reason)
    _desk(task, version, by, at, state=TaskState.ACCEPTED.value, drop_reason="")
    _record("accept", task, {"summary": task.summary}, by, at)
    return task


@transaction.atomic
def drop_task(*, task: Task, reason: str, version: int, by: Actor, at: datetime) -> Task:
    """Decide that a directive is no task; the sentence stays on record with the reason."""
    if refusal := tasks.why_not_move(TaskState(task.state), TaskState.DROPPED):
        raise Refused(refusal)
    _desk(task, version, by, at, state=TaskState.DROPPED.value, drop_reason=reason[:200])
    _record("drop", task, {"reason": reason}, by, at)
    return task


@transaction.atomic
def reopen_task(*, task: Task, version: int, by: Actor, at: datetime) -> Task:
    """Take back a decision at the desk: the directive waits again."""
    if refusal := tasks.why_not_move(TaskState(task.state), TaskState.PROPOSED):
        raise Refused(refusal)
    _desk(task, version, by, at, state=TaskState.PROPOSED.value, drop_reason="")
    _record("reopen", task, {}, by, at)
    return task


@transaction.atomic
def edit_task(
    *,
    task: Task,
    summary: str,
    standard: str,
    start_on: date,
    due_on: date | None,
    version: int,
    by: Actor,
    at: datetime,
) -> Task:
    """Change the words and dates of a draft. Raises Refused when the dates contradict each other."""
    if not summary.strip():
        raise Refused("任务名称不能为空。请用一句话写明要做成什么。")
    if due_on and due_on < start_on:
        raise Refused(f"完成日期{due_on:%Y-%m-%d}早于起始日期{start_on:%Y-%m-%d}，请核对。")
    before = {"summary": task.summary, "standard": task.standard, "due": str(task.due_on or "")}
    _desk(
        task,
        version,
        by,
        at,
        summary=summary.strip()[:120],
        standard=standard.strip()[:200],
        start_on=start_on,
        due_on=due_on,
    )
    after = {"summary": task.summary, "standard": task.standard, "due": str(task.due_on or "")}
    _record("edit", task, {"before": before, "after": after}, by, at)
    return task


@transaction.atomic
def assign_task(*, task: Task, owners: Mapping[Unit, Role], version: int, by: Actor, at: datetime) -> Task:
    """Say who answers for a draft: exactly these units in these roles."""
    _desk(task, version, by, at)
    task.assignments.all().delete()
    Assignment.objects.bulk_create(
        Assignment(task=task, unit=unit, branch_id=unit.branch_id or unit.id, role=role.value)
        for unit, role in owners.items()
    )
    _record(
        "assign", task, {"owners": [f"{role.label}：{unit.name}" for unit, role in owners.items()]}, by, at
    )
    return task


@transaction.atomic
def split_task(*, task: Task, offset: int, version: int, by: Actor, at: datetime) -> tuple[Task, Task]:
    """Cut a draft in two at a character offset of the document; both halves keep owners and dates.

    Raises Refused when the cut does not leave words on both sides.
    """
    text = task.document.text
    first, second = text[task.start : offset], text[offset : task.end]
    if not (task.start < offset < task.end and first.strip() and second.strip()):
        raise Refused("拆分位置应在这句话的中间，前后都要有文字。请重新点选拆分位置。")
    end = task.end
    owners = list(task.assignments.all())
    start_second = offset + len(second) - len(second.lstrip())
    _desk(task, version, by, at, end=task.start + len(first.rstrip()), state=TaskState.PROPOSED.value)
    other = Task.objects.create(
        document=task.document,
        start=start_second,
        end=end,
        summary=second.strip()[:40],
        heading_path=task.heading_path,
        named_units=task.named_units,
        deadline_words=task.deadline_words,
        is_borderline=task.is_borderline,
        start_on=task.start_on,
        due_on=task.due_on,
        decided_at=at,
        decided_by=by.words,
    )
    Assignment.objects.bulk_create(
        Assignment(task=other, unit_id=owner.unit_id, branch_id=owner.branch_id, role=owner.role)
        for owner in owners
    )
    _record("split", task, {"at": offset, "into": other.id}, by, at)
    return task, other


@transaction.atomic
def merge_task(*, task: Task, version: int, by: Actor, at: datetime) -> Task:
    """Join a draft to the one before it in the text; the earlier one keeps its date unless it has none.

    Raises Refused when there is none before it, or that one is no draft any more.
    """
    earlier = task.document.tasks.filter(start__lt=task.start).order_by("-start", "-id").first()
    if earlier is None:
        raise Refused("这是第一条，前面没有可以合并的内容。")
    if reason := tasks.why_not_edit(TaskState(earlier.state)):
        raise Refused(reason)
    _desk(task, version, by, at)
    _desk(
        earlier,
        earlier.version,
        by,
        at,
        end=task.end,
        due_on=earlier.due_on or task.due_on,
        state=TaskState.PROPOSED.value,
    )
    held = set(earlier.assignments.values_list("unit_id", flat=True))
    task.assignments.exclude(unit_id__in=held).update(task=earlier)
    task.assignments.all().delete()
    _record("merge", earlier, {"absorbed": task.id, "quote_end": task.end}, by, at)
    task.delete()
    return earlier


@transaction.atomic
def ask_to_close(*, assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """Tell the office that a unit's part is done. Raises Refused before a report has claimed the whole."""
    if reason := why_not(by, Permission.REPORTS_SUBMIT) or tasks.why_not_move_assignment(
        AssignmentState(assignment.state), AssignmentState.CLOSING
    ):
        raise Refused(reason)
    if assignment.claimed_x100 < tasks.WHOLE_X100:
        raise Refused("尚未报完成，不能申请销号。请先在周报中报送100%。")
    _move(assignment, AssignmentState.CLOSING)
    audit.record(
        action="tasks.ask_to_close",
        subject=f"assignment:{assignment.id}",
        facts=_part(assignment),
        by=by,
        at=at,
    )
    return assignment


@transaction.atomic
def confirm_close(*, assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """Strike a unit's part off after verifying it; the task closes with its last accountable part.

    Raises Refused when the verifier is the responsible person or nothing complete was claimed.
    """
    reporter = assignment.reports.order_by("-id").values_list("submitted_post_id", flat=True).first() or 0
    if reason := (
        why_not(by, Permission.TASKS_CLOSE)
        or tasks.why_not_move_assignment(AssignmentState(assignment.state), AssignmentState.CLOSED)
        or tasks.why_not_close(
            handler_post=reporter, verifier_post=by.post_id, claimed_x100=assignment.claimed_x100
        )
    ):
        raise Refused(reason)
    _move(
        assignment, AssignmentState.CLOSED, closed_at=at, closed_by=by.words, lamp="BLUE", next_lamp_on=None
    )
    left = Assignment.objects.filter(
        task_id=assignment.task_id, state__in=tasks.UNDERWAY, role__in=tasks.ACCOUNTABLE
    ).exists()
    if not left:
        Task.objects.filter(id=assignment.task_id, state=TaskState.OPEN).update(state=TaskState.CLOSED)
        Assignment.objects.filter(task_id=assignment.task_id, state__in=tasks.UNDERWAY).update(
            state=AssignmentState.CLOSED, closed_at=at, closed_by=by.words, lamp="BLUE", next_lamp_on=None
        )
    audit.record(
        action="tasks.confirm_close",
        subject=f"assignment:{assignment.id}",
        facts={**_part(assignment), "task_closed": not left},
        by=by,
        at=at,
    )
    return assignment


@transaction.atomic
def refuse_close(*, assignment: Assignment, reason: str, by: Actor, at: datetime) -> Assignment:
    """Send a claim of completion back to the unit with a reason."""
    if refusal := why_not(by, Permission.TASKS_CLOSE) or tasks.why_not_move_assignment(
        AssignmentState(assignment.state), AssignmentState.OPEN
    ):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("退回销号申请应写明理由，责任单位据此补正。")
    _move(assignment, AssignmentState.OPEN)
    audit.record(
        action="tasks.refuse_close",
        subject=f"assignment:{assignment.id}",
        facts={**_part(assignment), "reason": reason},
        by=by,
        at=at,
    )
    return assignment


def _move(assignment: Assignment, to: AssignmentState, **changes: object) -> None:
    won = Assignment.objects.filter(id=assignment.id, state=assignment.state).update(
        state=to.value, **changes
    )
    if not won:
        assignment.refresh_from_db()
        raise SomebodyWasFirst(
            f"该项交办已被他人改为“{AssignmentState(assignment.state).label}”，请刷新后查看。"
        )
    assignment.refresh_from_db()


def _part(assignment: Assignment) -> dict[str, object]:
    return {"task": assignment.task_id, "unit": assignment.unit.name, "claimed_x100": assignment.claimed_x100}
