"""A filled-in account, read row by row with every bad cell named. Of what is locked only the task is read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from luoshi.crafts.workbooks.cells import Cell, Unreadable, values
from luoshi.crafts.workbooks.opening import opened
from luoshi.crafts.workbooks.tables import Table, tables
from luoshi.rules.imports import Fault, accounts, in_order
from luoshi.rules.imports.accounts import AccountLine, AccountLines
from luoshi.rules.lamps import WHOLE_X100
from luoshi.rules.reports import percent_x100

_REMEDY = "请填0到100之间的数，例如45或45.5"
_COLUMNS = {column.key: column for column in accounts.COLUMNS}
LARGEST_UNPACKED = 64 * 1024 * 1024
"""Bytes, tens of thousands of rows: it is read while somebody waits, by a process that others need."""
_ROWS = re.compile(r"\d+")


def read_account(data: bytes) -> AccountLines:
    """Return every filled row of an account's workbook; rows in which nothing was filled in are counted.

    Raises Refused for what is no readable workbook, or holds no sheet with the heads of an account.
    """
    book = opened(data, LARGEST_UNPACKED)
    [table] = tables(book, accounts.SHEETS, "填报表").values()
    faults = list(table.faults)
    is_whole = all(fault.cell for fault in faults)
    lines: list[AccountLine] = []
    blank = 0
    covered = {row for fault in faults for row in _rows_of(fault)}
    if is_whole:
        taken = list(table.rows())
        given = {
            column.key: [cells[index] if index < len(cells) else "" for _, cells in taken]
            for index, column in table.columns
        }
        words, same = _Said(given, "words"), _Said(given, "same")
        filled = zip(*(map(_is_filled, given[key]) for key in accounts.FILLED_IN), strict=True)
        for place, is_filled in enumerate(map(any, filled)):
            if not is_filled:
                blank += _is_filled(given["key"][place])
                continue
            row = taken[place][0]
            reading = _Row(table, row, {key: cells[place] for key, cells in given.items()})
            line = reading.line(words.at(place, reading), same.at(place, reading), is_covered=row in covered)
            faults += reading.faults
            if line:
                lines.append(line)
    faults += _twice(table, lines)
    bad = {row for fault in faults for row in _rows_of(fault)}
    return AccountLines(
        place=table.place,
        lines=tuple(line for line in lines if line.row not in bad),
        faults=tuple(in_order(_once_a_cell(faults))),
        notes=(*book.notes, *table.notes),
        blank=blank,
        is_whole=is_whole,
    )


class _Said:
    """What the cells of a column say, read all at once: nearly every one says just what stands in it."""

    def __init__(self, given: Mapping[str, Sequence[Cell]], key: str) -> None:
        self.key = key
        self.found, bad = values(given[key], _COLUMNS[key])
        self.bad = dict(bad)

    def at(self, place: int, row: _Row) -> str:
        """Return what the cell of a row says; why it cannot be read is a fault of the row."""
        if bad := self.bad.get(place):
            row.fault(self.key, bad.reason, bad.remedy)
        return str(self.found[place] or "")


class _Row:
    """One row in which something was filled in: what it says, or what is wrong with it."""

    def __init__(self, table: Table, row: int, given: dict[str, Cell]) -> None:
        self.table, self.row, self.given = table, row, given
        self.faults: list[Fault] = []

    def line(self, words: str, same: str, *, is_covered: bool) -> AccountLine | None:
        """Return what the row says, None where something is wrong with it.

        Where it `is_covered` by a fault already (merged cells, a formula), what is missing is not told again.
        """
        claimed = self._percent()
        key = accounts.key_of(str(self.given["key"]).strip())
        if key is None:
            self.fault(
                self._first_filled(),
                "这一行的行标识没有了或被改过，认不出是哪一项",
                "请重新导出填报表，把这一行填进去；不要在表里加行",
            )
        elif "task" in self.given and accounts.mark_of(str(self.given["task"])) != key.task_mark:
            self.fault(
                "task",
                "任务与导出时不同，这一行被改写过，或排序时与行标识错开了",
                "请重新导出填报表，把这一行填进去",
            )
        elif not self.faults and not is_covered:
            if claimed is None and not same:
                self.fault("claimed", "写了说明，没有填进度", f"{_REMEDY}；没有变化的，选“{accounts.SAME}”")
            elif same and claimed is not None and claimed != key.seen_x100:
                self.fault(
                    "same", f"选了“{accounts.SAME}”，又填了不同的进度", "请只留一样：要么填进度，要么选无变化"
                )
        if not key or self.faults or is_covered:
            return None
        task = " ".join(str(self.given.get("task", "")).split())
        return AccountLine(self.row, key, key.seen_x100 if claimed is None else claimed, words, task)

    def _percent(self) -> int | None:
        cell = self.given["claimed"]
        try:
            return percent(cell) if _is_filled(cell) else None
        except Unreadable as bad:
            self.fault("claimed", bad.reason, bad.remedy)
            return None

    def _first_filled(self) -> str:
        return next(key for key in accounts.FILLED_IN if _is_filled(self.given[key]))

    def fault(self, key: str, reason: str, remedy: str) -> None:
        """Note what is wrong with a cell of the row."""
        cell = self.given[key]
        written = f"{cell:g}" if isinstance(cell, float) else cell
        self.faults.append(self.table.place.fault(self.row, key, written, reason, remedy))


def percent(cell: Cell) -> int:
    """Return the progress in a cell in hundredths of a percent. Raises Unreadable."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise Unreadable("不是数", _REMEDY)
    found = percent_x100(cell) if isinstance(cell, str) else _of_number(cell)
    if found is None:
        raise Unreadable("不是数", _REMEDY)
    if not 0 <= found <= WHOLE_X100:
        raise Unreadable("进度应在0到100之间", _REMEDY)
    return found


