"""The printed lines of a PDF page, from the places of its words."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from luoshi.crafts.sources.layout import Line

# Spaces and control signs part words; 2, FFFE and FFFF are the library's signs for a hyphen at a line's end.
_WORD = re.compile("[^\x00-\x20\x7f\xa0\u3000\ufffe\uffff]+[\x02\ufffe\uffff]?|[\x02\ufffe\uffff]")
_HYPHENS = dict.fromkeys((0x2, 0xFFFE, 0xFFFF), "-")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDE = "\u2e80"
_SLANTED = 0.1
# Gaps in full characters: a space as it was typed; between cells; and one that shows that there are cells.
_SPACE, _CELL, _WIDE_CELL = 0.7, 1.2, 2.6


class _Word(NamedTuple):
    """Signs without a space between them, and the places in the page's text of the first and the last."""

    signs: str
    first: int
    last: int
    spaced: bool


class _Placed(NamedTuple):
    signs: str
    left: float
    right: float
    y: float
    em: float
    spaced: bool
    first: int


def of(text_page: Any) -> tuple[tuple[Line, ...], int, int]:
    """Return the lines of a page, how many signs were seen and how many of them no font can name."""
    places = _Places(text_page)
    lines: list[Line] = []
    row: list[_Placed] = []
    unknown = seen = 0
    for word in _words(text_page):
        seen += len(word.signs)
        unknown += sum(sign == "\ufffd" or "\ue000" <= sign < "\uf900" for sign in word.signs)
        for part in places.of(word):
            if row and not _follows(row[-1], part):
                lines += _closed(row, places)
                row = []
            row.append(part)
    return (*lines, *(_closed(row, places) if row else ())), seen, unknown


def _words(text_page: Any) -> Iterator[_Word]:
    """The library puts a space or a line break wherever it sees a gap; a hyphen may hide a line break."""
    end = 0
    for found in _WORD.finditer(_text(text_page)):
        signs = found.group().translate(_HYPHENS)
        if _SURROGATE.search(signs):
            signs = signs.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        yield _Word(signs, found.start(), found.end() - 1, found.start() > end)
        end = found.end()


def _text(text_page: Any) -> str:
    """Return one character for each of the library's: all at once where the counts agree, else one by one."""
    count = max(raw.FPDFText_CountChars(text_page), 0)
    units = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text_page, 0, count, units) == count + 1:
        return "".join(map(chr, units[:count]))
    codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)


class _Places:
    """Where the words of one page stand. Asking the library is what takes the time."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._box, self._x, self._y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self._refs = ctypes.byref(self._box), ctypes.byref(self._x), ctypes.byref(self._y)

    def of(self, word: _Word) -> list[_Placed]:
        """Return a word with its place; sign by sign where it does not stand on one line."""
        left, end, em = self._measured(word.first, word.signs[0])
        y = self._height(word.first)
        if len(word.signs) == 1:
            return [_Placed(word.signs, left, end, y, em, word.spaced, word.first)]
        _, right, other = self._measured(word.last, word.signs[-1])
        if abs(self._height(word.last) - y) > 0.3 * em or right < end or len(word.signs) > 400:
            return [
                _Placed(sign, *self._measured(index, sign)[:2], self._height(index), em, place == 0, index)
                for place, (sign, index) in enumerate(
                    zip(word.signs, range(word.first, word.last + 1), strict=False)
                )
            ]
        if word.signs[0] < _WIDE <= word.signs[-1]:
            em = other
        return [_Placed(word.signs, left, right, y, em, word.spaced, word.first)]

    def _measured(self, index: int, sign: str) -> tuple[float, float, float]:
        """Return left end, right end and the width of a full character."""
        raw.FPDFText_GetLooseCharBox(self._page, index, self._refs[0])
        box = self._box
        left, right, height = box.left, box.right, box.top - box.bottom
        full = sign >= _WIDE and right - left > 0.5 * height
        return left, right, max(right - left if full else 0.8 * height, 1.0)

    def _height(self, index: int) -> float:
        raw.FPDFText_GetCharOrigin(self._page, index, self._refs[1], self._refs[2])
        return self._y.value

    def is_slanted(self, word: _Placed) -> bool:
        """Return whether a word stands neither upright nor along an edge of the page."""
        turned = raw.FPDFText_GetCharAngle(self._page, word.first) % (math.pi / 2)
        return bool(_SLANTED < turned < math.pi / 2 - _SLANTED)


def _follows(before: _Placed, word: _Placed) -> bool:
    level = abs(before.y - word.y) < 0.45 * max(before.em, word.em)
    return level and word.left > before.left - 0.5 * min(before.em, word.em)


def _closed(row: list[_Placed], places: _Places) -> list[Line]:
    """Return the words as one line; none for a slanted watermark."""
    if places.is_slanted(row[0]):
        return []
    gaps = [word.left - before.right for before, word in pairwise(row)]
    em = max(row, key=lambda word: (word.signs[0] >= _WIDE or word.signs[-1] >= _WIDE, len(word.signs))).em
    cell = _CELL if max(gaps, default=0.0) > _WIDE_CELL * em else math.inf
    words = [row[0].signs]
    for (before, word), gap in zip(pairwise(row), gaps, strict=True):
        narrow = before.signs[-1] < _WIDE and word.signs[0] < _WIDE
        if gap > cell * em:
            words.append("\t")
        elif gap > _SPACE * em:
            words.append("\u3000")
        elif word.spaced and (narrow or gap > 0.2 * em):
            words.append(" ")
        words.append(word.signs)
    right = max(word.right for word in row)
    return [Line(row[0].left, right, median(word.y for word in row), em, "".join(words))]
