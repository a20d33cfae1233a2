"""A workbook of units and posts, read into lines that the rules understand, with every bad cell named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from luoshi.crafts.workbooks.cells import Unreadable, Value, value
from luoshi.crafts.workbooks.opening import opened
from luoshi.crafts.workbooks.tables import Table, tables
from luoshi.rules.imports import BASE, POSTS, SHEETS, UNITS, Fault, Lines, PostLine, UnitLine, mark_of
from luoshi.rules.people import Duty
from luoshi.rules.units import UnitKind

Told = Callable[[int, int], None]
EVERY = 1000
"""After so many rows it is told how far the reading is."""
_KINDS = {kind.label: kind for kind in UnitKind}
_DUTIES = {duty.label: duty for duty in Duty}


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
        for row, values, faults in _rows(table):
            done += 1
            if done % EVERY == 0:
                told(min(done, total), total)
            lines.faults += faults
            if title == UNITS:
                _take_unit(lines, row, values, is_whole=not faults)
            elif not faults:
                lines.posts.append(_post(row, values))
    told(total, total)
    return lines


def _rows(table: Table) -> Iterator[tuple[int, dict[str, Any], list[Fault]]]:
    for row, cells in table.rows():
        values: dict[str, Value] = {}
        faults: list[Fault] = []
        width = len(cells)
        for index, column in table.columns:
            cell = cells[index] if index < width else ""
            try:
                found = None if cell == "" else value(cell, column)
            except Unreadable as bad:
                faults.append(table.place.fault(row, column.key, cell, bad.reason, bad.remedy))
                continue
            if found is None and column.is_required:
                faults.append(table.place.fault(row, column.key, "", f"{column.head}没有填", column.note))
            values[column.key] = found
        yield row, values, faults


def _take_unit(lines: Lines, row: int, values: dict[str, Any], *, is_whole: bool) -> None:
    if is_whole:
        lines.units.append(_unit(row, values))
    elif code := values.get("code"):
        lines.unread.add(code)


def _typed(title: str, values: Mapping[str, Value]) -> str:
    """Return the mark of a row as it reads, where it has one from the export."""
    if not values.get("base"):
        return ""
    return mark_of(values.get(column.key) for column in SHEETS[title] if column is not BASE)


def _unit(row: int, values: dict[str, Any]) -> UnitLine:
    get = values.get
    return UnitLine(
        row=row,
        code=values["code"],
        name=values["name"],
        short_name=get("short_name") or "",
        parent=get("parent") or "",
        kind=_KINDS[values["kind"]],
        mark=get("mark") or "",
        former=get("former") or (),
        aliases=get("aliases") or (),
        from_on=get("from_on"),
        change_on=get("change_on"),
        to_on=get("to_on"),
        into=get("into") or "",
        paper=get("paper") or "",
        base=get("base") or "",
        typed=_typed(UNITS, values),
    )


def _post(row: int, values: dict[str, Any]) -> PostLine:
    get = values.get
    begun: date = values["from_on"]
    return PostLine(
        row=row,
        name=values["name"],
        number=get("number") or "",
        unit=values["unit"],
        duty=_DUTIES[values["duty"]],
        title=get("title") or "",
        from_on=begun,
        to_on=get("to_on"),
        account=get("account") or "",
        base=get("base") or "",
        typed=_typed(POSTS, values),
    )
