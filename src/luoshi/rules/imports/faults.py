"""What is wrong with a cell: where it is, what it holds, why that will not do and what will."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.rules.imports.columns import Column

LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `cell` is as the spreadsheet names it ("C5"), "" for a fault of the whole sheet."""

    sheet: str
    cell: str
    value: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the columns of a sheet stand, so that what is found later can be named by its cell."""

    sheet: str
    letters: dict[str, str]

    def fault(self, row: int, key: str, value: object, reason: str, remedy: str) -> Fault:
        """Return a fault of the cell in this column, or of the row's first where there is no such column."""
        letter = self.letters.get(key) or next(iter(self.letters.values()), "A")
        return Fault(self.sheet, f"{letter}{row}", shown(value), reason, remedy)


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults sheet by sheet as they come first, and within a sheet row by row."""
    sheets: dict[str, list[Fault]] = {}
    for fault in faults:
        sheets.setdefault(fault.sheet, []).append(fault)
    return [fault for found in sheets.values() for fault in sorted(found, key=_row)]


def _row(fault: Fault) -> int:
    return int(re.sub(r"\D", "", fault.cell.partition(":")[0]) or 0)


def shown(value: object) -> str:
    """Return a value in one short line."""
    words = "" if value is None else str(value)
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"


def letters(index: int) -> str:
    """Return the letters of a column counted from 0: A, B, …, Z, AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def place_of(sheet: str, columns: Sequence[tuple[int, Column]]) -> Place:
    """Return where columns stand that were found at these indexes (from 0)."""
    return Place(sheet, {column.key: letters(index) for index, column in columns})
