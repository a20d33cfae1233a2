"""Enumerators: 一、 （一） 1. （1） ① 一要 一是 首先, at the start of a line or within a line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

from luoshi.crafts.reading.flat import SPACE, Flat

_NUMERALS = "一二三四五六七八九十"
# The first character is looked for before all else; the empty groups only tell the style.
_MARKS = re.compile(
    rf"[{_NUMERALS}（\d第①-⑳首其再最](?:"
    rf"(?<=[{_NUMERALS}])(?:[{_NUMERALS}]{{0,2}}、(?P<chapter>)|[是要](?![{_NUMERALS}])(?P<spoken>))"
    rf"|(?<=（)(?:[{_NUMERALS}]{{1,3}}）(?P<section>)|\d{{1,2}}）(?P<subpoint>))"
    r"|(?<=\d)(?<!\d\d)\d?[.．、](?P<point>)(?=\D|\d{1,4}[年月])"
    rf"|(?<=第)[{_NUMERALS}]{{1,2}}[，、](?P<ordinal>)"
    r"|(?<=[①-⑳])(?P<circled>)"
    r"|(?:(?<=首)先|(?<=[其再])次|(?<=最)后)[，、](?P<adverb>))"
)
_DEPTH = {"chapter": 0, "ordinal": 1, "section": 2, "point": 3, "subpoint": 4, "circled": 5, "spoken": 6}
_ADVERBS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
_LINE_HEADING = re.compile(r"[^。！？；：]*[一-龥”）]")
_SIGNS = "（）第、，.．是要"
_BEFORE = "。；：！？”）〕】…"


class Mark(NamedTuple):
    """One enumerator in the flat text: its words begin at `after`; `level` counts from 1."""

    style: str
    number: int
    start: int
    after: int
    level: int


def find(flat: Flat, start: int, end: int, *, unnumbered: bool = False) -> list[Mark]:
    """Return the enumerators between two flat offsets, each with its level in the outline.

    With `unnumbered`, headings that stand alone on a line without any number count too, at level 1.
    """
    found = _numbered(flat, start, end)
    lines = (
        _lines(flat, start, end, {mark.start for mark in found}) if unnumbered and not flat.wrapped else []
    )
    if not lines:
        return found
    below = [mark._replace(level=mark.level + 1) if mark.start > lines[0].start else mark for mark in found]
    return sorted(below + lines, key=lambda mark: mark.start)


def _lines(flat: Flat, start: int, end: int, taken: set[int]) -> list[Mark]:
    """Short lines without a stop between paragraphs: the headings of a report or a speech."""
    begins = flat.lines[bisect_right(flat.lines, start) : bisect_left(flat.lines, end)]
    found: list[Mark] = []
    for begin, after in pairwise([*begins, end]):
        words = flat.text[begin:after]
        if begin in taken or not 5 <= len(words) <= 36 or after == end:
            continue
        if _LINE_HEADING.fullmatch(words) and "。" in flat.text[after : after + 400]:
            found.append(Mark("line", len(found) + 1, begin, begin, 1))
    return found


def _numbered(flat: Flat, start: int, end: int) -> list[Mark]:
    found: list[Mark] = []
    open_styles: list[str] = []
    last: dict[str, int] = {}
    for match in _MARKS.finditer(flat.text, start, end):
        name = match.lastgroup or ""
        number = _value(match.group().strip(_SIGNS))
        style = "spoken" if name == "adverb" else name
        follows = number == 1 and bool(found) and _follows_heading(flat, found[-1], match.start(), style)
        if not follows and not _stands(flat, match.start(), name, number, last.get(style, 0)):
            continue
        if style in open_styles:
            del open_styles[open_styles.index(style) + 1 :]
        else:
            while open_styles and _DEPTH[open_styles[-1]] > _DEPTH[style]:
                last.pop(open_styles.pop(), None)
            open_styles.append(style)
        for other in list(last):
            if other not in open_styles:
                del last[other]
        last[style] = number
        found.append(Mark(style, number, match.start(), match.end(), len(open_styles)))
    return found


def _follows_heading(flat: Flat, above: Mark, index: int, style: str) -> bool:
    """On a page without lines the first sub-item comes straight after its heading: 一、工作成效（一）…"""
    if style not in ("section", "point") or _DEPTH[above.style] >= _DEPTH[style]:
        return False
    heading = flat.text[above.after : index]
    return 2 <= len(heading) <= 30 and not any(sign in "，。；：！？（）“”《》" for sign in heading)


def _stands(flat: Flat, index: int, name: str, number: int, last: int) -> bool:
    """An enumerator stands at a boundary and continues its series or opens one."""
    continues = number == 1 or number == last + 1
    if flat.starts_line(index):
        if name == "adverb":
            return number == 1 or number > last > 0
        if name == "spoken":
            return continues
        return continues or number > last
    if not continues:
        return False
    before = flat.text[index - 1]
    if name in ("spoken", "ordinal"):
        return before in _BEFORE or (before == "，" and (number > 1 or name == "ordinal"))
    if name == "adverb":
        return before in _BEFORE and number <= 2
    if name in ("subpoint", "circled"):
        return before in _BEFORE
    return before in _BEFORE or flat.gaps[index] == SPACE


def _value(numeral: str) -> int:
    if numeral in _ADVERBS:
        return _ADVERBS[numeral]
    if numeral.isdecimal():
        return int(numeral)
    if "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    tens, mark, ones = numeral.partition("十")
    if not mark:
        return _NUMERALS.index(numeral[0]) + 1
    return (_NUMERALS.index(tens[0]) + 1 if tens else 1) * 10 + (_NUMERALS.index(ones[0]) + 1 if ones else 0)
