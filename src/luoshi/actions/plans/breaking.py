"""One task is broken down into units, projects and links, each planned into a week: in one action."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.lamps import relaying
from luoshi.actions.plans import holding
from luoshi.queries import calendar
from luoshi.queries import plans as plan_queries
from luoshi.queries.plans import Projects
from luoshi.records import rows
from luoshi.records.models import Assignment, Link, Notice, Piece, PlanChange, Project, Task, Unit
from luoshi.rules import plans, reports, ways
from luoshi.rules.people import Actor
from luoshi.rules.plans import PlanChangeKind, PlanChangeState
from luoshi.rules.refusals import Refused
from luoshi.rules.tasks import ACCOUNTABLE, DRAFTS, AssignmentState, Role
from luoshi.rules.units import UnitKind


@dataclass(frozen=True, slots=True)
class Broken:
    """What was made: for how many units, of how many projects, how many pieces."""

    units: int
    projects: int
    pieces: int


@transaction.atomic
def break_down(
    *,
    task: Task,
    links: Sequence[plans.Link],
    days: Sequence[date],
    projects: Projects,
    version: int,
    reason: str,
    by: Actor,
    at: datetime,
) -> Broken:
    """Break a task down: every project of every unit goes through `links`, each due by its place in `days`.

    `projects` holds (name, code) by unit; a unit without projects goes through the links once. A draft's
    earlier break-down is replaced, and units that had no part get one. In the ledger, projects are added to
    parts under way, by a recorded change with a `reason`. Raises Refused when any of it may not be.
    """
    if refusal := holding.why_not_plan(task, by, reason) or _why_not(task, links, days, projects):
        raise Refused(refusal)
    holding.hold(task, version, by, at)
    units = {unit.id: unit for unit in Unit.objects.filter(id__in=projects, to_on=None)}
    if refusal := _why_not_units(units.values(), projects):
        raise Refused(refusal)
    if task.state in DRAFTS:
        parts = _draft_parts(task, units.values())
        task.links.all().delete()
    else:
        parts = _open_parts(task, units, timezone.localdate(at))
    kept_links = _links(task, links)
    made = _lay(task, parts, kept_links, days, _kept_projects(projects))
    if not made:
        raise Refused("这些项目的环节都已在计划里，没有可增加的。请增加项目，或不分解。")
    if task.state not in DRAFTS:
        _change(parts, made, reason, by, at)
    told = sum(len(each) for each in projects.values())
    said = f"{len(units)}个单位、{told}个项目、{len(links)}个环节，共{len(made)}项。{reason.strip()}"
    audit.record(
        action="plans.break_down",
        subject=f"task:{task.id}",
        facts={
            **holding.told(task),
            "units": [unit.name for unit in units.values()],
            "links": [link.name for link in links],
            "said": said,
        },
        by=by,
        at=at,
    )
    return Broken(len(units), told, len(made))


def _why_not(task: Task, links: Sequence[plans.Link], days: Sequence[date], projects: Projects) -> str | None:
    assert task.due_on is not None, "a task without a due date was refused"
    if refusal := plans.why_not_links(links) or plans.why_not_days(links, days, task.start_on, task.due_on):
        return refusal
    if not projects:
        return "还没有选单位。请勾选至少一个责任单位。"
    return plans.why_not_so_many({unit: len(each) for unit, each in projects.items()}, len(links))


def _why_not_units(units: Collection[Unit], projects: Projects) -> str | None:
    if len(units) < len(projects):
        return "所选的单位中有已撤销的，请刷新后重选。"
    barred = (reports.why_not_account(UnitKind(unit.kind)) for unit in units)
    return next(filter(None, barred), None)


def _draft_parts(task: Task, units: Collection[Unit]) -> dict[int, Assignment]:
    """Return the planned parts of these units, by unit; those that had none, or only helped, answer now."""
    Assignment.objects.bulk_create(
        [
            Assignment(task=task, unit=unit, branch_id=unit.branch_id or unit.id, role=Role.RESPONSIBLE.value)
            for unit in units
        ],
        ignore_conflicts=True,
    )
    task.assignments.filter(unit__in=units, role=Role.HELPING).update(role=Role.RESPONSIBLE.value)
    return {part.unit_id: part for part in task.assignments.filter(unit__in=units)}


def _open_parts(task: Task, units: Mapping[int, Unit], today: date) -> dict[int, Assignment]:
    """Return the parts under way of these units. Raises Refused when one has none, or it is too late."""
    found = task.assignments.filter(unit__in=units, state=AssignmentState.OPEN, role__in=sorted(ACCOUNTABLE))
    parts = {part.unit_id: part for part in found.select_related("task", "unit")}
    if absent := [unit.short_name for unit_id, unit in units.items() if unit_id not in parts]:
        raise Refused(f"任务已发布，没有交办给{'、'.join(absent)}，或者已在销号。请只选正在办理的责任单位。")
    for part in parts.values():
        if part.due_on is not None and today >= part.due_on:
            raise Refused(
                f"{part.unit.short_name}的完成时限是{part.due_on:%Y-%m-%d}，计划应在到期前调整，当天和逾期后不再受理。"
            )
        if plan_queries.is_undecided(part.id):
            raise Refused(f"{part.unit.short_name}有一次计划调整待审批，请先审批，再增加环节。")
    return parts


def _links(task: Task, links: Sequence[plans.Link]) -> list[Link]:
    """Return the links of a task, made where there are none. Raises Refused when those there are differ."""
    kept = list(task.links.order_by("order"))
    if not kept:
        return Link.objects.bulk_create(
            Link(
                task=task,
                order=order,
                name=link.name,
                weight=link.weight,
                is_gate=link.is_gate,
                holder=link.holder,
            )
            for order, link in enumerate(links, start=1)
        )
    if [(each.name, each.weight) for each in kept] != [(link.name, link.weight) for link in links]:
        raise Refused("任务已发布，环节和权重不再改。请用原有的环节增加项目。")
    return kept


def _kept_projects(projects: Projects) -> dict[int, list[int | None]]:
    """Return the numbers of projects by unit, those made that are new; [None] where a unit has none."""
    named = [(unit, name, code) for unit, each in projects.items() for name, code in each]
    rows.insert(Project, ("unit_id", "name", "code"), named)
    known = {
        (unit, name): number
        for number, unit, name in Project.objects.filter(unit__in=projects).values_list("id", "unit", "name")
    }
    return {unit: [known[unit, name] for name, _ in each] or [None] for unit, each in projects.items()}


def _lay(
    task: Task,
    parts: Mapping[int, Assignment],
    links: Sequence[Link],
    days: Sequence[date],
    projects: Mapping[int, Sequence[int | None]],
) -> list[int]:
    """Insert the pieces that are not there yet, each on its day by the part's own clock; return them."""
    work_days = calendar.work_calendar()
    laid: list[tuple[object, ...]] = []
    for unit_id, part in parts.items():
        grant = ways.read(part.change).grant
        for link, day in zip(links, days, strict=True):
            assert task.due_on is not None, "a task without a due date was refused"
            own = plans.stretched(day, task.start_on, task.due_on, grant.due_on, work_days) if grant else day
            laid += [(part.id, project, link.id, own, own) for project in projects[unit_id]]
    return rows.insert(Piece, ("assignment_id", "project_id", "link_id", "planned_on", "due_on"), laid)


