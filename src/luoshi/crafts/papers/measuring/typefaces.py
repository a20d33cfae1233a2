"""Which typeface a printed line is in: the one that the standard wants, a stand-in for it, or another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.measuring.figures import Measurement, told
from luoshi.crafts.papers.measuring.lines import (
    ANNEX,
    IMPRINT,
    body_lines,
    is_folio,
    is_title,
    text_of_first,
)
from luoshi.crafts.papers.sheets import Glyph, Line, Sheet

# Names of fonts as files and programs give them, without case, spaces and hyphens; the first list is what
# the standard's users ask for, the second what looks like it and stands in.
_WANTED: Final = {
    Role.TITLE: ("小标宋", "xiaobiaosong", "fzxbs"),
    Role.BODY: ("仿宋_gb2312", "fangsong_gb2312"),
    Role.KAI: ("楷体_gb2312", "kaiti_gb2312"),
    Role.HEI: ("黑体", "simhei"),
    Role.SONG: ("宋体", "simsun", "nsimsun"),
}
_ALIKE: Final = {
    Role.BODY: ("仿宋", "fangsong", "fandolfang", "stfangso", "fzfs", "cesi_fs", "fsong"),
    Role.KAI: ("楷", "kaiti", "wenkai", "fandolkai", "stkai", "fzkt", "ukai", "cesi_kt", "simkai"),
    Role.HEI: ("黑", "notosanscjk", "sourcehansans", "stheiti", "fzht", "fandolhei", "yahei", "cesi_ht"),
    Role.TITLE: ("notoserifcjkscbold", "sourcehanserifscbold", "zhongsong", "中宋", "dabiaosong", "大标宋"),
    Role.SONG: ("notoserifcjk", "sourcehanserif", "stsong", "fandolsong", "fzss", "书宋", "cesi_ss", "宋"),
}


def role_of(font: str) -> Role | None:
    """Return which of the five typefaces a font is or looks like, or None."""
    name = _plain(font)
    for names in (_WANTED, _ALIKE):
        for role, words in names.items():
            if any(word in name for word in words):
                return role
    return None


def is_wanted(font: str, role: Role) -> bool:
    """Return whether a font is the one that the standard's users ask for."""
    return any(word in _plain(font) for word in _WANTED[role])


def judged(name: str, fonts: Iterable[str], role: Role, clause: str, page: int) -> tuple[Measurement, str]:
    """Return the figure of a font, and the substitution to name when it is a stand-in ("" otherwise).

    Of several fonts the most frequent counts: rare characters may be lent by another.
    """
    font = Counter(fonts).most_common(1)[0][0]
    fits = role_of(font) is role
    figure = told(name, font or "没有名称", role.label, clause, page, fits)
    return figure, f"{role.label} → {font}" if fits and not is_wanted(font, role) else ""


def typefaces(pages: tuple[Sheet, ...]) -> Iterator[tuple[Measurement, str]]:
    """Yield a figure for each part of the paper whose typeface the standard names, and its substitution."""
    for name, role, clause, lines in _parts(pages):
        for place, glyphs in lines:
            if fonts := [glyph.font for glyph in glyphs]:
                yield judged(name, fonts, role, clause, place)


_Found = tuple[int, Iterable[Glyph]]


def _parts(pages: tuple[Sheet, ...]) -> Iterator[tuple[str, Role, str, Iterable[_Found]]]:
    numbered = list(enumerate(pages, start=1))
    titles = [(place, line.glyphs) for place, sheet in numbered for line in sheet.lines if is_title(line)]
    yield "标题字体", Role.TITLE, "7.3.1", titles
    texts = [(place, line) for place, sheet in numbered for line in _text(sheet, place)]
    plain = [(place, _ideographs(line)) for place, line in texts if not _level(line)]
    yield "正文字体", Role.BODY, "7.3.3", _by_page(plain)
    yield (
        "一级标题字体",
        Role.HEI,
        "7.3.3",
        [(place, _head(line)) for place, line in texts if _level(line) == 1],
    )
    yield (
        "二级标题字体",
        Role.KAI,
        "7.3.3",
        [(place, _head(line)) for place, line in texts if _level(line) == 2],
    )
    labels = [
        (place, _ideographs(sheet.lines[0]))
        for place, sheet in numbered[1:]
        if sheet.lines and ANNEX.fullmatch(sheet.lines[0].text)
    ]
    yield "附件标识字体", Role.HEI, "7.3.7", labels
    feet = [(place, line) for place, sheet in numbered for line in sheet.lines]
    yield "版记字体", Role.BODY, "7.4", [(n, _ideographs(one)) for n, one in feet if IMPRINT.match(one.text)]
    folios = [(n, [one for one in line.glyphs if one.char.isdigit()]) for n, line in feet if is_folio(line)]
    yield "页码字体", Role.SONG, "7.5", folios


def _text(sheet: Sheet, place: int) -> tuple[Line, ...]:
    lines = text_of_first(sheet) if place == 1 else body_lines(sheet)
    return tuple(line for line in lines if not ANNEX.fullmatch(line.text) and not _LISTED.match(line.text))


_LISTED: Final = re.compile("出席|请假|列席|签发人")


def _level(line: Line) -> int:
    if re.match(r"[一二三四五六七八九十]+、", line.text):
        return 1
    return 2 if re.match(r"（[一二三四五六七八九十]+）", line.text) else 0


def _head(line: Line) -> list[Glyph]:
    """Return the ideographs of a heading: up to its full stop, when text follows."""
    end = line.text.find("。")
    return [glyph for glyph in line.glyphs[: end if end > 0 else None] if "\u4e00" <= glyph.char <= "\u9fff"]


def _ideographs(line: Line) -> list[Glyph]:
    return [glyph for glyph in line.glyphs if "\u4e00" <= glyph.char <= "\u9fff"]


def _by_page(lines: Iterable[tuple[int, list[Glyph]]]) -> list[_Found]:
    pages: dict[int, list[Glyph]] = {}
    for place, glyphs in lines:
        pages.setdefault(place, []).extend(glyphs)
    return list(pages.items())


def _plain(font: str) -> str:
    return re.sub(r"[\s\-]", "", font.lower())
