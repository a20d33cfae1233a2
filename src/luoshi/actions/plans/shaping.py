"""The shape of a draft's plan is chosen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.actions.plans import holding
from luoshi.queries import calendar
from luoshi.queries import plans as plan_queries
from luoshi.records.models import Task
from luoshi.rules import lamps, plans
from luoshi.rules.people import Actor
from luoshi.rules.plans import Curve, Shape
from luoshi.rules.refusals import Refused
from luoshi.rules.tasks import DRAFTS


@transaction.atomic
def set_shape(*, task: Task, shape: Shape, curve: Curve, version: int, by: Actor, at: datetime) -> Task:
    """Say how the planned progress of a draft rises; `curve` are the points of a shape of its own.

    Raises Refused once the task is in the ledger: from then on its plan moves by an extension alone.
    """
    if reason := holding.why_not_plan(task, by, "草稿") or _why_not_shape(task):
        raise Refused(reason)
    points = tuple(curve) if shape is Shape.OWN else ()
    steps = plan_queries.laid_steps(task, shape, points, calendar.work_calendar())
    assert task.due_on is not None, "a task without a due date was refused"
    lamps.Trajectory(task.start_on, task.due_on, tuple((step.due_on, step.planned_x100) for step in steps))
    before = task.shape
    kept = [[day.isoformat(), planned] for day, planned in points]
    holding.hold(task, version, by, at, shape=shape.value, curve=kept)
    audit.record(
        action="plans.shape",
        subject=f"task:{task.id}",
        facts={"before": before, "after": shape.value, "curve": kept, "said": plans.MEANS[shape]},
        by=by,
        at=at,
    )
    return task


def _why_not_shape(task: Task) -> str | None:
    if task.state in DRAFTS:
        return None
    return (
        "任务已发布，计划的形状不再改。需要推后完成时限的，由责任单位在到期前申请延期；"
        "只调环节时间的，申请计划调整。"
    )
