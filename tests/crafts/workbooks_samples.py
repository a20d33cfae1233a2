"""Workbooks as people send them, made cell by cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from luoshi.rules.imports import SHEETS

BUREAU = ("A", "示例市教育局", "市教育局", "", "市教育局", "示教", "", "", date(2020, 1, 1), None, None, "")
COUNTY = ("B", "东河区教育局", "东河区", "A", "县级教育局", "", "", "", date(2020, 1, 1), None, None, "")
HEAD = ("甲某某", "1001", "B", "主要负责人", "局长", date(2024, 3, 1), None, "donghe")
Rows = Sequence[Sequence[Any]]
Touch = Callable[[Any, Any], None]


def made(
    units: Rows = (BUREAU, COUNTY), posts: Rows = (HEAD,), touch: Touch | None = None, **names: str
) -> bytes:
    """Return a workbook; `touch(book, sheets)` may do to it what people do, `names` rename its sheets."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheets = {}
    for title, rows in (("单位", units), ("岗位", posts)):
        sheet = sheets[title] = book.add_worksheet(names.get(title, title))
        for index, column in enumerate(SHEETS[title]):
            sheet.write_string(0, index, column.head)
        for number, row in enumerate(rows, start=1):
            for index, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, index, cell, day)
                elif cell is not None:
                    sheet.write(number, index, cell)
    if touch:
        touch(book, sheets)
    book.close()
    return file.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook of which one part was changed, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return out.getvalue()
