"""A list as a spreadsheet: a title, a frozen header, columns of a readable width.

Text is written as text whatever it begins with, so that no cell taken from a document can carry a formula.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO

import rustpy_xlsxwriter as xlsx

Cell = str | int | float | date | None
"""What a cell may hold. None leaves it empty."""

_NARROWEST, _WIDEST = 8, 60
_LOOKED_AT = 300
_AT_A_TIME = 5000


def write(
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    told: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return an XLSX file: the title across the first row, then the header, then the rows.

    `told(done, total)` hears of the rows as they are written, every five thousand; what it raises ends it.
    Raises ValueError for fewer than two columns, two of one name, or a row without one cell a column.
    """
    if len(header) < 2 or len(set(header)) != len(header):
        raise ValueError("a sheet needs at least two columns of different names")
    if any(len(row) != len(header) for row in rows):
        raise ValueError("a row of a sheet needs one cell for each column")
    empty = dict.fromkeys(header, "")
    buffer = BytesIO()
    xlsx.write_worksheet(
        _records(header, rows, told) if rows else [empty],
        buffer,
        sheet_name="列表",
        header_row=1,
        merge_ranges=[(0, 0, 0, len(header) - 1, title, _title_format())],
        row_heights={0: 28.0},
        header_format=_header_format(),
        column_widths=[
            _width(name, [row[place] for row in rows[:_LOOKED_AT]]) for place, name in enumerate(header)
        ],
        column_formats=[_format(row[place] for row in rows) for place in range(len(header))],
        freeze_row=2,
        freeze_col=1,
        autofilter=bool(rows),
        page_setup={
            "landscape": True,
            "paper_size": 9,
            "repeat_rows": 1,
            "fit_to_pages": (1, 0),
            "footer": "&C第 &P 页，共 &N 页",
        },
    )
    return buffer.getvalue()


def _records(
    header: Sequence[str], rows: Sequence[Sequence[Cell]], told: Callable[[int, int], None] | None
) -> Iterator[dict[str, Cell]]:
    for done, row in enumerate(rows):
        if told and not done % _AT_A_TIME:
            told(done, len(rows))
        yield dict(zip(header, row, strict=True))
    if told:
        told(len(rows), len(rows))


def _title_format() -> xlsx.Format:
    return xlsx.Format().set_bold().set_font_size(14).set_align("left").set_align("vcenter")


def _header_format() -> xlsx.Format:
    return xlsx.Format().set_bold().set_background_color("#E8EEF5").set_border_bottom("thin").set_text_wrap()


def _format(cells: Iterable[Cell]) -> xlsx.Format:
    """Return the format of a column by what it holds: text stays text, days are days."""
    first = next((cell for cell in cells if cell is not None), "")
    plain = xlsx.Format().set_align("top")
    if isinstance(first, date):
        return plain.set_num_format("yyyy-mm-dd")
    if isinstance(first, str):
        return plain.set_num_format("@").set_text_wrap()
    return plain


def _width(name: str, cells: Sequence[Cell]) -> float:
    """Return a column's width in characters: a Chinese character takes two."""
    widest = max(map(_columns, [name, *cells]))
    return float(min(_WIDEST, max(_NARROWEST, widest + 2)))


def _columns(cell: Cell) -> int:
    words = "" if cell is None else str(cell)
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in words)
