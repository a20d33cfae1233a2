"""What the office decides about directives at the reading desk.

Every desk action takes the version of the row that the person saw: a row that changed meanwhile is never
overwritten silently (SomebodyWasFirst tells who changed it).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import calendar
from luoshi.queries import documents as document_queries
from luoshi.records.models import Assignment, Document, Likeness, Piece, Span, Task, Unit
from luoshi.rules import campaigns, documents, plans, tasks
from luoshi.rules.documents import SpanKind
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import Role, TaskState
from luoshi.rules.units import UnitKind


def _seen(task: Task, version: int, by: Actor) -> None:
    """Refuse who may not decide at the desk, what left it, and what changed since the person saw it."""
    if reason := (
        why_not(by, Permission.DOCUMENTS_READ)
        or tasks.why_not_edit(TaskState(task.state))
        or documents.why_not_change(is_published=task.document.published_at is not None)
    ):
        raise Refused(reason)
    if not Task.objects.filter(id=task.id, version=version).exists():
        raise SomebodyWasFirst(document_queries.who_was_first(task))


def _write(task: Task, by: Actor, at: datetime, **changes: object) -> None:
    """Write to a draft if it is still as it was read, in a document that is still on the desk."""
    _hold_desk(task.document)
    won = Task.objects.filter(id=task.id, version=task.version, state=task.state).update(
        version=F("version") + 1, decided_at=at, decided_by=by.words, **changes
    )
    if not won:
        raise SomebodyWasFirst(document_queries.who_was_first(task))
    task.refresh_from_db()


def _hold_desk(document: Document) -> None:
    """Keep a document from being published until this transaction ends; who is later waits here.

    Without it a directive could be decided while another transaction counts what is to be published.
    """
    if not Document.objects.filter(id=document.id, published_at=None).update(published_at=None):
        raise Refused(documents.why_not_change(is_published=True) or "")


def _mark(task: Task) -> None:
    """Lay down anew what the words of a task are found by when another says the same."""
    task.likenesses.all().delete()
    Likeness.objects.bulk_create(Likeness(task=task, mark=mark) for mark in tasks.marks(task.quote))


def _why_not_stay(task: Task, due_on: date | None, start_on: date, roles: Collection[str]) -> str | None:
    """Return what an accepted task would lack after a change; drafts that wait may lack anything."""
    if task.state != TaskState.ACCEPTED:
        return None
    lacking = _why_not_accept(due_on, start_on, roles)
    return f"{lacking}这条已采纳，如需留空，请先撤销采纳。" if lacking else None


def _why_not_accept(due_on: date | None, start_on: date, roles: Collection[str]) -> str | None:
    leads = sum(role in tasks.ACCOUNTABLE for role in roles)
    return tasks.why_not_accept(due_on=due_on, start_on=start_on, units=len(roles), leads=leads)


def _record(name: str, task: Task, facts: dict[str, object], by: Actor, at: datetime) -> None:
    audit.record(action=f"tasks.{name}", subject=f"task:{task.id}", facts=facts, by=by, at=at)


@transaction.atomic
def accept_task(*, task: Task, version: int, by: Actor, at: datetime) -> Task:
    """Accept a directive as a task. Raises Refused while it has no owner or no date."""
    _seen(task, version, by)
    roles = list(task.assignments.values_list("role", flat=True))
    if reason := tasks.why_not_move(TaskState(task.state), TaskState.ACCEPTED) or _why_not_accept(
        task.due_on, task.start_on, roles
    ):
        raise Refused(reason)
    _write(task, by, at, state=TaskState.ACCEPTED.value, drop_reason="")
    _record("accept", task, {"summary": task.summary}, by, at)
    return task


@transaction.atomic
def accept_tasks(
    *, document: Document, versions: Mapping[int, int], by: Actor, at: datetime
) -> tuple[int, list[tuple[Task, str]]]:
    """Accept many directives of a document, each as the version that the person saw, with an entry each.

    Return how many were accepted, and those that were not, each with why. Raises Refused without the
    permission or once the document is published.
    """
    if reason := why_not(by, Permission.DOCUMENTS_READ):
        raise Refused(reason)
    _hold_desk(document)  # from here on nobody else writes to a directive of this document
    rows = list(document.tasks.filter(id__in=versions).order_by("start", "id"))
    roles: dict[int, list[str]] = {task.id: [] for task in rows}
    for task_id, role in Assignment.objects.filter(task__in=rows).values_list("task_id", "role"):
        roles[task_id].append(role)
    accepted, refused = [], []
    for task in rows:
        reason = tasks.why_not_move(TaskState(task.state), TaskState.ACCEPTED) or _why_not_accept(
            task.due_on, task.start_on, roles[task.id]
        )
        if task.version != versions[task.id]:
            reason = document_queries.who_was_first(task)
        if reason:
            refused.append((task, reason))
        else:
            accepted.append(task)
    Task.objects.filter(id__in=[task.id for task in accepted]).update(
        version=F("version") + 1,
        state=TaskState.ACCEPTED.value,
        drop_reason="",
        decided_at=at,
        decided_by=by.words,
    )
    for task in accepted:
        _record("accept", task, {"summary": task.summary}, by, at)
    return len(accepted), refused


@transaction.atomic
def drop_task(*, task: Task, reason: str, version: int, by: Actor, at: datetime) -> Task:
    """Decide that a directive is no task; the sentence stays on record with the reason."""
    _seen(task, version, by)
    if refusal := tasks.why_not_move(TaskState(task.state), TaskState.DROPPED):
        raise Refused(refusal)
    _write(task, by, at, state=TaskState.DROPPED.value, drop_reason=reason[:200])
    _record("drop", task, {"reason": reason}, by, at)
    return task


@transaction.atomic
def reopen_task(*, task: Task, version: int, by: Actor, at: datetime) -> Task:
    """Take back a decision at the desk: the directive waits again."""
    _seen(task, version, by)
    if refusal := tasks.why_not_move(TaskState(task.state), TaskState.PROPOSED):
        raise Refused(refusal)
    _write(task, by, at, state=TaskState.PROPOSED.value, drop_reason="")
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
    campaign: str,
    version: int,
    by: Actor,
    at: datetime,
) -> Task:
    """Change the words, the dates and the campaign ("" for none) of a draft.

    Raises Refused when the dates contradict each other, or an accepted task would lose its date.
    """
    _seen(task, version, by)
    if not summary.strip():
        raise Refused("任务名称不能为空。请用一句话写明要做成什么。")
    if reason := campaigns.why_not_choose(campaign):
        raise Refused(reason)
    if due_on and due_on < start_on:
        raise Refused(f"完成日期{due_on:%Y-%m-%d}早于起始日期{start_on:%Y-%m-%d}，请核对。")
    if reason := _why_not_stay(task, due_on, start_on, list(task.assignments.values_list("role", flat=True))):
        raise Refused(reason)
    before, dates = _told(task), (task.start_on, task.due_on)
    _write(
        task,
        by,
        at,
        summary=summary.strip()[:120],
        standard=standard.strip()[:200],
        start_on=start_on,
        due_on=due_on,
        stages=_kept(task, start_on, due_on),
        campaign=campaign,
    )
    _stretch(task, *dates)
    _record("edit", task, {"before": before, "after": _told(task)}, by, at)
    return task


def _kept(task: Task, start_on: date, due_on: date | None) -> list[str]:
    """Return the stages of a task that still lie between its dates."""
    return [each for each in task.stages if due_on and start_on.isoformat() <= each < due_on.isoformat()]


def _stretch(task: Task, start_on: date, due_on: date | None) -> None:
    """Keep the shape of a draft's own plan when its dates move: it is stretched between the new ones."""
    if task.due_on is None or (start_on, due_on) == (task.start_on, task.due_on):
        return
    pieces = list(Piece.objects.filter(assignment__task=task))
    named = [date.fromisoformat(day) for day, _ in task.curve]
    last_on = due_on or max([start_on, *named, *(piece.due_on for piece in pieces)])
    days, before, after = calendar.work_calendar(), (start_on, last_on), (task.start_on, task.due_on)
    for piece in pieces:
        piece.planned_on = piece.due_on = plans.transposed(piece.due_on, before, after, days)
    Piece.objects.bulk_update(pieces, ["planned_on", "due_on"], batch_size=500)
    curve = {
        plans.transposed(day, before, after, days).isoformat(): planned
        for day, (_, planned) in zip(named, task.curve, strict=True)
    }
    Task.objects.filter(id=task.id).update(curve=sorted(curve.items()))


