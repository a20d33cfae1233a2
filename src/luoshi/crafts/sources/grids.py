"""The rows of a table as lines: tabs between the cells, a sign that nobody sees in a merged one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luoshi.crafts.reading import columns, tables

Cell = list[str] | None
"""The lines of a cell; None for one that is merged with the cell above it."""


def divides_work(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a row of the table is the header of one that divides work."""
    return any(
        len(row) > 1 and columns.of(["".join("".join(cell or ()).split()) for cell in row]) is not None
        for row in rows
    )


def lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Give a line a row; a row that holds but one cell is given as the lines of that cell."""
    work = divides_work(rows)
    for row in rows:
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and not (work and None in row):
            yield from filled[0]
        elif filled:
            merged = tables.MERGED if work else ""
            yield "\t".join(merged if cell is None else " ".join(map(one_line, cell)) for cell in row).rstrip(
                "\t"
            )


def one_line(words: str) -> str:
    """Return words without tabs, which would part cells."""
    return words.replace("\t", " ").strip()
