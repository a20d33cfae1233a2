"""版记 and page numbers of a printed paper (clauses 7.4, 7.5, 10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luoshi.crafts.papers import standard
from luoshi.crafts.papers.measuring.figures import Measurement, count, near, told
from luoshi.crafts.papers.measuring.lines import FOLIO, imprint_lines, is_folio
from luoshi.crafts.papers.model import Layout
from luoshi.crafts.papers.sheets import Line, Sheet
from luoshi.crafts.papers.standard import GB9704, MM_PER_PT


def folios(pages: tuple[Sheet, ...], layout: Layout, quiet: set[int]) -> Iterator[Measurement]:
    """Measure page numbers; the pages of ``quiet`` have none."""
    for place, sheet in enumerate(pages, start=1):
        found = [line for line in sheet.lines if is_folio(line)]
        if layout is Layout.LETTER and place == 1:
            yield count("信函首页页码", len(found), "不显示", "10.1", 1, not found)
        elif place in quiet:
            yield count("空白页和版记页的页码", len(found), "不编排", "7.5", place, not found)
        else:
            yield count("页码", len(found), "1 处", "7.5", place, len(found) == 1)
            for line in found:
                yield from _folio(line, place)


def unnumbered(pages: tuple[Sheet, ...]) -> set[int]:
    """Return the pages that bear no number: 版记 behind an empty page, and that page (7.5)."""
    for place, sheet in enumerate(pages, start=1):
        before = pages[place - 2] if place > 1 else None
        if imprint_lines(sheet) and before and not [line for line in before.lines if not is_folio(line)]:
            return {place - 1, place}
    return set()


def _folio(line: Line, place: int) -> Iterator[Measurement]:
    em = GB9704.folio_pt * MM_PER_PT
    digits = FOLIO.fullmatch(line.text)
    number = int(digits.group(1)) if digits else place
    form = re.fullmatch(r"—\d+—", line.text) is not None
    yield told("页码写法", line.text, "数字左右各一条一字线", "7.5", place, form)
    yield near("页码字号", line.size_pt, GB9704.folio_pt, 0.5, "7.5", place, "pt")
    if form:
        dash = line.glyphs[0]
        drop = (dash.top + dash.bottom) / 2 - GB9704.body_end
        yield near("一字线至版心下边缘", drop, GB9704.folio_drop, 1.0, "7.5", place)
    if number % 2:
        space = GB9704.left + GB9704.width - line.glyphs[-1].x - em
        yield near("单页码右空", space, em, 1.5, "7.5", place)
    else:
        yield near("双页码左空", line.left - GB9704.left, em, 1.5, "7.5", place)


def imprint(pages: tuple[Sheet, ...], layout: Layout) -> Iterator[Measurement]:
    """Measure 版记 on the page that has it: the last one, unless annexes are bound apart."""
    places = [place for place, sheet in enumerate(pages, start=1) if imprint_lines(sheet)]
    if not places:
        return
    place, sheet = places[-1], pages[places[-1] - 1]
    texts = imprint_lines(sheet)
    for line in texts:
        yield near("版记字号", line.size_pt, GB9704.imprint_pt, 0.5, "7.4", place, "pt")
    yield from _copies(sheet, place)
    above = min(line.top for line in texts) - 8
    rules = [rule for rule in sheet.rules if not rule.red and rule.y > above]
    if layout is Layout.LETTER:
        printed = [line for line in texts if line.text.endswith("印发")]
        yield count("信函版记中的印发机关和日期", len(printed), "没有", "10.1", place, not printed)
        yield count("信函版记中的分隔线", len(rules), "没有", "10.1", place, not rules, "条")
        return
    yield count("版记分隔线", len(rules), "至少首条和末条", "7.4.1", place, len(rules) >= 2, "条")
    if len(rules) < 2:
        return
    yield near("版记末条分隔线至上页边", rules[-1].y, GB9704.body_end, 0.5, "7.4.1", place)
    for rule in (rules[0], rules[-1]):
        yield near("版记首末条分隔线粗", rule.thickness, GB9704.imprint_thick, 0.06, "7.4.1", place)
    for rule in rules[1:-1]:
        yield near("版记中间分隔线粗", rule.thickness, GB9704.imprint_thin, 0.06, "7.4.1", place)
    for rule in rules:
        yield near("版记分隔线长", rule.length, GB9704.width, 1.0, "7.4.1", place)
    yield from _printed(texts, place)


def _copies(sheet: Sheet, place: int) -> Iterator[Measurement]:
    """抄送 is set in one character from the edge and ends with a full stop (7.4.2)."""
    starts = [at for at, line in enumerate(sheet.lines) if re.match("抄送[:：]", line.text)]
    if not starts:
        return
    block: list[Line] = []
    for line in sheet.lines[starts[0] :]:
        if is_folio(line) or line.text.endswith("印发"):
            break
        block.append(line)
    ending = block[-1].text[-1]
    yield told("抄送末尾标点", ending, "句号", "7.4.2", place, ending == "。")
    space = (block[0].left - GB9704.left) / (GB9704.imprint_pt * MM_PER_PT)
    yield near("抄送左空", space, 1.0, 0.4, "7.4.2", place, "字")


def _printed(texts: Sequence[Line], place: int) -> Iterator[Measurement]:
    for line in texts:
        if not line.text.endswith("印发"):
            continue
        day = re.search(r"[\d〇○零一二三四五六七八九十]+年\S+日印发$", line.text)
        words = day.group().removesuffix("印发") if day else line.text
        form = re.fullmatch(r"\D*" + standard.DATE_PATTERN, words) is not None
        yield told("印发日期写法", words, "阿拉伯数字，月、日不编虚位", "7.4.3", place, form)
        em = GB9704.imprint_pt * MM_PER_PT
        space = GB9704.left + GB9704.width - line.right
        yield near("印发日期右空", space / em, 1.0, 0.5, "7.4.3", place, "字")