def _told(task: Task) -> dict[str, str]:
    return {
        "summary": task.summary,
        "standard": task.standard,
        "due": str(task.due_on or ""),
        "campaign": task.campaign,
    }


@transaction.atomic
def set_stages(*, task: Task, days: Collection[date], version: int, by: Actor, at: datetime) -> Task:
    """Say by which days, before the due date, a part of a draft is due; none takes them back.

    Raises Refused when a day does not lie between the start and the due date.
    """
    _seen(task, version, by)
    stages = sorted(set(days))
    if reason := tasks.why_not_stage(stages, task.start_on, task.due_on):
        raise Refused(reason)
    before = task.stages
    _write(task, by, at, stages=[day.isoformat() for day in stages])
    _record("set_stages", task, {"before": before, "after": task.stages}, by, at)
    return task


@transaction.atomic
def assign_task(
    *, task: Task, owners: Mapping[Unit, Role], version: int, by: Actor, at: datetime, grounds: str = ""
) -> Task:
    """Say who answers for a draft: exactly these units in these roles.

    `grounds` is why the desk proposed them, where a person took a proposal; the entry keeps it.
    """
    _seen(task, version, by)
    barred = (tasks.why_not_assign(UnitKind(unit.kind)) for unit in owners)
    if reason := next(filter(None, barred), None) or _why_not_stay(
        task, task.due_on, task.start_on, [role.value for role in owners.values()]
    ):
        raise Refused(reason)
    _write(task, by, at)
    task.assignments.exclude(unit__in=owners).delete()
    Assignment.objects.bulk_create(
        [
            Assignment(task=task, unit=unit, branch_id=unit.branch_id or unit.id, role=role.value)
            for unit, role in owners.items()
        ],
        update_conflicts=True,
        unique_fields=["task", "unit"],
        update_fields=["role"],
    )
    facts: dict[str, object] = {"owners": [f"{role.label}：{unit.name}" for unit, role in owners.items()]}
    _record("assign", task, facts | ({"grounds": grounds} if grounds else {}), by, at)
    return task


