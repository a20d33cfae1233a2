"""The table as XLSX: frozen head, filter, lists to choose from, nothing that computes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from luoshi.crafts.decompositions import rows
from luoshi.crafts.reading.model import Reading
from luoshi.rules.tasks import TaskState

_HEADS = (*rows.HEADS, "时限日期", "状态", "所在章节")
_WIDTHS = (6, 24, 46, 14, 18, 16, 13, 15, 12, 9, 18)
_CENTRED = frozenset({0, 6, 8, 9})
_ROLE_COLUMNS, _DATE, _STATE = (3, 4, 5), 8, 9
_SPARE = 200  # rows below the last that the lists hold for as well: the office goes on writing
_LINE_POINTS = 15.5
_TALLEST = 400.0


def write_xlsx(reading: Reading, states: Sequence[TaskState] = (), units: Sequence[str] = ()) -> bytes:
    """Return an XLSX file with one row a task; texts are written as texts, so that no cell carries a formula.

    `states` says where each task stands, in the order of the reading's tasks; none given, all wait.
    `units` are the names offered in the columns of units, besides those that the tasks name.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": _title(reading), "subject": "任务分解表"})
    sheet = book.add_worksheet("任务分解表")
    _head(book, sheet, _title(reading))
    found = rows.of(reading)
    _rows(book, sheet, found, [state.label for state in states] or [TaskState.PROPOSED.label] * len(found))
    _choices(book, sheet, list(dict.fromkeys([*rows.units(reading), *units])), len(found) + 1 + _SPARE)
    sheet.freeze_panes(2, 2)
    sheet.autofilter(1, 0, max(len(found) + 1, 2), len(_HEADS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.print_area(0, 0, max(len(found) + 1, 2), len(_HEADS) - 1)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    book.close()
    return buffer.getvalue()


def _head(book: Any, sheet: Any, words: str) -> None:
    title = book.add_format(
        {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"}
    )
    head = book.add_format(_PLAIN | {"font_name": "黑体", "align": "center", "bg_color": "#E8EEF5"})
    sheet.merge_range(0, 0, 0, len(_HEADS) - 1, "", title)
    sheet.write_string(0, 0, words, title)
    sheet.set_row(0, 34)
    for column, (words, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, words, head)
    sheet.set_row(1, 24)


def _rows(book: Any, sheet: Any, found: Sequence[rows.Row], states: Sequence[str]) -> None:
    text = book.add_format(_PLAIN | {"num_format": "@"})
    middle = book.add_format(_PLAIN | {"align": "center", "num_format": "@"})
    day = book.add_format(_PLAIN | {"align": "center", "num_format": "yyyy-mm-dd"})
    for index, (row, state) in enumerate(zip(found, states, strict=True), start=2):
        cells = (*row.cells, "", state, row.path)
        for column, cell in enumerate(cells):
            sheet.write_string(index, column, cell, middle if column in _CENTRED else text)
        if row.due_on:
            sheet.write_datetime(index, _DATE, datetime(*row.due_on.timetuple()[:3]), day)  # noqa: DTZ001
        sheet.set_row(index, _height(cells))


def _choices(book: Any, sheet: Any, units: Sequence[str], last: int) -> None:
    """Lists to choose from. A column of units takes other names too: one task may have several."""
    sheet.data_validation(
        2,
        _STATE,
        last,
        _STATE,
        {
            "validate": "list",
            "source": [state.label for state in TaskState],
            "error_title": "状态",
            "error_message": "请从下拉列表中选择状态。",
        },
    )
    sheet.data_validation(
        2,
        _DATE,
        last,
        _DATE,
        {
            "validate": "date",
            "criteria": ">=",
            "value": date(2000, 1, 1),
            "error_title": "时限日期",
            "error_message": "请填日期，如 2026-12-25。",
        },
    )
    if not units:
        return
    names = book.add_worksheet("单位")
    names.set_column(0, 0, 40)
    names.write_string(0, 0, "可选单位")
    for index, unit in enumerate(units, start=1):
        names.write_string(index, 0, unit)
    for column in _ROLE_COLUMNS:
        sheet.data_validation(
            2,
            column,
            last,
            column,
            {
                "validate": "list",
                "source": f"=单位!$A$2:$A${len(units) + 1}",
                "show_error": False,
                "input_title": _HEADS[column],
                "input_message": "可从列表中选一个；有几个单位的，用顿号隔开写在一格。",
            },
        )


_PLAIN: dict[str, object] = {
    "font_name": "仿宋",
    "font_size": 11,
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
}


def _title(reading: Reading) -> str:
    return f"{reading.title}任务分解表" if reading.title else "任务分解表"


def _height(cells: tuple[str, ...]) -> float:
    """Rows do not grow by themselves in a file that was written: reckon two columns a character."""
    lines = max(-(-2 * len(cell) // width) if cell else 1 for cell, width in zip(cells, _WIDTHS, strict=True))
    return min(_TALLEST, max(1, lines) * _LINE_POINTS + 4)
