"""Signature and annexes of a printed paper, and what should not be there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from luoshi.crafts.papers import standard
from luoshi.crafts.papers.measuring.figures import Measurement, count, near, told
from luoshi.crafts.papers.measuring.lines import (
    ANNEX,
    BODY_MM,
    DATE,
    OLD_DATE,
    SECRET,
    body_lines,
    is_signed_date,
    is_title,
    pieces_of,
)
from luoshi.crafts.papers.model import Layout
from luoshi.crafts.papers.sheets import Line, Sheet
from luoshi.crafts.papers.standard import GB9704

_SHORT: Final = 20  # characters: a mark of secrecy stands by itself, whatever else is on its line


def signature(pages: tuple[Sheet, ...], layout: Layout) -> Iterator[Measurement]:
    """Measure 署名 and 成文日期: of a sealed paper by their middle, else by their beginnings."""
    for place, sheet in enumerate(pages, start=1):
        lines = body_lines(sheet)
        for at, day in enumerate(lines):
            if not is_signed_date(day):
                continue
            if DATE.fullmatch(day.text):
                form = re.fullmatch(standard.DATE_PATTERN, day.text) is not None
                yield told("成文日期写法", day.text, "阿拉伯数字，月、日不编虚位", "7.3.5.4", place, form)
            space = (GB9704.left + GB9704.width - day.glyphs[-1].x - BODY_MM) / GB9704.char
            if layout is Layout.ORDER:
                yield near("签名章下的成文日期右空", space, 4.0, 0.6, "7.3.5.3", place, "字")
            elif at and day.baseline - lines[at - 1].baseline < 1.6 * GB9704.pitch:
                yield from _names(lines[:at], day, space, place)


def _names(above: Sequence[Line], day: Line, space: float, place: int) -> Iterator[Measurement]:
    """Measure the name over the date; over the date of a joint paper stands the last of several."""
    row = pieces_of(above[-1])
    name = row[-1]
    jointly = len(row) > 1 or (len(above) > 1 and name.baseline - above[-2].baseline > 3.5 * GB9704.pitch)
    shift = day.left - name.left
    apart = (name.left + name.glyphs[-1].x) / 2 - (day.left + day.glyphs[-1].x) / 2
    if jointly or abs(apart) < abs(shift - 2 * GB9704.char):
        if not jointly:
            # A name that ends with the text has taken the date along to the left.
            past = (name.glyphs[-1].x - name.left - day.glyphs[-1].x + day.left) / 2 / GB9704.char
            yield near("加盖印章的成文日期右空", space, max(4.0, past), 0.6, "7.3.5.1", place, "字")
        yield near("署名偏离成文日期居中", apart, 0.0, 2.0, "7.3.5.1", place)
    else:
        yield near("成文日期首字比署名首字右移", shift, 2 * GB9704.char, 0.5, "7.3.5.2", place)


def annexes(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    """Compare 附件说明 with the annexes behind it: same order, same names, no mark after a name."""
    listed = [(place, _listed(body_lines(sheet))) for place, sheet in enumerate(pages, start=1)]
    if not any(block for _, block in listed):
        return
    place, block = next((place, block) for place, block in listed if block)
    names: list[str] = []
    start = block[0].glyphs[0].x
    for line in block:
        begun = re.match(r"(附件：)?(\d+[.．])?", line.text)
        lead = begun.end() if begun else 0
        if lead:
            names.append(line.text[lead:])
            start = line.glyphs[min(lead, len(line.glyphs) - 1)].x
        else:
            names[-1] += line.text
            if not line.text[0].isalnum():
                continue  # the ink of a bracket or quotation mark begins elsewhere than its cell
            yield near("附件说明回行", line.left - start, 0.0, 1.5, "7.3.4", place)
    marked = [name for name in names if name and name[-1] in "。，、；：.,;:"]
    yield told("附件名称后的标点", "、".join(marked) or "没有", "没有", "7.3.4", place, not marked)
    found = [
        (at, _title_at_top(sheet))
        for at, sheet in enumerate(pages, start=1)
        if sheet.lines and ANNEX.fullmatch(sheet.lines[0].text)
    ]
    for name, (at, title) in zip(names, found, strict=False):
        yield told("附件标题", title or "没有", f"与附件说明一致：{name}", "7.3.7", at, title == name)
    if found:
        fits = len(found) == len(names)
        yield count("另面编排的附件", len(found), f"{len(names)} 个", "7.3.7", len(pages), fits, "个")


def _listed(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of 附件说明: from 附件： to the first empty line."""
    starts = [at for at, line in enumerate(lines) if line.text.startswith("附件：")]
    block = list(lines[starts[0] : starts[0] + 1]) if starts else []
    for line in lines[starts[0] + 1 :] if starts else ():
        if line.baseline - block[-1].baseline > 1.4 * GB9704.pitch:
            break
        block.append(line)
    return block


def _title_at_top(sheet: Sheet) -> str:
    return "".join(line.text for line in sheet.lines if is_title(line))


def relics(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    """Look for what the edition of 1999 had and this one has not, and for what may not be here at all."""
    for place, sheet in enumerate(pages, start=1):
        texts = [line.text for line in sheet.lines]
        yield from forbidden(texts, place)
        for line in sheet.lines:
            if (found := SECRET.search(line.text)) and len(line.text) <= _SHORT:
                x = line.glyphs[found.start()].x
                left = x < GB9704.left + GB9704.width / 2
                where = "左上角" if left else "右上角"
                yield told("密级标志位置", where, "版心左上角第二行", "7.2.2", place, left)


def forbidden(texts: Sequence[str], place: int) -> Iterator[Measurement]:
    """Look through the lines of a page for words that the edition of 2012 does without."""
    for name, wanted, clause, hits in (
        ("主题词", "没有（2012 年版已取消）", "7.4", [text for text in texts if re.match("主题词", text)]),
        ("汉字日期", "阿拉伯数字", "7.3.5.4", [text for text in texts if OLD_DATE.fullmatch(text)]),
        ("此页无正文", "没有：调整行距、字距", "7.3.5.5", [one for one in texts if "此页无正文" in one]),
        (
            "密级标志",
            "没有（本系统是非涉密系统）",
            "7.2.2",
            [text for text in texts if SECRET.search(text) and len(text) <= _SHORT],
        ),
    ):
        if hits:
            yield told(name, hits[0], wanted, clause, place, False)
