"""Where in a workbook its tables stand: found by the sheet's name, else by its heads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from luoshi.crafts.workbooks.cells import Cell
from luoshi.crafts.workbooks.opening import Book, Sheet
from luoshi.rules.imports import Column, Fault, Place, letters, place_of
from luoshi.rules.refusals import Refused

HEADS_WITHIN = 10
_TRIMMINGS = re.compile(r"[\s*＊:：]|[（(](?:必填|选填)[）)]")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet by its columns: which stand where, how many rows there may be, and the rows themselves.

    `rows` yields (number as the spreadsheet shows it, cells by index), blank rows left out.
    """

    place: Place
    columns: tuple[tuple[int, Column], ...]
    height: int
    rows: Callable[[], Iterator[tuple[int, list[Cell]]]]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def tables(book: Book, sheets: Mapping[str, Sequence[Column]], what: str) -> dict[str, Table]:
    """Return those of the tables `sheets` that a workbook holds, by what they are.

    Raises Refused when it holds none, says `what` was looked for, and names its sheets.
    """
    found: dict[str, Table] = {}
    opened = [_Opened(book, sheet) for sheet in book.sheets]
    for title, columns in sheets.items():
        named = [each for each in opened if each.title == title]
        others = [each for each in opened if each not in named and not each.sheet.is_hidden]
        for each in (*named, *others):
            head, placed = each.heads(columns)
            present = {column.key for _, column in placed}
            is_whole = all(column.key in present for column in columns if column.is_required)
            if is_whole or (each in named and placed):
                found[title] = each.table(head, placed, title, columns)
                opened.remove(each)
                break
    if not found:
        names = "、".join(f"“{sheet.name}”" for sheet in book.sheets) or "没有一张工作表"
        wanted = "；".join(f"“{title}”要有{_required(columns)}" for title, columns in sheets.items())
        raise Refused(
            f"没有找到{what}：文件里的工作表是{names}，都没有{what}的表头。"
            f"{wanted}。请用页面上下载的{what}填写，不要改表头。"
        )
    return found


class _Opened:
    """One sheet with its values, which are taken out of the file once."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.sheet = sheet
        self.title = _plain(sheet.name)
        self.values = book.values(sheet)
        # Rows above the first value are counted, columns left of it are not.
        self.left = self.values.start[1] if self.values.start else 0

    def heads(self, columns: Sequence[Column]) -> tuple[int, list[tuple[int, Column]]]:
        """Return the row (from 0) among the first ten that has most of these heads, and where each stands.

        The places are counted from the first column that has a value.
        """
        by_head = {head: column for column in columns for head in (*column.other_heads, column.head)}
        best: tuple[int, list[tuple[int, Column]]] = (0, [])
        for number, cells in enumerate(islice(self.values.iter_rows(), HEADS_WITHIN)):
            found: dict[str, tuple[int, Column]] = {}
            for index, cell in enumerate(cells):
                words = _plain(str(cell))
                column = by_head.get(words)
                if column and (column.key not in found or words == column.head):
                    found[column.key] = (index, column)
            if len(found) > len(best[1]):
                best = (number, sorted(found.values(), key=lambda each: each[0]))
        return best

    def table(
        self, head: int, columns: list[tuple[int, Column]], title: str, wanted: Sequence[Column]
    ) -> Table:
        """Return the sheet as a table whose heads stand in a row (from 0)."""
        place = place_of(self.sheet.name, [(self.left + index, column) for index, column in columns])
        first = head + 1

        def rows() -> Iterator[tuple[int, list[Cell]]]:
            for number, cells in enumerate(islice(self.values.iter_rows(), first, None), start=first + 1):
                if cells.count("") < len(cells):
                    yield number, cells

        faults = [
            *_missing(self.sheet, columns, wanted),
            *_merged(self.values.merged_cell_ranges, place, first),
        ]
        return Table(
            place=place,
            columns=tuple(columns),
            height=max(0, self.values.end[0] + 1 - first) if self.values.end else 0,
            rows=rows,
            faults=(*faults, *_uncomputed(self.sheet, place, first)),
            notes=tuple(self._notes(head, columns, title)),
        )

    def _notes(self, head: int, columns: list[tuple[int, Column]], title: str) -> Iterator[str]:
        name = self.sheet.name
        if self.title != title:
            yield f"工作表“{name}”是按表头认作“{title}”的。"
        if self.sheet.is_hidden:
            yield f"工作表“{name}”是隐藏的，也读了。"
        known = {index for index, _ in columns}
        cells = next(islice(self.values.iter_rows(), head, None), [])
        unknown = [
            f"“{cell}”" for index, cell in enumerate(cells) if index not in known and str(cell).strip()
        ]
        if unknown:
            yield f"工作表“{name}”里这些列不认识，没有读：{'、'.join(unknown[:8])}。"
        hidden = sorted(number for number in self.sheet.traits.hidden_rows if number > head + 1)
        if hidden:
            few = "、".join(map(str, hidden[:8])) + ("…" if len(hidden) > 8 else "")
            yield f"工作表“{name}”有{len(hidden)}行是隐藏的（第{few}行），与其他行一样读入，请核对。"


def _missing(
    sheet: Sheet, columns: Sequence[tuple[int, Column]], wanted: Sequence[Column]
) -> Iterator[Fault]:
    present = {column.key for _, column in columns}
    for column in wanted:
        if column.is_required and column.key not in present:
            yield Fault(
                sheet.name, "", "", f"没有“{column.head}”这一列", "请在表头补上，或把内容复制到新下载的模板里"
            )


def _merged(
    ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None, place: Place, first: int
) -> Iterator[Fault]:
    for (top, left), (bottom, right) in sorted(ranges or []):
        if bottom >= first:
            where = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
            yield Fault(
                place.sheet, where, "", "单元格合并了，看不出各行填的是什么", "请取消合并，每一行都填上内容"
            )


def _uncomputed(sheet: Sheet, place: Place, first: int) -> Iterator[Fault]:
    read = set(place.letters.values())
    for cell in sheet.traits.uncomputed:
        column = cell.rstrip("0123456789")
        if column in read and int(cell.removeprefix(column)) > first:
            yield Fault(
                sheet.name,
                cell,
                "（公式）",
                "公式没有算出结果，或结果是错误",
                "请改填文字，不用公式；或用 Excel、WPS 打开，保存后再上传",
            )


def _required(columns: Sequence[Column]) -> str:
    return "、".join(column.head for column in columns if column.is_required)


def _plain(head: str) -> str:
    return _TRIMMINGS.sub("", head)
