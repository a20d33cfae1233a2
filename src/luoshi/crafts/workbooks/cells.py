"""What stands in a cell, read as a code, a text, some names, a day or a choice; or why it cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TypeAlias

from luoshi.rules.imports import CellKind, Column

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta
Value: TypeAlias = str | date | tuple[str, ...] | None

_MOST_DIGITS = 10**15
_EPOCH = date(1899, 12, 30)
_SERIALS = range(18_000, 60_000)  # 1949 to 2064
_DAY = re.compile(
    r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?"
)
_DAY_OF_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FULL_WIDTH = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]+")
"""Nearly every cell: nothing in it is to be put right, nothing to be objected to."""
_SPACES = re.compile(r"[\s\u3000\u200b\ufeff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NO_TEXT = r"\s\u200b\ufeff\x00-\x1f\x7f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_PLAIN_SIGNS: Mapping[CellKind, tuple[str, str]] = {
    CellKind.CODE: (r"[0-9A-Za-z\u4e00-\u9fff]", r"[0-9A-Za-z\u4e00-\u9fff._-]"),
    CellKind.TEXT: (rf"[^{_NO_TEXT}=+\-@]", f"[^{_NO_TEXT}]"),
}
"""Signs that a plain code or text begins with, and goes on with."""
_BETWEEN_NAMES = re.compile(r"[、,，;；\n]+")
_FORMULA = ("=", "+", "-", "@")


class Unreadable(Exception):
    """A cell that cannot be read as its column demands: why, and what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def value(cell: Cell, column: Column) -> Value:
    """Return what a filled cell says: None for blanks, a date for days, names as a tuple, else a text.

    Raises Unreadable.
    """
    if column.kind is CellKind.DAY:
        return _day(cell)
    words = _text(cell, column)
    if not words:
        return None
    return _READERS[column.kind](words, column)


def values(cells: Sequence[Cell], column: Column) -> tuple[list[Value], list[tuple[int, Unreadable]]]:
    """Return what each cell of a column says, as value() does, None for empty ones too.

    With it the places (from 0) of those that cannot be read, and why.
    """
    if _is_plain(cells, column):
        return [cell or None for cell in cells], []  # type: ignore[misc]  # texts and days, as they stand
    found: list[Value] = []
    bad: list[tuple[int, Unreadable]] = []
    for place, cell in enumerate(cells):
        try:
            found.append(None if cell == "" else value(cell, column))
        except Unreadable as error:
            found.append(None)
            bad.append((place, error))
    return found, bad


def _is_plain(cells: Sequence[Cell], column: Column) -> bool:
    """Return whether every cell says just what stands in it: nearly always so, and asked of all at once."""
    if column.kind is CellKind.DAY:
        return all(type(cell) is date or cell == "" for cell in cells)
    if column.kind in (CellKind.CHOICE, CellKind.NAMES):
        return {"", *column.choices}.issuperset(cells)
    if not {str}.issuperset(map(type, cells)):
        return False
    lines = "".join(f"{cell}\n" for cell in cells)
    is_a_line_a_cell = lines.count("\n") == len(cells)
    return is_a_line_a_cell and bool(_plain(column.kind, column.longest).fullmatch(lines))


@cache
def _plain(kind: CellKind, longest: int) -> re.Pattern[str]:
    """Return the pattern of cells, each with a line break behind it, that need not be put right."""
    first, others = _PLAIN_SIGNS[kind]
    return re.compile(f"(?:(?:{first}{others}{{0,{longest - 1}}})?\n)*+")


def _text(cell: Cell, column: Column) -> str:
    if isinstance(cell, bool):
        raise Unreadable("单元格里是逻辑值（是、否）", f"请填写{column.head}的文字")
    if isinstance(cell, int | float):
        return _number(cell)
    if not isinstance(cell, str):
        raise Unreadable(f"{column.head}这一列不应是日期", "请把单元格格式设为文本后重新填写")
    if _PLAIN.fullmatch(cell):
        return cell
    if _CONTROL.search(cell):
        raise Unreadable("含有看不见的控制字符", "请删去后重新输入这一格，不要从别处粘贴")
    words = _SPACES.sub(" ", cell.translate(_FULL_WIDTH)).strip()
    if words.startswith(_FORMULA):
        raise Unreadable(
            f"以“{words[0]}”开头，会被电子表格当成公式", f"请去掉开头的“{words[0]}”，直接填写文字"
        )
    return words


def _number(cell: float) -> str:
    if abs(cell) >= _MOST_DIGITS:
        raise Unreadable(
            "超过15位的数字被存成了数值，末尾几位已经丢失", "请先把这一列的格式设为文本，再重新输入完整号码"
        )
    if cell != int(cell) or cell < 0:
        raise Unreadable("是小数或负数，不是编码或文字", "请核对，并把这一列的格式设为文本")
    return str(int(cell))


def _code(words: str, column: Column) -> str:
    return _short_enough(unicodedata.normalize("NFKC", words).replace(" ", ""), column)


def _short_enough(words: str, column: Column) -> str:
    if len(words) > column.longest:
        raise Unreadable(f"有{len(words)}个字，{column.head}最多{column.longest}个", "请写短一些")
    return words


def _names(words: str, column: Column) -> tuple[str, ...]:
    found = [each.strip() for each in _BETWEEN_NAMES.split(words)]
    return tuple(dict.fromkeys(_short_enough(each, column) for each in found if each))


def _choice(words: str, column: Column) -> str:
    chosen = words.replace(" ", "")
    if chosen not in column.choices:
        if len(column.choices) == 1:
            raise Unreadable(
                f"这一列只能是“{column.choices[0]}”，或者空着", f"请改成“{column.choices[0]}”，或清空这一格"
            )
        raise Unreadable(f"没有这个{column.head}", f"请从下拉列表中选：{'、'.join(column.choices)}")
    return chosen


_READERS: Mapping[CellKind, Callable[[str, Column], Value]] = {
    CellKind.CODE: _code,
    CellKind.TEXT: _short_enough,
    CellKind.NAMES: _names,
    CellKind.CHOICE: _choice,
}


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    remedy = "请写成 2026-11-20 这样的日期"
    if isinstance(cell, bool | time | timedelta):
        raise Unreadable("不是日期", remedy)
    if isinstance(cell, int | float):
        return _day_of_number(cell, remedy)
    words = unicodedata.normalize("NFKC", _CONTROL.sub("", cell)).strip()
    if not words:
        return None
    found = _DAY.fullmatch(words) or _DAY_OF_EIGHT.fullmatch(words)
    if not found:
        raise Unreadable("看不出是哪一天", remedy)
    return _date(*map(int, found.groups()), remedy=remedy)


def _day_of_number(cell: float, remedy: str) -> date:
    if cell == int(cell) and (found := _DAY_OF_EIGHT.fullmatch(str(int(cell)))):
        return _date(*map(int, found.groups()), remedy=remedy)
    if int(cell) in _SERIALS:
        likely = _EPOCH + timedelta(days=int(cell))
        raise Unreadable(
            f"是数字，不是日期（如果是日期序号，就是{likely}）", "请把单元格格式改为日期，并核对是不是这一天"
        )
    raise Unreadable("是数字，不是日期", remedy)


def _date(year: int, month: int, day: int, *, remedy: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable("没有这一天", remedy) from error