def _change(
    parts: Mapping[int, Assignment], made: Iterable[int], reason: str, by: Actor, at: datetime
) -> None:
    """Record what was added to published plans, lay their ways anew, and tell their units."""
    moves: dict[int, list[list[object]]] = {}
    new = Piece.objects.filter(id__in=rows.among(made)).order_by("id")
    for number, part_id, day in new.values_list("id", "assignment_id", "due_on"):
        moves.setdefault(part_id, []).append([number, None, day.isoformat()])
    for part in parts.values():
        if part.id not in moves:
            continue
        change = PlanChange.objects.create(
            assignment=part,
            number=part.plan_changes.count() + 1,
            kind=PlanChangeKind.ADDED.value,
            state=PlanChangeState.GRANTED.value,
            moves=moves[part.id],
            reason=reason.strip()[:500],
            asked_at=at,
            asked_by=by.words,
            asked_post_id=by.post_id,
            decided_at=at,
            decided_by=by.words,
        )
        relaying.relay(part, timezone.localdate(at))
        Notice.objects.get_or_create(
            key=f"plan:{change.id}:{change.state}",
            defaults={
                "unit": part.unit,
                "words": f"任务分解到环节：{part.task.summary}，共{len(moves[part.id])}项，周报按环节勾选"[
                    :300
                ],
                "link": f"/tasks/{part.task_id}/?part={part.id}",
                "at": at,
                "by": by.words,
            },
        )
