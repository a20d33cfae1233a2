"""Paper, margins, lines and characters of a printed paper (clauses 5.1, 5.2)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final

from luoshi.crafts.papers.measuring.figures import Measurement, count, near
from luoshi.crafts.papers.measuring.lines import (
    BODY_MM,
    body_lines,
    is_folio,
    is_signed_date,
    mark_lines,
    text_of_first,
)
from luoshi.crafts.papers.sheets import Sheet
from luoshi.crafts.papers.standard import GB9704

_ADJUSTED: Final = (18, 19, 20, 21, 23, 24)
_FEW_LINES: Final = 8  # text, 附件说明 and 署名 above a date that has been given company
_FULL_LINE: Final = 20  # ideographs and nothing else: enough to tell the step from one to the next


def paper_size(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    """Measure every page; one that is turned for a table is as high as it should be wide."""
    for place, sheet in enumerate(pages, start=1):
        yield near("纸宽", sheet.width, GB9704.page_width, 0.2, "5.1", place)
        yield near("纸高", sheet.height, GB9704.page_height, 0.2, "5.1", place)


def text_block(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    """Measure where text begins and whether it leaves the 版心."""
    above = max((line.top for line in mark_lines(pages[0])), default=0.0)
    bodies = [
        (place, line)
        for place, sheet in enumerate(pages, start=1)
        for line in body_lines(sheet)
        if place > 1 or line.baseline > above
    ]
    shown = text_of_first(pages[0])
    yield count("首页正文行数", len(shown), "至少 1 行", "7.3.3", 1, bool(shown), "行")
    if not bodies:
        return
    # The ink of a bracket or quotation mark at the beginning of a line begins elsewhere than its cell.
    begun = [(place, line) for place, line in bodies if line.text[0].isalnum()]
    if begun:
        page, line = min(begun, key=lambda one: one[1].left)
        yield near("订口（左）", line.left, GB9704.left, 1.0, "5.2.1", page)
    # A mark of punctuation may hang beyond the edge, and the date has a clause of its own.
    texts = [(place, line) for place, line in bodies if not is_signed_date(line)]
    inside = [(place, glyph) for place, line in texts for glyph in line.glyphs if glyph.char.isalnum()]
    if inside:
        page, glyph = max(inside, key=lambda one: one[1].right)
        over = max(0.0, glyph.right - GB9704.left - GB9704.width)
        yield near("正文超出版心右边缘", over, 0.0, 1.0, "5.2.1", page)
    page, line = max(bodies, key=lambda one: one[1].baseline)
    over = max(0.0, line.baseline + 0.12 * BODY_MM - GB9704.body_end)
    yield near("正文超出版心下边缘", over, 0.0, 1.0, "5.2.1", page)


def grid(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    """Count lines on full pages and characters in full lines (5.2.3)."""
    for place, sheet in enumerate(pages[1:], start=2):
        lines = body_lines(sheet)
        if len(lines) < 3 or sheet.lines[0] is not lines[0]:
            continue
        steps = sorted(low.baseline - high.baseline for high, low in itertools.pairwise(lines))
        pitch = steps[len(steps) // 2]
        # A line may be read as its characters, or as its cell with four fifths above the baseline, as word
        # processors set it: the edge must lie between the two readings.
        top = min(max(GB9704.top, lines[0].baseline - 0.8 * pitch), lines[0].baseline - 0.88 * BODY_MM)
        yield near("天头（上）", top, GB9704.top, 1.0, "5.2.1", place)
        only_text = (
            len(lines) == len(sheet.lines) - sum(map(is_folio, sheet.lines)) and steps[-1] < 1.5 * pitch
        )
        if only_text and lines[-1].baseline + pitch > GB9704.body_end + 1:
            fits = len(lines) == GB9704.lines or (len(lines) in _ADJUSTED and _signature_was_pressed(pages))
            yield count("每面行数", len(lines), "22 行（只为放下印章才可调整）", "5.2.3", place, fits, "行")
    for place, sheet in enumerate(pages, start=1):
        yield from itertools.islice(_full_lines(sheet, place), 1)


def _full_lines(sheet: Sheet, place: int) -> Iterator[Measurement]:
    for line in body_lines(sheet):
        full = len(line.glyphs) >= _FULL_LINE and all("\u4e00" <= one.char <= "\u9fff" for one in line.glyphs)
        if full and line.right > GB9704.left + GB9704.width - BODY_MM:
            step = (line.glyphs[-1].x - line.glyphs[0].x) / (len(line.glyphs) - 1)
            chars = int((GB9704.width - BODY_MM) / step + 1.05)
            yield count("每行字数", chars, "28 字", "5.2.3", place, chars == GB9704.chars, "字")


def _signature_was_pressed(pages: tuple[Sheet, ...]) -> bool:
    """Return whether lines had reason to move: too little text by the signature, or no room (7.3.5.5)."""
    for sheet in pages:
        lines = body_lines(sheet)
        for at, line in enumerate(lines):
            if is_signed_date(line):
                return at <= _FEW_LINES or line.baseline + 3 * GB9704.pitch > GB9704.body_end
    return False
