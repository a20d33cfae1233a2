"""From printed lines back to paragraphs: page marks and running heads go, wrapped lines are rejoined.

A line knows where it stands on its page; all lengths are in points, y grows upwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_EDGE = 0.12
"""Share of the page's height, at top and bottom, in which page numbers and running heads stand."""

_PAGE_NUMBER = re.compile(
    r"[\s—–\-―－·.]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*页)?"
    r"(?:\s*[/，,／]?\s*共?\s*\d{1,4}\s*页?)?[\s—–\-―－·.]*"
)
_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、是要]|（[一二三四五六七八九十]{1,3}）|\([一二三四五六七八九十]{1,3}\)"
    r"|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|第[一二三四五六七八九十百]{1,4}[章节条])"
)
_FEWEST, _NARROW = 5, 0.4
_CLOSED = "。！？；：…"
_QUOTES = "”’）〕】》)"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its left and right ends, its baseline, the width of a full character, its words."""

    left: float
    right: float
    y: float
    em: float
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page in the order in which they were written, and the size of the page."""

    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    right: float
    pitch: float
    lines: tuple[Line, ...]


def paragraphs(pages: Sequence[Page]) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the pages, and the lines that were left out as heads and page numbers."""
    running = _running(pages)
    removed: list[str] = []
    columns: list[list[Line]] = []
    for page in pages:
        kept: list[Line] = []
        ends = _outermost(page)
        for line in page.lines:
            at_edge = _in_edge(line, page)
            if at_edge and (_key(line) in running or (line in ends and _PAGE_NUMBER.fullmatch(line.words))):
                removed.append(line.words)
            else:
                kept.append(line)
        columns.extend(_columns(kept))
    usual = _usual_width(columns) or 0.6 * max((page.width for page in pages), default=0.0)
    return list(_joined([_measured(column, usual) for column in columns])), removed


def _in_edge(line: Line, page: Page) -> bool:
    return not _EDGE * page.height < line.y < (1 - _EDGE) * page.height


def _outermost(page: Page) -> set[Line]:
    """The highest and the lowest line, with whatever stands at the same height."""
    if not page.lines:
        return set()
    low, high = min(line.y for line in page.lines), max(line.y for line in page.lines)
    return {line for line in page.lines if min(line.y - low, high - line.y) < line.em / 2}


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+|\s+", "#", line.words), round(line.y / 6)


def _running(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """Words at the same height near an edge on a third of the pages, and on no fewer than two."""
    edges = [{_key(line) for line in page.lines if _in_edge(line, page)} for page in pages]
    seen = Counter(key for edge in edges for key in edge)
    return {key for key, times in seen.items() if times >= max(2, 0.3 * len(pages))}


def _columns(lines: list[Line]) -> Iterator[list[Line]]:
    """A line well above the one before it begins another column."""
    column: list[Line] = []
    for line in lines:
        if column and line.y > column[-1].y + 2 * line.em:
            yield column
            column = []
        column.append(line)
    if column:
        yield column


def _usual_width(columns: list[list[Line]]) -> float:
    widths = [
        max(line.right for line in column) - min(line.left for line in column)
        for column in columns
        if len(column) >= _FEWEST
    ]
    return median(widths) if widths else 0.0


def _measured(lines: list[Line], usual: float) -> _Column:
    """Margins are where at least two lines begin or end; few lines, or short ones, have the usual width."""
    size = median(line.em for line in lines)
    body = [line for line in lines if abs(line.em - size) < 0.2 * size] or lines
    lefts, rights = sorted(line.left for line in body), sorted((line.right for line in body), reverse=True)
    left = next((a for a, b in pairwise(lefts) if b - a < size / 2), lefts[0])
    right = next((a for a, b in pairwise(rights) if a - b < size), rights[0])
    if right - left < (usual if len(lines) < _FEWEST else _NARROW * usual):
        right = left + usual
    steps = [a.y - b.y for a, b in pairwise(lines) if a.y - b.y > size / 2]
    return _Column(left, right, median(steps) if steps else 2 * size, tuple(lines))


def _joined(columns: list[_Column]) -> Iterator[str]:
    words, before, above = "", None, None
    for column in columns:
        for line in column.lines:
            if before is not None and above is not None and _continues(before, above, line, column):
                words = _glued(words, line.words)
            else:
                if words.strip():
                    yield words
                words = line.words
            before, above = line, column
    if words.strip():
        yield words


def _continues(before: Line, above: _Column, line: Line, column: _Column) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    size = before.em
    if "\t" in before.words or "\t" in line.words or abs(line.em - size) > 0.15 * size:
        return False
    if above is column and before.y - line.y > 1.7 * max(column.pitch, 1.2 * size):
        return False
    if before.right < above.right - max(1.6, _first_word(line.words)) * size:
        return False
    ended = before.words.rstrip(_QUOTES + " ").endswith(tuple(_CLOSED))
    if _NUMBERED.match(line.words) and (ended or line.left > column.left + size):
        return False
    indent = line.left - column.left
    if indent < 0.8 * size:
        return True
    level = abs(indent - (before.left - above.left)) < 0.5 * size
    return level and not ended


def _first_word(words: str) -> float:
    """The width in full characters of a Latin word or number that could not be broken."""
    found = re.match(r"[A-Za-z0-9.%,:/\-]+", words)
    return 1.6 + 0.55 * len(found[0]) if found else 0.0


def _glued(before: str, after: str) -> str:
    before, after = before.rstrip(" "), after.lstrip(" \u3000")
    tail = before[-2:]
    if re.fullmatch(r"[A-Za-z][\-\u00ad]", tail) and re.match(r"[a-z]", after):
        return before[:-1] + after
    between = " " if re.search(r"[A-Za-z,;]$", tail) and re.match(r"[A-Za-z]", after) else ""
    return before + between + after


def sorted_rows(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return recognised lines from top to bottom, those of one height joined from left to right by tabs."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if rows and abs(rows[-1].y - line.y) < 0.5 * min(line.em, rows[-1].em):
            first, second = sorted((rows[-1], line), key=lambda part: part.left)
            gap = "\t" if second.left - first.right > 1.5 * line.em else ""
            rows[-1] = replace(first, right=second.right, words=first.words + gap + second.words)
        else:
            rows.append(line)
    return tuple(rows)


def listed(pages: list[int]) -> str:
    """Return page numbers as a reader writes them; of many only the first eight."""
    shown = "、".join(map(str, pages[:8]))
    return shown if len(pages) <= 8 else f"{shown} 等 {len(pages)}"
