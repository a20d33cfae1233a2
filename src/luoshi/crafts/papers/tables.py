"""How wide the columns of a plain table are, so that it always fits between the margins."""

from __future__ import annotations

from typing import Final

from luoshi.crafts.papers import standard, words
from luoshi.crafts.papers.model import Table

_PADDING: Final = 3.2 + 4.2  # mm: both sides of a cell, and one 字 of air for digits
_SIDES: Final = 0.75  # 字: both sides of a cell, 4 pt each of 12 pt, and a little air
_FIGURES: Final = frozenset("0123456789.,-")
_LONG: Final = 12.0  # 字: longer cells begin at the left instead of standing in the middle


def column_widths(table: Table, room: float) -> tuple[float, ...]:
    """Return the width of each column in mm; together they are ``room``.

    Columns that need less than an equal share get what they need; the others share the rest. What is left
    over goes to all in proportion.
    """
    needs = [width * standard.GB9704.table_pt * standard.MM_PER_PT + _PADDING for width in _longest(table)]
    if (total := sum(needs)) <= room:
        return tuple(need * room / total for need in needs)
    widths: dict[int, float] = {}
    rest = room
    for place in sorted(range(len(needs)), key=needs.__getitem__):
        widths[place] = min(needs[place], rest / (len(needs) - len(widths)))
        rest -= widths[place]
    return tuple(widths[place] for place in range(len(needs)))


def centred(table: Table) -> tuple[bool, ...]:
    """Return for each column whether its cells stand in the middle: short ones do, sentences do not."""
    return tuple(longest <= _LONG for longest in _longest(table))


def sure_of_one_line(table: Table, widths: tuple[float, ...]) -> tuple[bool, ...]:
    """Return for each row, the header first, whether every cell of it surely stands in one line.

    Such a row is as high as its type, and the compiler need not set it twice to find out. Only figures are
    taken for narrow, since no font of official paper has them wider than six tenths of a 字; a row that is
    empty throughout is lower than a line.
    """
    rooms = [width / (standard.GB9704.table_pt * standard.MM_PER_PT) - _SIDES for width in widths]
    return tuple(
        any(row) and all(_at_most(cell) <= room for cell, room in zip(row, rooms, strict=True))
        for row in (table.header, *table.rows)
    )


def _at_most(cell: str) -> float:
    """Return a width in 字 that a cell never exceeds in one line."""
    return sum(0.6 if char in _FIGURES else 1.0 for char in cell)


def _longest(table: Table) -> list[float]:
    columns = zip(table.header, *table.rows, strict=True)
    return [max(1.0, *(words.width_in_chars(cell) for cell in column)) for column in columns]