@transaction.atomic
def split_task(*, task: Task, offset: int, version: int, by: Actor, at: datetime) -> tuple[Task, Task]:
    """Cut a draft in two at a character offset of the document; both halves keep owners and dates.

    Raises Refused when the cut does not leave words on both sides.
    """
    _seen(task, version, by)
    text = task.document.text
    first, second = text[task.start : offset], text[offset : task.end]
    if not (task.start < offset < task.end and first.strip() and second.strip()):
        raise Refused("拆分位置应在这句话的中间，前后都要有文字。请重新点选拆分位置。")
    end = task.end
    owners = list(task.assignments.all())
    start_second = offset + len(second) - len(second.lstrip())
    _write(
        task,
        by,
        at,
        end=task.start + len(first.rstrip()),
        stages=[],
        state=TaskState.PROPOSED.value,
        drop_reason="",
    )
    other = Task.objects.create(
        document=task.document,
        start=start_second,
        end=end,
        summary=second.strip()[:40],
        heading_path=task.heading_path,
        named_units=task.named_units,
        deadline_words=task.deadline_words,
        campaign=task.campaign,
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
    _mark(task)
    _mark(other)
    _record("split", task, {"at": offset, "into": other.id}, by, at)
    return task, other


@transaction.atomic
def merge_task(*, task: Task, version: int, by: Actor, at: datetime) -> Task:
    """Join a draft to the one before it in the text; the earlier one keeps its date unless it has none.

    Raises Refused when there is none before it, or a heading stands between the two.
    """
    _seen(task, version, by)
    earlier = task.document.tasks.filter(start__lt=task.start).order_by("-start", "-id").first()
    if earlier is None:
        raise Refused("这是第一条，前面没有可以合并的内容。")
    between = task.document.spans.filter(
        kind=SpanKind.HEADING, start__gte=earlier.end, start__lt=task.start
    ).first()
    if between:
        heading = task.document.text[between.start : between.end].strip()[:30]
        raise Refused(f"与上一条之间隔着标题“{heading}”，不能合并成一条任务。可以把其中一条列为不作任务。")
    _write(task, by, at)
    _write(
        earlier,
        by,
        at,
        end=max(earlier.end, task.end),
        due_on=earlier.due_on or task.due_on,
        state=TaskState.PROPOSED.value,
        drop_reason="",
    )
    held = set(earlier.assignments.values_list("unit_id", flat=True))
    task.assignments.exclude(unit_id__in=held).update(task=earlier)
    task.assignments.all().delete()
    _mark(earlier)
    _record("merge", earlier, {"absorbed": task.id, "quote_end": task.end}, by, at)
    task.delete()
    return earlier


@transaction.atomic
def propose_task(*, span: Span, by: Actor, at: datetime) -> Task:
    """Put a sentence that was read as background on the desk, as a directive that waits.

    Raises Refused when the sentence already belongs to one.
    """
    document = span.document
    if reason := why_not(by, Permission.DOCUMENTS_READ) or documents.why_not_change(
        is_published=document.published_at is not None
    ):
        raise Refused(reason)
    _hold_desk(document)
    if document.tasks.filter(start__lt=span.end, end__gt=span.start).exists():
        raise Refused("这句话已在一条任务中，不必重复列入。")
    quote = document.text[span.start : span.end].strip()
    heading = document.spans.filter(kind=SpanKind.HEADING, start__lt=span.start).order_by("-start").first()
    task = Task.objects.create(
        document=document,
        start=span.start,
        end=span.end,
        summary=quote[:40],
        heading_path=[document.text[heading.start : heading.end].strip()] if heading else [],
        start_on=timezone.localdate(at),
        decided_at=at,
        decided_by=by.words,
    )
    _mark(task)
    _record("propose", task, {"summary": task.summary, "start": task.start}, by, at)
    return task
