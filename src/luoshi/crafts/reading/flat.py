"""The document without its white space, and the way back.

Official texts arrive hard-wrapped, with page marks, markdown stars and indents of every width. All rules
read a flat text in which none of that exists; every flat character knows where it stands in the document.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from itertools import pairwise

SPACE, LINE, BLANK = 1, 2, 3

_RUNS = re.compile(r"&quot;|\*\*|[^\s\u200b\ufeff*&]+|[&*]")
_PAGE_MARK = re.compile(r"^[ \t]*#[ \t]*Page[ \t]+\d+[ \t]*:?[ \t]*$", re.MULTILINE)
_MARKDOWN_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_ONE_FORM = str.maketrans(",;:!?()［］", "，；：！？（）〔〕")
_FEWEST_BROKEN = 12
_WIDEST_PRINT = 64
_SENTENCE_END = "。！？；：…"


@dataclass(frozen=True, slots=True)
class Flat:
    """Flat text with one entry per character: where it starts, where it ends, what gap lies before it."""

    text: str
    starts: array[int]
    ends: array[int]
    gaps: bytearray
    wrapped: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the document of the flat characters from `start` to `end` (not empty)."""
        return self.starts[start], self.ends[end - 1]

    def starts_line(self, index: int) -> bool:
        """Return whether a line of the document begins at this flat character."""
        return index == 0 or (index < len(self.gaps) and self.gaps[index] >= LINE)

    def starts_paragraph(self, index: int) -> bool:
        """Return whether a paragraph begins here, seeing through lines that were wrapped by a printer."""
        if index == 0 or index >= len(self.text):
            return True
        if not self.wrapped:
            return self.gaps[index] >= LINE
        return self.gaps[index] == BLANK and self.text[index - 1] in _SENTENCE_END + "）〕”"


def flatten(text: str) -> Flat:
    """Return the flat form of a document; linear in its length."""
    marks = sorted(
        [match.span() for match in _PAGE_MARK.finditer(text)]
        + [
            match.span()
            for match in _MARKDOWN_HEADING.finditer(text)
            if not text.startswith("Page", match.end())
        ]
    )
    starts: array[int] = array("q")
    ends: array[int] = array("q")
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
        gap = _gap(text, position, begin, paged)
        if piece == "&quot;":
            pieces.append("”")
            starts.append(begin)
            ends.append(stop)
        else:
            pieces.append(piece)
            starts.extend(range(begin, stop))
            ends.extend(range(begin + 1, stop + 1))
        gaps.append(gap)
        gaps.extend(bytes(len(pieces[-1]) - 1))
        position, paged = stop, False
    flat = "".join(pieces).translate(_ONE_FORM)
    return Flat(flat, starts, ends, gaps, _is_wrapped(flat, gaps))


def _gap(text: str, start: int, end: int, paged: bool) -> int:
    if start == end:
        return 0
    lines = text.count("\n", start, end)
    if paged:
        return LINE
    return BLANK if lines > 1 else LINE if lines else SPACE


def _is_wrapped(flat: str, gaps: bytearray) -> bool:
    """A printer broke the lines when many end in the middle of a sentence and hardly any is long."""
    ends = [index for index, gap in enumerate(gaps) if gap >= LINE and index]
    broken = sum(gaps[index] == LINE and flat[index - 1] not in _SENTENCE_END + "）〕”" for index in ends)
    if broken < _FEWEST_BROKEN or broken < 0.4 * len(ends):
        return False
    widths = sorted(after - before for before, after in pairwise([0, *ends, len(flat)]))
    return widths[int(0.95 * len(widths))] <= _WIDEST_PRINT


def without_breaks(quote: str) -> str:
    """Return a quote as one line: no line breaks, no indents, no page marks of a printer."""
    return "".join(_PAGE_MARK.sub("", quote).split())
