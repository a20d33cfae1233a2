"""A task is said to wait for another, or no longer to."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.lamps import relaying
from luoshi.actions.plans import holding
from luoshi.queries import plans as plan_queries
from luoshi.records.models import Dependency, Task
from luoshi.rules import plans
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import DRAFTS, UNDERWAY, WHOLE_X100


@transaction.atomic
def await_task(
    *, task: Task, awaited: Task, limit_x100: int, version: int, reason: str, by: Actor, at: datetime
) -> Dependency:
    """Let a task wait for another of the same document: until it is done no more than a limit is claimed.

    `limit_x100` is in hundredths of a percent; the whole means that the wait is only told. Raises Refused
    when the two would wait for one another, by name.
    """
    if refusal := holding.why_not_plan(task, by, reason):
        raise Refused(refusal)
    if awaited.document_id != task.document_id:
        raise Refused("前置任务应在同一份来文里。请从列表中选择。")
    if not 0 <= limit_x100 <= WHOLE_X100:
        raise Refused("前置任务办完之前最多报到的进度应在0%到100%之间。")
    holding.hold(task, version, by, at)
    ring = plans.cycle(plan_queries.edges(), task.id, awaited.id)
    if refusal := plans.why_not_wait(ring, plan_queries.names(ring)):
        raise Refused(refusal)
    try:
        with transaction.atomic():
            kept = Dependency.objects.create(task=task, awaited=awaited, limit_x100=limit_x100)
    except IntegrityError as error:
        raise SomebodyWasFirst(f"已经登记过要等“{awaited.summary}”，没有重复登记。") from error
    _relay(task, timezone.localdate(at))
    said = f"等“{awaited.summary}”，办完之前最多报到{limit_x100 / 100:g}%。{reason.strip()}"
    _enter_waiting("await", task, awaited, said, by, at)
    return kept


@transaction.atomic
def release_task(*, task: Task, awaited: Task, version: int, reason: str, by: Actor, at: datetime) -> None:
    """Let a task no longer wait for another."""
    if refusal := holding.why_not_plan(task, by, reason):
        raise Refused(refusal)
    holding.hold(task, version, by, at)
    gone, _ = Dependency.objects.filter(task=task, awaited=awaited).delete()
    if not gone:
        raise SomebodyWasFirst("这个前置任务已经取消了，请刷新后查看。")
    _relay(task, timezone.localdate(at))
    _enter_waiting("release", task, awaited, f"不再等“{awaited.summary}”。{reason.strip()}", by, at)


def _relay(task: Task, today: date) -> None:
    if task.state in DRAFTS:
        return
    for part in task.assignments.filter(state__in=sorted(UNDERWAY)).select_related("task"):
        relaying.relay(part, today)


def _enter_waiting(done: str, task: Task, awaited: Task, said: str, by: Actor, at: datetime) -> None:
    audit.record(
        action=f"plans.{done}",
        subject=f"task:{task.id}",
        facts={**holding.told(task), "awaited": awaited.id, "said": said},
        by=by,
        at=at,
    )
