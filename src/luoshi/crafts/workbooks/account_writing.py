"""A week's account as a workbook to be filled in: what is known is locked, what is asked has its limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from luoshi.rules.imports.accounts import ACCOUNT, COLUMNS, FILLED_IN, LONGEST_WORDS, SAME, AccountRow

FIRST = 2
"""The row (from 0) of the first assignment: a title and the heads stand above it."""
_WIDTHS = {
    "task": 46,
    "due_on": 12,
    "last": 11,
    "planned": 11,
    "hint": 30,
    "claimed": 11,
    "words": 40,
    "same": 9,
}
_INDEX = {column.key: index for index, column in enumerate(COLUMNS)}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ADVICE = (
    "有变化的，填“本次进度（%）”：填45或45.5，不用写百分号。没有变化的，在“无变化”一列选“无变化”。两样只填一样。",
    "“提示”里写明“须写说明”的，在“说明”里用一两句话写原因和下一步措施；其他的不必写。",
    "不填的行不报送，可以下次再填。已报过的填了新的进度，就是更正。",
    "“提示”里写明“按环节计算”的，进度由完成的环节得出，这里不填：有变化的，到网页的周报里勾选环节；没有变化的，选“无变化”。",
    "白色的格子可以填，灰色的不能改。不要合并单元格，不要加行，不要改表头。",
    "用 Excel、WPS、LibreOffice 填都可以，存成 .xlsx、.xls 或 .ods 上传。宏不会运行。",
    "上传时一次核对完：有错的格子逐格列出，哪一格、填的什么、错在哪里、怎么改；没有错才报送，或由您选择只报正确的。",
    "这份表只用于本单位这一周。导出之后有人在网页上报过的，会告诉您是谁报的，不会覆盖。",
)


def write_account(title: str, rows: Sequence[AccountRow]) -> bytes:
    """Return an XLSX file with one row an assignment, below `title` and the heads.

    The first column is hidden and holds the key of each row. Every text is written as text, and marked as
    such where it begins like a formula.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
    )
    book.set_properties({"title": title})
    formats = _formats(book)
    sheet = book.add_worksheet(ACCOUNT)
    _frame(sheet, formats, title)
    for number, row in enumerate(rows, start=FIRST):
        _write_row(sheet, formats, number, row)
    last = FIRST + max(len(rows), 1) - 1
    for key, rule in _rules().items():
        sheet.data_validation(FIRST, _INDEX[key], last, _INDEX[key], rule)
    sheet.autofilter(FIRST - 1, 0, last, len(COLUMNS) - 1)
    _notes(book, formats)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    head = {"bold": True, "bg_color": "#E8EEF5", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
    locked = {
        "bg_color": "#F2F4F7",
        "valign": "top",
        "text_wrap": True,
        "bottom": 1,
        "bottom_color": "#D8DEE6",
    }
    open_ = {"valign": "top", "border": 1, "border_color": "#B9C4D0", "locked": False}
    return {
        "title": book.add_format({"bold": True, "font_size": 14, "valign": "vcenter"}),
        "head": book.add_format(head),
        "asked": book.add_format(head | {"bg_color": "#FCE8CF"}),
        "text": book.add_format(locked),
        "quoted": book.add_format(locked | {"quote_prefix": True}),
        "day": book.add_format(locked | {"num_format": "yyyy-mm-dd", "align": "left"}),
        "number": book.add_format(locked | {"num_format": "0.##"}),
        "claimed": book.add_format(open_ | {"num_format": "0.##"}),
        "words": book.add_format(open_ | {"num_format": "@", "text_wrap": True}),
        "same": book.add_format(open_ | {"num_format": "@", "align": "center"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _frame(sheet: Any, formats: dict[str, Any], title: str) -> None:
    sheet.freeze_panes(FIRST, 2)
    sheet.protect(
        "",
        {"format_columns": True, "format_rows": True, "autofilter": True},
    )
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST - 1)
    sheet.set_column(0, 0, 4, None, {"hidden": True})
    for key, width in _WIDTHS.items():
        sheet.set_column(_INDEX[key], _INDEX[key], width)
    sheet.set_row(0, 28)
    sheet.write_string(0, 1, title, formats["title"])
    sheet.set_row(1, 32)
    for index, column in enumerate(COLUMNS):
        sheet.write_string(1, index, column.head, formats["asked" if column.key in FILLED_IN else "head"])


def _write_row(sheet: Any, formats: dict[str, Any], number: int, row: AccountRow) -> None:
    sheet.write_string(number, 0, row.key.text)
    _write_text(sheet, formats, number, "task", row.task)
    if row.due_on:
        day = datetime(row.due_on.year, row.due_on.month, row.due_on.day)  # noqa: DTZ001
        sheet.write_datetime(number, _INDEX["due_on"], day, formats["day"])
    else:
        sheet.write_blank(number, _INDEX["due_on"], None, formats["text"])
    if row.last_x100 is None:
        _write_text(sheet, formats, number, "last", "还没报过")
    else:
        sheet.write_number(number, _INDEX["last"], row.last_x100 / 100, formats["number"])
    sheet.write_number(number, _INDEX["planned"], row.planned_x100 / 100, formats["number"])
    _write_text(sheet, formats, number, "hint", row.hint)
    for key in FILLED_IN:
        is_locked = row.is_counted and key == "claimed"
        sheet.write_blank(number, _INDEX[key], None, formats["text" if is_locked else key])


def _write_text(sheet: Any, formats: dict[str, Any], number: int, key: str, words: str) -> None:
    kind = "quoted" if words.startswith(_FORMULA) else "text"
    sheet.write_string(number, _INDEX[key], words, formats[kind])


def _rules() -> dict[str, dict[str, Any]]:
    """Return what the spreadsheet itself lets nobody type, by column."""
    return {
        "claimed": {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 100,
            "input_title": "本次进度（%）",
            "input_message": "填0到100之间的数，例如45或45.5，不写百分号。",
            "error_title": "进度应在0到100之间",
            "error_message": "请填0到100之间的数，例如45或45.5。",
        },
        "words": {
            "validate": "length",
            "criteria": "<=",
            "value": LONGEST_WORDS,
            "error_title": "说明太长",
            "error_message": f"最多{LONGEST_WORDS}个字。",
        },
        "same": {
            "validate": "list",
            "source": [SAME],
            "error_title": "只能选“无变化”",
            "error_message": "没有变化的选“无变化”；有变化的空着，在“本次进度”里填数。",
        },
    }


def _notes(book: Any, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet("怎样填")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 100, formats["wrap"])
    for number, words in enumerate(_ADVICE, start=1):
        sheet.write_string(number, 0, f"{number}")
        sheet.write_string(number, 1, words)
