"""The printed lines of a PDF page, from the places of its characters."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from luoshi.crafts.sources.layout import Line

_UNREADABLE = {0xFFFD, 0xFFFE, 0xFFFF}
_HYPHENS = {0x2, 0xFFFE}
_UPRIGHT = 0.1


@dataclass(slots=True)
class _Char:
    sign: str
    left: float
    right: float
    y: float
    em: float
    spaced: bool


def of(text_page: Any) -> tuple[tuple[Line, ...], int, int]:
    """Return the lines of a page, how many signs were seen and how many of them no font can name."""
    count = pdfium.FPDFText_CountChars(text_page)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    lines: list[Line] = []
    row: list[_Char] = []
    unknown = seen = high = 0
    spaced = False
    unicode_of, origin_of, box_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetCharOrigin,
        pdfium.FPDFText_GetLooseCharBox,
    )
    for index in range(max(count, 0)):
        code = unicode_of(text_page, index)
        if code in (0x20, 0xA0, 0x9, 0xD, 0xA, 0x3000):
            spaced = True
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00 if high else 0xFFFD
            high = 0
        if code in _HYPHENS:
            code = 0x2D
        elif code < 0x20:
            continue
        seen += 1
        if code in _UNREADABLE or 0xE000 <= code < 0xF900:
            unknown += 1
        origin_of(text_page, index, x, y)
        box_of(text_page, index, box)
        width, height = box.right - box.left, box.top - box.bottom
        em = width if code > 0x2E80 and width > 0.5 * height else 0.8 * height
        char = _Char(chr(code), box.left, box.right, y.value, max(em, 1.0), spaced)
        spaced = False
        if row and not _follows(row[-1], char):
            _close(row, lines, text_page, index - 1)
            row = []
        row.append(char)
    if row:
        _close(row, lines, text_page, count - 1)
    return tuple(lines), seen, unknown


def _follows(before: _Char, char: _Char) -> bool:
    size = min(before.em, char.em)
    return abs(before.y - char.y) < 0.45 * max(before.em, char.em) and char.left > before.left - 0.5 * size


def _close(row: list[_Char], lines: list[Line], text_page: Any, last: int) -> None:
    """Turn characters into a line, unless they are a slanted watermark."""
    if len(row) == 1:
        turned = pdfium.FPDFText_GetCharAngle(text_page, last)
        if _UPRIGHT < turned % 1.5708 < 1.5708 - _UPRIGHT:
            return
    words, before = "", None
    for char in row:
        words += char.sign if before is None else _gap(before, char) + char.sign
        before = char
    em = median(char.em for char in row)
    lines.append(Line(row[0].left, max(char.right for char in row), median(c.y for c in row), em, words))


def _gap(before: _Char, char: _Char) -> str:
    """A wide gap parts cells, a full one is a space as the typist made it; Latin words keep theirs."""
    gap, size = char.left - before.right, max(before.em, char.em)
    if gap > 2.6 * size:
        return "\t"
    if gap > 0.7 * size:
        return "\u3000"
    narrow = before.sign < "\u2e80" and char.sign < "\u2e80"
    return " " if char.spaced and (narrow or gap > 0.2 * size) else ""
