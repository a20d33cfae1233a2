"""A break-down before it is made: whom it may reach, what a pasted list says, how many rows it makes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.queries import units
from luoshi.records.models import Assignment, Milestone, Piece, Task, Unit
from luoshi.rules import plans, reports
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.plans import Curve, Shape
from luoshi.rules.tasks import DRAFTS, AssignmentState, Role, Step, TaskState
from luoshi.rules.units import UnitKind

_LONGEST_PROJECT, _LONGEST_CODE = 80, 40
_CELLS = re.compile(r"\t|\s*[,;，；]\s*|\s{2,}")
_HEADS = frozenset({"单位", "县区", "县（市、区）", "县(市、区)", "责任单位"})
Projects = Mapping[int, Sequence[tuple[str, str]]]
"""The projects (name, code) of each unit that takes part; a unit without any has an empty list."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted list says: the projects by unit, and what is wrong in it, line by line."""

    projects: Projects
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitSketch:
    """What one unit would get. `note` says what changes for it besides."""

    unit: Unit
    projects: tuple[str, ...]
    pieces: int
    note: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """How many rows a break-down would make, and for whom."""

    units: tuple[UnitSketch, ...]
    links: int

    @property
    def projects(self) -> int:
        """How many projects there are in all."""
        return sum(len(each.projects) for each in self.units)

    @property
    def pieces(self) -> int:
        """How many pieces there are in all."""
        return sum(each.pieces for each in self.units)


def draft(task_id: int) -> Task | None:
    """Return a task that may be planned, at the desk or in the ledger; None when there is none."""
    gone = [TaskState.DROPPED, TaskState.CANCELLED, TaskState.CLOSED]
    return Task.objects.filter(id=task_id).exclude(state__in=gone).select_related("document").first()


def choosable(task: Task) -> list[tuple[Unit, Assignment | None]]:
    """Return the units that a task may be broken down for, in the order of the tree, with their parts.

    A task in the ledger reaches those whose parts are under way; a draft every unit that sends accounts.
    """
    parts = {part.unit_id: part for part in task.assignments.select_related("unit")}
    if task.state in DRAFTS:
        known = [unit for unit in units.assignable() if not reports.why_not_account(UnitKind(unit.kind))]
        return [(unit, parts.get(unit.id)) for unit in known]
    open_parts = [
        part
        for part in parts.values()
        if part.state == AssignmentState.OPEN
        and part.role != Role.HELPING
        and not reports.why_not_account(UnitKind(part.unit.kind))
    ]
    return [(part.unit, part) for part in sorted(open_parts, key=lambda part: part.unit.path)]


def to_begin_with(task: Task) -> set[int]:
    """Return the units that stand chosen when a draft's plan is opened: those that are broken down already.

    Else its counties, else whoever answers for it. Of a task in the ledger nobody is chosen beforehand.
    """
    if task.state not in DRAFTS:
        return set()
    parts = [part for _, part in choosable(task) if part is not None and part.role != Role.HELPING]
    begun = set(Piece.objects.filter(assignment__in=parts).values_list("assignment__unit_id", flat=True))
    counties = {part.unit_id for part in parts if part.unit.kind == UnitKind.COUNTY}
    return begun or counties or {part.unit_id for part in parts}


def laid_steps(task: Task, shape: Shape, curve: Curve, days: WorkCalendar) -> Sequence[Step]:
    """Return the milestones of a task: as published, or as a draft of this shape would have them."""
    if task.state not in DRAFTS:
        rows = Milestone.objects.filter(task=task).order_by("due_on")
        return [
            Step(day, planned, label)
            for day, planned, label in rows.values_list("due_on", "planned_x100", "label")
        ]
    assert task.due_on is not None, "the door asks for a due date first"
    stages = [date.fromisoformat(each) for each in task.stages]
    return plans.steps(shape, task.start_on, task.due_on, days, stages, curve)


def understood(text: str, chosen: Sequence[Unit]) -> Pasted:
    """Return what a list pasted from a sheet says: unit, project and, if there is one, its code on each line.

    Where only one unit is chosen the first column may be left out of all lines. Every line that is not
    understood is told, with its number and why.
    """
    lines = [
        (number, [cell.strip() for cell in _CELLS.split(line.strip())])
        for number, line in enumerate(unicodedata.normalize("NFKC", text).replace("\x00", "").splitlines(), 1)
        if line.strip()
    ]
    if lines and lines[0][1][0] in _HEADS:
        lines = lines[1:]
    named = units.resolve([cells[0] for _, cells in lines])
    by_name = {unit.short_name: unit for unit in chosen} | {unit.name: unit for unit in chosen}
    if len(chosen) == 1 and not any(cells[0] in named or cells[0] in by_name for _, cells in lines):
        lines = [(number, [chosen[0].name, *cells]) for number, cells in lines]
    found: dict[int, dict[str, str]] = {unit.id: {} for unit in chosen}
    faults = []
    for number, cells in lines:
        meant = named.get(cells[0], [])
        unit = by_name.get(cells[0]) or (meant[0] if len(meant) == 1 else None)
        name, code = (*cells[1:3], "", "")[:2]
        if reason := _why_not_line(unit, cells[0], name, code, len(cells), found):
            faults.append(f"第{number}行“{cells[0][:20]}　{name[:20]}”：{reason}")
        elif unit is not None:
            found[unit.id][name] = code
    return Pasted({unit_id: list(each.items()) for unit_id, each in found.items()}, tuple(faults))


def _why_not_line(
    unit: Unit | None, written: str, name: str, code: str, cells: int, found: Mapping[int, Mapping[str, str]]
) -> str | None:
    if unit is None:
        return f"不认识单位“{written[:20]}”，请写单位的全称或简称"
    if reason := reports.why_not_account(UnitKind(unit.kind)):
        return reason
    if unit.id not in found:
        return f"没有勾选{unit.short_name}，请在上面勾选，或删去这一行"
    if not name:
        return "没有项目名称，请在第二列填写"
    if cells > 3:
        return f"有{cells}列，只认单位、项目名称、项目代码三列"
    if len(name) > _LONGEST_PROJECT or len(code) > _LONGEST_CODE:
        return f"项目名称不超过{_LONGEST_PROJECT}个字，代码不超过{_LONGEST_CODE}个字"
    if name in found[unit.id]:
        return f"{unit.short_name}的这个项目写了两次"
    return None


def sketch(task: Task, projects: Projects, links: int) -> Sketch:
    """Return what a break-down of a task would make, unit by unit."""
    told = []
    for unit, part in choosable(task):
        if unit.id not in projects:
            continue
        names = tuple(name for name, _ in projects[unit.id])
        told.append(UnitSketch(unit, names, max(1, len(names)) * links, _note(task, part)))
    return Sketch(tuple(told), links)


def _note(task: Task, part: Assignment | None) -> str:
    if part is None:
        return "新交办，列为责任单位"
    if part.role == Role.HELPING:
        return "由配合改为责任单位"
    if task.state not in DRAFTS and part.claimed_x100 and not part.change:
        return f"已自报{part.claimed_x100 / 100:g}%，下次周报起按勾选的环节计算"
    return ""
