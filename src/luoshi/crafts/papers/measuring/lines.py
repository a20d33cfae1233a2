"""What the lines of a page are: text, title, mark, number, page number, 版记."""

from __future__ import annotations

import re
from typing import Final

from luoshi.crafts.papers.sheets import Glyph, Line, Sheet
from luoshi.crafts.papers.standard import GB9704, MM_PER_PT

BODY_MM: Final = GB9704.body_pt * MM_PER_PT
FOLIO: Final = re.compile(r"[—–\-―─－]*(\d+)[—–\-―─－]*")
ANY_NUMBER: Final = re.compile(r"[^\s\d]*[〔\[【（(［]\d{2,4}[〕\]】）)］]第?\d+号?")
SERIAL: Final = re.compile(r"第\d+[号期]")
_MOST_ADDRESSED: Final = 12  # lines of 主送机关 on page 1
ANNEX: Final = re.compile(r"(?P<number>\S*号)?附件\d{0,2}")
DATE: Final = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
OLD_DATE: Final = re.compile(
    r"[二两][〇○零0Oo一二三四五六七八九]{3}年[一二三四五六七八九十元]+月[一二三四五六七八九十]+日"
)
SECRET: Final = re.compile(r"(绝密|机密|秘密)(★\S*)?$")
_BETWEEN_PT: Final = 15.0  # 4号 of 版记 (7.4) is smaller, 3号 of the text larger
IMPRINT: Final = re.compile(r"抄送[:：]|主送[:：].*。$|.+日印发$")


def body_lines(sheet: Sheet) -> tuple[Line, ...]:
    """Return the lines of 3号 inside the 版心: neither red nor title, table, 版记 or page number."""
    return tuple(
        line
        for line in sheet.lines
        if not line.red and abs(line.size_pt - GB9704.body_pt) < 0.6 and line.baseline < GB9704.body_end + 3
    )


def is_title(line: Line) -> bool:
    """Return whether a line is of a title, by its size."""
    return not line.red and line.size_pt > GB9704.body_pt + 1.5


def text_of_first(sheet: Sheet) -> tuple[Line, ...]:
    """Return the body lines of page 1 below its head and below 主送机关."""
    heads = [line.baseline for line in sheet.lines if is_title(line) or line.red]
    heads += [line.baseline for line in sheet.lines if ANY_NUMBER.search(line.text) and not heads[1:]]
    heads += [rule.y for rule in sheet.rules if rule.red and rule.y < sheet.height / 2]
    below = max(heads, default=0.0)
    lines = [line for line in body_lines(sheet) if line.baseline > below and not SERIAL.fullmatch(line.text)]
    for at, line in enumerate(lines[:_MOST_ADDRESSED]):
        if line.left > GB9704.left + GB9704.char:
            break
        if line.text.endswith(("：", ":")):
            return tuple(lines[at + 1 :])
    return tuple(lines)


def mark_lines(sheet: Sheet) -> list[Line]:
    """Return the lines of 发文机关标志: red and larger than a title."""
    return [line for line in sheet.lines if line.red and line.size_pt > GB9704.title_pt - 2]


def is_folio(line: Line) -> bool:
    """Return whether a line is a page number: digits between dashes, or digits alone below the 版心."""
    found = FOLIO.fullmatch(line.text)
    return found is not None and (found.group(1) != line.text or line.baseline > GB9704.body_end)


def is_signed_date(line: Line) -> bool:
    """Return whether a line is 成文日期: a date and nothing else, in the right part of the page."""
    is_date = DATE.fullmatch(line.text) or OLD_DATE.fullmatch(line.text)
    return is_date is not None and line.left > GB9704.left + GB9704.width / 3


def number_in(sheet: Sheet) -> tuple[Line, int, int] | None:
    """Return the line of 发文字号 and where in it the number begins and ends."""
    titles = [line.baseline for line in sheet.lines if is_title(line)]
    above = min(titles, default=GB9704.body_end)
    for pattern in (ANY_NUMBER, SERIAL):
        for line in sheet.lines:
            if not line.red and line.baseline < above and (found := pattern.search(line.text)):
                start = re.match(r"(特急|加急)?", found.group()).end()  # type: ignore[union-attr]
                return line, found.start() + start, found.end()
    return None


def imprint_lines(sheet: Sheet) -> list[Line]:
    """Return the lines of 版记 that can be told from text; many addressees are told by their smaller type."""
    return [
        line
        for line in sheet.lines
        if IMPRINT.match(line.text) or (line.text.startswith("主送：") and line.size_pt < _BETWEEN_PT)
    ]


def pieces_of(line: Line) -> list[Line]:
    """Return the parts of a line that stand more than one character apart, from left to right."""
    parts: list[list[Glyph]] = [[]]
    for glyph in line.glyphs:
        if parts[-1] and glyph.x - parts[-1][-1].x > 2 * BODY_MM:
            parts.append([])
        parts[-1].append(glyph)
    return [Line(tuple(part)) for part in parts]
