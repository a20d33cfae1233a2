"""One row a task, the same in both forms of the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luoshi.crafts.reading import flat
from luoshi.crafts.reading.model import Directive, Reading

HEADS = ("序号", "重点任务", "原文", "牵头单位", "责任单位", "配合单位", "完成时限", "量化标准")
ROLES = ("牵头", "责任", "配合")
NOTHING = "本文件没有需要分解的任务。"


@dataclass(frozen=True, slots=True)
class Row:
    """One row in the order of HEADS; `due_on` is the date behind the words of the deadline, if any."""

    cells: tuple[str, ...]
    due_on: date | None
    path: str


def of(reading: Reading) -> list[Row]:
    """Return the rows of a reading's tasks, numbered from 1; borderline directives are left out."""
    return [_row(number, found) for number, found in enumerate(reading.tasks, 1)]


def units(reading: Reading) -> list[str]:
    """Return every unit that a task names, once, in the order of the document."""
    return list(dict.fromkeys(unit for found in reading.tasks for unit in found.units))


def deadline(found: Directive) -> str:
    """Return the words of a task's deadline, marked where the day may still move; empty where it has none."""
    return f"{found.deadline or ''}（暂定）" if found.is_provisional else found.deadline or ""


def _row(number: int, found: Directive) -> Row:
    quote = flat.without_breaks(found.quote)
    cells = (
        str(number),
        found.summary,
        quote,
        *("、".join(found.roles[role]) for role in ROLES),
        deadline(found),
        found.standard or "",
    )
    return Row(cells, found.due_on, " / ".join(found.heading_path))