def _of_number(cell: float) -> int:
    # Typed as 45% a spreadsheet keeps 0.45; as a number it might also mean half a percent.
    if 0 < cell < 1:
        raise Unreadable(
            "小于1，看不出是百分之几（像是单元格设成了百分比格式）",
            f"如果是{cell * 100:.4g}%，请填{cell * 100:.4g}；确实不到1%的，请写成文字“{cell:.4g}%”",
        )
    if abs(cell) > WHOLE_X100:
        return -1
    hundredths = round(cell * 100)
    if abs(cell * 100 - hundredths) > 1e-6:
        raise Unreadable("小数超过两位", f"请四舍五入到两位小数，例如{cell:.2f}")
    return hundredths


def _is_filled(cell: Cell) -> bool:
    return cell != "" and not (isinstance(cell, str) and not cell.strip())


def _twice(table: Table, lines: list[AccountLine]) -> Iterator[Fault]:
    rows: defaultdict[int, list[AccountLine]] = defaultdict(list)
    for line in lines:
        rows[line.key.assignment_id].append(line)
    for alike in rows.values():
        for line in alike[1:]:
            yield table.place.fault(
                line.row,
                "task",
                line.task,
                f"与第{alike[0].row}行是同一项任务",
                "请只填一行，把另一行所填的清空",
            )
        if len(alike) > 1:
            first = alike[0]
            yield table.place.fault(
                first.row,
                "task",
                first.task,
                f"与第{alike[1].row}行是同一项任务",
                "请只填一行，把另一行所填的清空",
            )


def _rows_of(fault: Fault) -> range:
    """Return the rows that a fault's cell, or range of cells, stands in."""
    found = [int(each) for each in _ROWS.findall(fault.cell)]
    return range(found[0], found[-1] + 1) if found else range(0)


def _once_a_cell(faults: list[Fault]) -> list[Fault]:
    return list({(fault.sheet, fault.cell): fault for fault in reversed(faults)}.values())[::-1]
