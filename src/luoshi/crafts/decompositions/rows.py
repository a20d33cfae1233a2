"""One row a task, the same in both forms of the table."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.crafts.reading import flat
from luoshi.crafts.reading.model import Directive, Reading

HEADS = ("序号", "重点任务", "原文", "牵头单位", "责任单位", "配合单位", "完成时限", "量化标准")


@dataclass(frozen=True, slots=True)
class Row:
    """One row in the order of HEADS; `due` is the ISO date behind the words of the deadline, if any."""

    cells: tuple[str, ...]
    due: str
    path: str


def of(reading: Reading) -> list[Row]:
    """Return the rows of a reading's tasks, numbered from 1; borderline directives are left out."""
    return [_row(number, found) for number, found in enumerate(reading.tasks, 1)]


def _row(number: int, found: Directive) -> Row:
    quote = flat.without_breaks(found.quote)
    cells = (
        str(number),
        found.summary,
        quote,
        *("、".join(found.roles[role]) for role in ("牵头", "责任", "配合")),
        found.deadline or "",
        found.standard or "",
    )
    return Row(cells, found.due_on.isoformat() if found.due_on else "", " / ".join(found.heading_path))
