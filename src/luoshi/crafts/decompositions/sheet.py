"""The table as XLSX: frozen head, filter, wrapped cells, and nothing that a spreadsheet would compute."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from luoshi.crafts.decompositions import rows
from luoshi.crafts.reading.model import Reading

_WIDTHS = (6, 30, 60, 18, 24, 24, 16, 22, 13, 28)
_HEADS = (*rows.HEADS, "时限日期", "所在章节")
_LINE_POINTS = 15.5
_TALLEST = 400.0


def write_xlsx(reading: Reading) -> bytes:
    """Return an XLSX file with one row a task; every cell is text, so that no cell can carry a formula."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": _title(reading), "subject": "任务分解表"})
    sheet = book.add_worksheet("任务分解表")
    plain = {"font_name": "仿宋", "font_size": 11, "valign": "vcenter", "text_wrap": True, "border": 1}
    text = book.add_format(plain | {"num_format": "@"})
    middle = book.add_format(plain | {"align": "center", "num_format": "@"})
    head = book.add_format(plain | {"font_name": "黑体", "align": "center", "bg_color": "#E8EEF5"})
    title = book.add_format(
        {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"}
    )
    last = len(_HEADS) - 1
    sheet.merge_range(0, 0, 0, last, "", title)
    sheet.write_string(0, 0, _title(reading), title)
    sheet.set_row(0, 34)
    for column, (words, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, words, head)
    sheet.set_row(1, 24)
    found = rows.of(reading)
    for index, row in enumerate(found, 2):
        cells = (*row.cells, row.due, row.path)
        for column, cell in enumerate(cells):
            sheet.write_string(index, column, cell, middle if column in (0, 6, 8) else text)
        sheet.set_row(index, _height(cells))
    sheet.freeze_panes(2, 2)
    sheet.autofilter(1, 0, max(len(found) + 1, 1), last)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    book.close()
    return buffer.getvalue()


def _title(reading: Reading) -> str:
    return f"{reading.title}任务分解表" if reading.title else "任务分解表"


def _height(cells: tuple[str, ...]) -> float:
    """Rows do not grow by themselves in a file that was written: reckon two columns a character."""
    lines = max(-(-2 * len(cell) // width) if cell else 1 for cell, width in zip(cells, _WIDTHS, strict=True))
    return min(_TALLEST, max(1, lines) * _LINE_POINTS + 4)
