"""A workbook to be filled in: notes, frozen heads, lists to choose from; empty, or with what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from luoshi.rules.imports import BASE, POSTS, SHEETS, UNITS, CellKind, Column

_SPARE = 5000
"""Rows below the last that the lists and formats hold for as well."""
_WIDTHS = {CellKind.CODE: 14, CellKind.TEXT: 24, CellKind.NAMES: 26, CellKind.DAY: 13, CellKind.CHOICE: 16}
_EXAMPLES = {
    UNITS: (
        ("A01", "示例市教育局", "市教育局", "", "市教育局", "示教", "", "局党组", "2020-01-01", "", "", ""),
        ("A0101", "示例市教育局督查科", "督查科", "A01", "局机关处室", "", "", "", "2020-01-01", "", "", ""),
        (
            "B01",
            "东河区教育局",
            "东河区",
            "A01",
            "县级教育局",
            "",
            "东河区教育体育局",
            "",
            "2020-01-01",
            "",
            "",
            "",
        ),
        ("B0101", "东河区第一小学", "东河一小", "B01", "学校", "", "", "", "2020-01-01", "", "", ""),
    ),
    POSTS: (
        ("甲某某", "1001", "A0101", "督查科科长", "科长", "2024-03-01", "", "kezhang"),
        ("乙某某", "1002", "B01", "经办人", "督查专干", "2024-03-01", "", "donghe"),
        ("乙某某", "1002", "B0101", "主要负责人", "校长（兼）", "2025-09-01", "", ""),
    ),
}
_ADVICE = (
    "从系统导出的名册：没有改过的行不会读，改过的行才核对；导出之后系统里又有变动的，会告诉您已过时。",
    "先填“单位”，再填“岗位”。表头不要改，多余的列可以留着，不会读。",
    "只写有变动的行也可以：表里没有写到的单位和岗位，系统中原样不动。",
    "单位改名：编码不变，改“名称”，填“变动日期”；旧名称自动记为曾用名。",
    "单位换上级：改“上级编码”，填“变动日期”。",
    "单位撤销：填“停用日期”；并入别的单位的，再填“并入编码”，在办任务随之转过去。",
    "有人离任：在他的那一行填“离任日期”；接任的人另起一行。名下的在办任务转给本单位现任者。",
    "一个人在几处任职：每处一行，填同一个“工号”。没有工号的，按“单位＋姓名”认人。",
    "编码、工号这些列已设为文本。超过15位的数字不要先输成数值，末尾会丢失。",
    "上传后先核对：有错的格子一次列全；没有错的，列出会有哪些变动，确认后才写入，要么全部写入，要么一行不写。",
)


def write(rows: Mapping[str, Iterable[Sequence[str | date | None]]] | None = None, note: str = "") -> bytes:
    """Return an XLSX file with the sheets 单位 and 岗位; `rows` by sheet, in the order of the columns.

    Every text is written as text, whatever it begins with. `note` stands first on the sheet of notes.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
    )
    book.set_properties({"title": "单位和岗位名册"})
    formats = _formats(book)
    for title, columns in SHEETS.items():
        _sheet(book, formats, title, columns, (rows or {}).get(title, ()))
    _notes(book, formats, note)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    head = {"bold": True, "bg_color": "#E8EEF5", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
    return {
        "head": book.add_format(head),
        "needed": book.add_format(head | {"bg_color": "#FCE8CF"}),
        "text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _sheet(
    book: Any,
    formats: dict[str, Any],
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str | date | None]],
) -> None:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 30)
    for index, column in enumerate(columns):
        kind = "day" if column.kind is CellKind.DAY else "text"
        hidden = {"hidden": True} if column is BASE else {}
        sheet.set_column(index, index, _WIDTHS[column.kind], formats[kind], hidden)
        sheet.write_string(0, index, column.head, formats["needed" if column.is_required else "head"])
        need = "必填。" if column.is_required else "选填。"
        sheet.write_comment(0, index, need + column.note, {"x_scale": 1.6})
    last = 0
    for last, row in enumerate(rows, start=1):
        for index, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(last, index, datetime(cell.year, cell.month, cell.day), formats["day"])  # noqa: DTZ001
            elif cell:
                sheet.write_string(last, index, cell, formats["text"])
    for index, column in enumerate(columns):
        if rule := _rule(column):
            sheet.data_validation(1, index, last + _SPARE, index, rule)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)


def _rule(column: Column) -> dict[str, Any] | None:
    if column.kind is CellKind.CHOICE:
        return {
            "validate": "list",
            "source": list(column.choices),
            "error_title": f"没有这个{column.head}",
            "error_message": "请从下拉列表中选择。",
        }
    if column.kind is CellKind.DAY:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1900, 1, 1),
            "maximum": date(2099, 12, 31),
            "error_title": "不是日期",
            "error_message": "请写成 2026-11-20 这样的日期。",
        }
    return None


def _notes(book: Any, formats: dict[str, Any], note: str) -> None:
    sheet = book.add_worksheet("说明")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90, formats["wrap"])
    sheet.write_string(0, 0, "怎样填写", formats["title"])
    line = 1
    for number, words in enumerate((note, *_ADVICE) if note else _ADVICE, start=1):
        sheet.write_string(line, 0, f"{number}")
        sheet.write_string(line, 1, words)
        line += 1
    for title, columns in SHEETS.items():
        line += 1
        sheet.write_string(line, 0, f"“{title}”各列", formats["title"])
        line += 1
        for column in columns[:-1]:
            sheet.write_string(line, 0, column.head)
            need = "必填。" if column.is_required else ""
            options = f"可选：{'、'.join(column.choices)}。" if column.choices else ""
            sheet.write_string(line, 1, need + column.note + options)
            line += 1
        sheet.write_string(line, 0, "例（照此填）")
        for row in _EXAMPLES[title]:
            sheet.write_string(line, 1, "｜".join(cell or "　" for cell in row))
            line += 1
