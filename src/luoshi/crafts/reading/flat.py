"""The document without its white space, and the way back.

Official texts arrive hard-wrapped, with page marks, markdown stars and indents of every width. All rules
read a flat text in which none of that exists; every flat character knows where it stands in the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

SPACE, LINE, BLANK = 1, 2, 3

_RUNS = re.compile(r"&quot;|\*\*|[^\s\u200b\ufeff*&]+|[&*]")
_PAGE_MARK = re.compile(r"^[ \t]*#[ \t]*Page[ \t]+\d+[ \t]*:?[ \t]*$", re.MULTILINE)
_MARKDOWN_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_ONE_FORM = tuple(zip(",;:!?()［］", "，；：！？（）〔〕", strict=True))
_STOP = re.compile(r"[。！？…][。！？…]*[”’）〕】》]*")
_FEWEST_BROKEN = 12
_WIDEST_PRINT = 64
_SENTENCE_END = "。！？；：…"


@dataclass(frozen=True, slots=True)
class Flat:
    """Flat text made of the unbroken runs of the document.

    `runs`: where each run begins in the flat text, and the length of that text; `origins` and `ends`: where
    each begins and ends in the document; `gaps`: per flat character, what lies before it; `lines`: where
    lines begin, except the first; `breaks`: where sentences end, at full stops and between paragraphs.
    """

    text: str
    runs: list[int]
    origins: list[int]
    ends: list[int]
    gaps: bytearray
    wrapped: bool
    lines: list[int]
    breaks: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the document of the flat characters from `start` to `end` (not empty)."""
        first, last = bisect_right(self.runs, start) - 1, bisect_left(self.runs, end) - 1
        stop = self.ends[last] if end == self.runs[last + 1] else self.origins[last] + end - self.runs[last]
        return self.origins[first] + start - self.runs[first], stop

    def index(self, offset: int) -> int:
        """Return the first flat character that starts at or after an offset in the document."""
        run = max(0, bisect_right(self.origins, offset) - 1)
        return min(self.runs[run] + max(0, offset - self.origins[run]), self.runs[run + 1])

    def without(self, tables: Sequence[tuple[int, int]]) -> Flat:
        """Return the same with signs that mean nothing between the flat offsets of `tables`."""
        if not tables:
            return self
        parts: list[str] = []
        position = 0
        for start, end in tables:
            parts += self.text[position:start], "■" * (end - start)
            position = end
        return replace(self, text="".join((*parts, self.text[position:])))

    def starts_line(self, index: int) -> bool:
        """Return whether a line of the document begins at this flat character."""
        return index == 0 or (index < len(self.gaps) and self.gaps[index] >= LINE)

    def starts_paragraph(self, index: int) -> bool:
        """Return whether a paragraph begins here, seeing through lines that were wrapped by a printer."""
        if index == 0 or index >= len(self.text):
            return True
        return self.gaps[index] >= LINE and (not self.wrapped or _ends_paragraph(self.text, self.gaps, index))


def flatten(text: str, tables: Sequence[tuple[int, int]] = ()) -> Flat:
    """Return the flat form of a document; linear in its length.

    The lines between the offsets of `tables` do not tell whether a printer broke the others.
    """
    marks = _marks(text) if "#" in text else []
    runs, origins, ends, lines = [0], [], [], []
    gaps = bytearray()
    pieces: list[str] = []
    position, paged, mark = 0, False, 0
    for match in _RUNS.finditer(text):
        begin, stop = match.span()
        while mark < len(marks) and marks[mark][1] <= begin:
            paged = paged or text[marks[mark][1] - 1] not in " \t"
            mark += 1
        if mark < len(marks) and marks[mark][0] <= begin:
            continue
        piece = match.group()
        if piece == "**":
            continue
        if piece == "&quot;":
            piece = "”"
        pieces.append(piece)
        origins.append(begin)
        ends.append(stop)
        gap = _gap(text, position, begin, paged)
        if gap >= LINE and gaps:
            lines.append(runs[-1])
        gaps.append(gap)
        gaps.extend(bytes(len(piece) - 1))
        runs.append(len(gaps))
        position, paged = stop, False
    flat = "".join(pieces)
    for written, form in _ONE_FORM:
        flat = flat.replace(written, form)
    wrapped = _is_wrapped(flat, gaps, _outside(lines, runs, origins, tables) if tables else lines)
    paragraphs = [index for index in lines if not wrapped or _ends_paragraph(flat, gaps, index)]
    breaks = sorted({*paragraphs, *(match.end() for match in _STOP.finditer(flat))})
    return Flat(flat, runs, origins, ends, gaps, wrapped, lines, breaks)


def _marks(text: str) -> list[tuple[int, int]]:
    """Where page marks and the signs before markdown headings stand."""
    return sorted(
        [match.span() for match in _PAGE_MARK.finditer(text)]
        + [
            match.span()
            for match in _MARKDOWN_HEADING.finditer(text)
            if not text.startswith("Page", match.end())
        ]
    )


def _gap(text: str, start: int, end: int, paged: bool) -> int:
    if start == end:
        return 0
    lines = text.count("\n", start, end)
    if paged:
        return LINE
    return BLANK if lines > 1 else LINE if lines else SPACE


def _outside(
    lines: list[int], runs: list[int], origins: list[int], tables: Sequence[tuple[int, int]]
) -> list[int]:
    """The lines that begin outside the tables, which stand in order."""
    starts = [start for start, _ in tables]
    kept = []
    for index in lines:
        begin = origins[bisect_left(runs, index)]
        table = bisect_right(starts, begin) - 1
        if table < 0 or begin >= tables[table][1]:
            kept.append(index)
    return kept


def _ends_paragraph(flat: str, gaps: bytearray, index: int) -> bool:
    """In a wrapped text only a blank line after a closed sentence parts paragraphs."""
    return gaps[index] == BLANK and flat[index - 1] in _SENTENCE_END + "）〕”"


def _is_wrapped(flat: str, gaps: bytearray, ends: list[int]) -> bool:
    """A printer broke the lines when many end in the middle of a sentence and hardly any is long."""
    broken = sum(gaps[index] == LINE and flat[index - 1] not in _SENTENCE_END + "）〕”" for index in ends)
    if broken < _FEWEST_BROKEN or broken < 0.4 * len(ends):
        return False
    widths = sorted(after - before for before, after in pairwise([0, *ends, len(flat)]))
    return widths[int(0.95 * len(widths))] <= _WIDEST_PRINT


def without_breaks(quote: str) -> str:
    """Return a quote as one line: no line breaks, no indents, no page marks of a printer."""
    return "".join(_PAGE_MARK.sub("", quote).split())
