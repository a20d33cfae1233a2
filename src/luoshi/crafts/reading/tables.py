"""Tables that divide work: each row a task, with its units and its date in cells of their own.

A table is a run of lines whose cells tabs part, under a header that says what they hold (see `columns`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luoshi.crafts.reading import columns, names, notes
from luoshi.crafts.reading.columns import Column

MERGED = "\u200b"
"""What a cell holds that is merged with the one above it; nobody sees it, and no rule reads it."""

_ROLES = {Column.LEAD: notes.LEAD, Column.DUTY: notes.DUTY, Column.HELP: notes.HELP}
_SERIAL = re.compile(r"[\d一二三四五六七八九十（）().．、①-⑳—\-]{1,8}")
_ENUMERATOR = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳])\s*"
)
_NOTHING = re.compile(r"[\s/／\\—–\-－无。]*")
_WRAPS = ("，", "、", ",")
_ANNEX = re.compile(r"附\s*[件表录]")
_SHARED = (Column.LEAD, Column.DUTY, Column.HELP, Column.DUE)
_MOST_BETWEEN = 3
_SHORTEST = 4
_LONGEST_HEADING = 40


class Cell(NamedTuple):
    """The words of a cell, and where they stand in the document."""

    words: str
    start: int
    end: int

    @property
    def squeezed(self) -> str:
        """Return the words without white space."""
        return "".join(self.words.split()).strip(MERGED)

    @property
    def heading(self) -> str:
        """Return the words as a heading: no enumerator before them, no stop behind them."""
        return _ENUMERATOR.sub("", self.squeezed, count=1).rstrip("。：")[:_LONGEST_HEADING]


class Row(NamedTuple):
    """One task of a table: its line, its own words, and what the cells beside it say.

    `told`: a cell says what became of it already.
    """

    start: int
    end: int
    task: tuple[int, int]
    roles: dict[str, list[str]]
    due: str | None
    standard: str
    path: tuple[str, ...]
    told: bool


class Table(NamedTuple):
    """A table in the document, from its header to its last row."""

    start: int
    end: int
    rows: tuple[Row, ...]


def find(text: str) -> list[Table]:
    """Return the tables of a document that divide work, in order; offsets in characters of `text`."""
    if "\t" not in text:
        return []
    lines = list(_lines(text))
    found: list[Table] = []
    index = 0
    while index < len(lines):
        held = _held(lines[index])
        table, index = _Reader(lines, index, held).table() if held else (None, index + 1)
        if table:
            found.append(table)
    return found


def _lines(text: str) -> Iterator[list[Cell]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        cells = []
        place = offset
        for raw in line.rstrip().split("\t"):
            words = raw.strip()
            start = place + (raw.index(words) if words else 0)
            cells.append(Cell(words, start, start + len(words)))
            place += len(raw) + 1
        if any(cell.squeezed for cell in cells):
            yield cells
        offset += len(line)


def _held(line: list[Cell]) -> tuple[Column, ...] | None:
    return columns.of([cell.squeezed for cell in line]) if len(line) > 1 else None


class _Reader:
    """Reads the rows below a header; what merged cells leave empty is carried down."""

    def __init__(self, lines: list[list[Cell]], header: int, held: tuple[Column, ...]) -> None:
        self.lines = lines
        self.header = header
        self.held = held
        self.carried: dict[int, Cell] = {}
        self.heading = ""
        self.rows: list[Row] = []
        self.seen = self.odd = 0

    def table(self) -> tuple[Table | None, int]:
        """Return the table and the line after it; no table where hardly all lines are whole rows."""
        index = self.header + 1
        if index < len(self.lines) and len(self.lines[index]) > 1:
            divided = columns.below(self.held, [cell.squeezed for cell in self.lines[index]])
            self.held, index = (divided, index + 1) if divided else (self.held, index)
        last = index - 1
        while (row := self._next_row(index)) is not None:
            for (heading,) in self.lines[index:row]:
                self.heading = heading.heading
            self._read(self.lines[row])
            last, index = row, row + 1
        if not self.rows or 5 * self.odd > self.seen:
            return None, last + 1
        start = next(cell.start for cell in self.lines[self.header] if cell.words)
        return Table(start, self.lines[last][-1].end, tuple(self.rows)), last + 1

    def _next_row(self, index: int) -> int | None:
        """The next line of cells, a few lines of one cell aside; None where something else begins."""
        for place in range(index, min(index + _MOST_BETWEEN + 1, len(self.lines))):
            line = self.lines[place]
            if len(line) == 1:
                if _ANNEX.match(line[0].words):
                    return None
                continue
            other = _held(line) is not None or line[0].squeezed in ("序号", "编号", "姓名")
            return None if other and not self._is_header(line) else place
        return None

    def _is_header(self, line: list[Cell]) -> bool:
        """Whether a line repeats the header, as on every page of a long table."""
        return [cell.squeezed for cell in line] == [cell.squeezed for cell in self.lines[self.header]]

    def _read(self, line: list[Cell]) -> None:
        if self._is_header(line):
            return
        self.seen += 1
        numbered = self.held[0] is Column.NUMBER
        number = line[0].squeezed if numbered else ""
        wrapped = any(cell.words.endswith(_WRAPS) for cell in line)
        if wrapped or len(line) > len(self.held) or (number and not _SERIAL.fullmatch(number)):
            self.odd += 1
            return
        cells = self._filled(line, below=numbered and not number)
        first = next(cell.start for cell in line if cell.words.strip(MERGED))
        task = self._task(cells, first)
        if not task:
            return
        enumerator = _ENUMERATOR.match(task.words)
        begin = task.start + (enumerator.end() if enumerator else 0)
        groups = [cells[place].heading for place in self._places(Column.GROUP) if cells[place] != task]
        self.rows.append(
            Row(
                start=first,
                end=line[-1].end,
                task=(begin, task.end),
                roles=self._roles(cells),
                due="，".join(cell.squeezed for cell in self._said(cells, Column.DUE)) or None,
                standard="；".join(cell.squeezed for cell in self._said(cells, Column.STANDARD)),
                path=tuple(filter(None, (self.heading, *groups))),
                told=bool(self._said(cells, Column.STATE)),
            )
        )

    def _filled(self, line: list[Cell], *, below: bool) -> list[Cell]:
        """The cells of a row, with what merged cells above it hold.

        An empty cell is merged for certain only where the file says so, or, `below`, where the row has no
        number of its own: a cell may be empty because nobody is to help.
        """
        cells = [*line, *[Cell("", line[-1].end, line[-1].end)] * (len(self.held) - len(line))]
        for place, column in enumerate(self.held):
            empty = not cells[place].words
            if cells[place].words == MERGED or (
                empty and (column is Column.GROUP or (below and column in _SHARED))
            ):
                cells[place] = self.carried.get(place, cells[place]._replace(words=""))
            else:
                self.carried[place] = cells[place]
        return cells

    def _task(self, cells: list[Cell], first: int) -> Cell | None:
        """The cell of the task; where it is empty the heading beside it, unless that one is carried."""
        for place in (*self._places(Column.TASK), *self._places(Column.GROUP)[::-1]):
            cell = cells[place]
            if cell.start >= first and len(cell.squeezed) >= _SHORTEST:
                return cell
        return None

    def _places(self, *wanted: Column) -> list[int]:
        return [place for column in wanted for place, held in enumerate(self.held) if held is column]

    def _said(self, cells: Sequence[Cell], *wanted: Column) -> list[Cell]:
        """The cells of some columns that say anything."""
        return [
            cells[place] for place in self._places(*wanted) if not _NOTHING.fullmatch(cells[place].squeezed)
        ]

    def _roles(self, cells: list[Cell]) -> dict[str, list[str]]:
        roles: dict[str, list[str]] = {}
        for column, role in _ROLES.items():
            for cell in self._said(cells, column):
                for told, named in notes.in_cell(cell.words, role).items():
                    roles.setdefault(told, []).extend(named)
        if not roles:
            posts = [notes.in_cell(cell.words, notes.DUTY) for cell in self._said(cells, Column.PERSON)]
            named = [name for post in posts for name in post.get(notes.DUTY, ())]
            roles[notes.DUTY] = list(filter(names.is_name, named))
        return {role: list(dict.fromkeys(named)) for role, named in roles.items() if named}
