"""A workbook of units and posts, read into lines that the rules understand, with every bad cell named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, islice, zip_longest
from operator import itemgetter
from typing import Any, TypeVar

from luoshi.crafts.workbooks.cells import Value, values
from luoshi.crafts.workbooks.opening import opened
from luoshi.crafts.workbooks.tables import Table, tables
from luoshi.rules.imports import (
    BASE,
    SHEETS,
    UNITS,
    CellKind,
    Fault,
    Lines,
    PostLine,
    UnitLine,
    mark_of,
)
from luoshi.rules.people import Duty
from luoshi.rules.units import UnitKind

Line = TypeVar("Line", UnitLine, PostLine)
Told = Callable[[int, int], None]
EVERY = 1000
"""So many rows are read at a time; then it is told how far the reading is."""
_CHOSEN: Mapping[str, Mapping[Any, UnitKind | Duty]] = {
    "kind": {kind.label: kind for kind in UnitKind},
    "duty": {duty.label: duty for duty in Duty},
}
_BLANK: Mapping[CellKind, Value] = {CellKind.DAY: None, CellKind.NAMES: ()}
"""What stands for an empty cell in a line; "" where nothing is said here."""


def _tell_nobody(done: int, total: int) -> None:  # noqa: ARG001
    return


def read(data: bytes, told: Told = _tell_nobody) -> Lines:
    """Return every row of both sheets; `told(done, total)` hears of the rows as they are read.

    Raises Refused for what is no readable workbook or holds no such sheets.
    """
    book = opened(data)
    found = tables(book, SHEETS, "名册")
    lines = Lines(notes=list(book.notes))
    total = sum(table.height for table in found.values())
    done = 0
    for title, table in found.items():
        lines.faults += table.faults
        lines.notes += table.notes
        if title == UNITS:
            lines.unit_place = table.place
        else:
            lines.post_place = table.place
        if any(not fault.cell for fault in table.faults):
            continue
        for part in _parts(table):
            lines.faults += part.faults
            if title == UNITS:
                lines.units += _lines(UnitLine, title, part)
                lines.unread |= part.unread("code")
            else:
                lines.posts += _lines(PostLine, title, part)
            done += len(part.rows)
            if len(part.rows) == EVERY:
                told(min(done, total), total)
    told(total, total)
    return lines


@dataclass(frozen=True, slots=True)
class _Part:
    """Some rows by columns: their numbers, what their cells say, and which of them are without fault."""

    rows: Sequence[int]
    said: Mapping[str, Sequence[Value]]
    faults: Sequence[Fault]
    is_right: Sequence[bool]

    def unread(self, key: str) -> set[Any]:
        """Return what this column says in rows with a fault."""
        return {said for said, right in zip(self.said[key], self.is_right, strict=True) if said and not right}


def _parts(table: Table) -> Iterator[_Part]:
    """Yield the rows by the thousand, read column by column: that takes half of what it takes row by row."""
    rows = table.rows()
    while taken := list(islice(rows, EVERY)):
        numbers, cells = zip(*taken, strict=True)
        columns = list(zip_longest(*cells, fillvalue=""))
        said: dict[str, Sequence[Value]] = {}
        faults: list[tuple[int, Fault]] = []
        for index, column in table.columns:
            given = columns[index] if index < len(columns) else [""] * len(numbers)
            found, bad = values(given, column)
            said[column.key] = found
            wrong = {place: (given[place], why.reason, why.remedy) for place, why in bad}
            if column.is_required and None in found:
                missing = "", f"{column.head}没有填", column.note
                wrong = {place: missing for place, value in enumerate(found) if value is None} | wrong
            faults += [
                (place, table.place.fault(numbers[place], column.key, *told)) for place, told in wrong.items()
            ]
        faults.sort(key=itemgetter(0))
        at_fault = {place for place, _ in faults}
        is_right = [place not in at_fault for place in range(len(numbers))]
        yield _Part(numbers, said, [fault for _, fault in faults], is_right)


def _lines(kind: type[Line], title: str, part: _Part) -> Iterator[Line]:
    """Return the lines of the rows without fault."""
    read: dict[str, Sequence[object]] = {"row": part.rows, "typed": _typed(title, part)}
    for column in SHEETS[title]:
        said = part.said.get(column.key) or [None] * len(part.rows)
        blank = _BLANK.get(column.kind, "")
        read[column.key] = said if blank is None else [value or blank for value in said]
    right = {key: compress(column, part.is_right) for key, column in read.items()}
    chosen = {key: map(labels.__getitem__, right[key]) for key, labels in _CHOSEN.items() if key in right}
    columns = right | chosen
    return map(kind._make, zip(*(columns[name] for name in kind._fields), strict=True))


def _typed(title: str, part: _Part) -> Sequence[str]:
    """Return the mark of each row as it reads, "" where it has none from the export."""
    based = part.said.get(BASE.key) or ()
    if not any(based):
        return [""] * len(part.rows)
    empty = [None] * len(part.rows)
    cells = zip(
        *(part.said.get(column.key, empty) for column in SHEETS[title] if column is not BASE), strict=True
    )
    return [mark_of(row) if base else "" for base, row in zip(based, cells, strict=True)]
