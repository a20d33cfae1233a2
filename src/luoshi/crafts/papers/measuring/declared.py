"""Judging a DOCX by what it states: pages, margins, lines, fonts and sizes, page numbers, wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from luoshi.crafts.papers import standard
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.measuring import texts
from luoshi.crafts.papers.measuring.figures import Measurement, count, near, told
from luoshi.crafts.papers.measuring.layouts import layout_named
from luoshi.crafts.papers.measuring.lines import ANNEX, ANY_NUMBER, DATE, IMPRINT
from luoshi.crafts.papers.measuring.stated import Run, Stated, Text
from luoshi.crafts.papers.measuring.typefaces import is_wanted, role_of
from luoshi.crafts.papers.model import Layout
from luoshi.crafts.papers.standard import GB9704, MM_PER_PT

_RED: Final = re.compile(r"[89A-F][0-9A-F]([0-6][0-9A-F]){2}", re.IGNORECASE)
_HAN: Final = re.compile("[\u4e00-\u9fff]")

Judged = tuple[Measurement, str]


def layout_of(stated: Stated) -> Layout | None:
    """Return the format that the mark names, None when it names none."""
    marks = [text.words for text in stated.texts if _is_mark(text)]
    return layout_named("".join(marks))


def figures_of(stated: Stated, layout: Layout) -> Iterator[Judged]:
    """Yield every figure that the document states; pages cannot be told, all count as the first."""
    for figure in _pages(stated):
        yield figure, ""
    plain = [text for text in stated.texts if text.words]
    for figure in _wording(plain, layout):
        yield figure, ""
    yield from _fonts(plain)
    yield from _page_numbers(stated)


def _pages(stated: Stated) -> Iterator[Measurement]:
    for section in stated.sections:
        turned = section.width > section.height
        sides = (section.height, section.width) if turned else (section.width, section.height)
        yield near("纸宽", sides[0], GB9704.page_width, 0.2, "5.1")
        yield near("纸高", sides[1], GB9704.page_height, 0.2, "5.1")
        if turned:
            continue
        yield near("天头（上）", section.top, GB9704.top, 1.0, "5.2.1")
        yield near("订口（左）", section.left, GB9704.left, 1.0, "5.2.1")
        yield near("版心宽", section.width - section.left - section.right, GB9704.width, 1.0, "5.2.1")
        yield near("版心高", section.height - section.top - section.bottom, GB9704.height, 1.0, "5.2.1")
        body = [text for text in stated.texts if not text.in_table and _size(text) == GB9704.body_pt]
        lines = Counter(text.line for text in body if len(text.words) > GB9704.chars)
        pitch = (lines.most_common(1)[0][0] if lines else None) or section.pitch
        high = (section.height - section.top - section.bottom) / MM_PER_PT
        found = int(high / pitch + 0.02) if pitch else 0
        if not pitch:
            yield told("行距", "没有固定行距，也没有行网格", "每面 22 行", "5.2.3", 1, False)
        elif lines:
            fits = found == GB9704.lines
            yield count("每面行数", found, "22 行", "5.2.3", 1, fits, "行")


def _wording(plain: Sequence[Text], layout: Layout) -> Iterator[Measurement]:
    words = [text.words for text in plain]
    yield from texts.forbidden(words, 1)
    head = words[: _first_long(plain)]
    numbers = [found.group() for one in head if (found := ANY_NUMBER.search(one)) and len(one) < GB9704.chars]
    if layout in (Layout.DOCUMENT, Layout.LETTER):
        clause = "10.1" if layout is Layout.LETTER else "7.2.5"
        yield count("发文字号", len(numbers[:1]), "1 处", clause, 1, bool(numbers))
    for number in numbers[:1]:
        written = re.sub("^(特急|加急)", "", number)
        fits = re.fullmatch(standard.NUMBER_PATTERN, written) is not None
        fits = fits or re.fullmatch(standard.SERIAL_PATTERN, written) is not None
        yield told("发文字号写法", written, "六角括号、四位年份，不编虚位、不加“第”", "7.2.5", 1, fits)
    marks = [text for text in plain if _is_mark(text)]
    clause = {Layout.LETTER: "10.1", Layout.ORDER: "10.2", Layout.MINUTES: "10.3"}.get(layout, "7.2.4")
    yield count("红色发文机关标志", len(marks), "至少 1 处", clause, 1, bool(marks))
    for one in words:
        if DATE.fullmatch(one):
            fits = re.fullmatch(standard.DATE_PATTERN, one) is not None
            yield told("成文日期写法", one, "阿拉伯数字，月、日不编虚位", "7.3.5.4", 1, fits)
        if re.match("抄送[:：]", one):
            yield told("抄送末尾标点", one[-1], "句号", "7.4.2", 1, one[-1] == "。")
    for text in plain:
        if IMPRINT.match(text.words):
            yield near("版记字号", _size(text), GB9704.imprint_pt, 0.5, "7.4", unit="pt")


def _first_long(plain: Sequence[Text]) -> int:
    """Return where the text begins: at the first paragraph of more than a line."""
    return next((at for at, text in enumerate(plain) if len(text.words) > GB9704.chars), len(plain))


def _fonts(plain: Sequence[Text]) -> Iterator[Judged]:
    begun = _first_long(plain)
    sizes: Counter[float] = Counter()
    for at, text in enumerate(plain):
        if text.in_table or IMPRINT.match(text.words):
            continue
        runs = [run for run in text.runs if _HAN.search(run.text)]
        if not runs or _is_red(runs[0]):
            continue
        if text.align == "center" and _size(text) > GB9704.body_pt + 1.5:
            yield near("标题字号", _size(text), GB9704.title_pt, 0.5, "7.3.1", unit="pt"), ""
            yield _font("标题字体", runs[0], Role.TITLE, "7.3.1")
            yield _plain(runs, "7.3.1")
        elif ANNEX.fullmatch(text.words):
            yield _font("附件标识字体", runs[0], Role.HEI, "7.3.7")
        elif at >= begun and text.align in ("left", "both", "start"):
            sizes.update({run.size: len(run.text) for run in runs})
            yield from _body(text, runs)
    if sizes:
        yield near("正文字号", sizes.most_common(1)[0][0], GB9704.body_pt, 0.5, "5.2.2", unit="pt"), ""
    for text in plain:
        runs = [run for run in text.runs if _HAN.search(run.text)]
        if runs and IMPRINT.match(text.words):
            yield _font("版记字体", runs[0], Role.BODY, "7.4")


def _body(text: Text, runs: Sequence[Run]) -> Iterator[Judged]:
    if re.match(r"[一二三四五六七八九十]+、", text.words):
        yield _font("一级标题字体", runs[0], Role.HEI, "7.3.3")
    elif re.match(r"（[一二三四五六七八九十]+）", text.words):
        yield _font("二级标题字体", runs[0], Role.KAI, "7.3.3")
    elif not re.match("出席|请假|列席", text.words):
        longest = max(runs, key=lambda run: len(run.text))
        yield _font("正文字体", longest, Role.BODY, "7.3.3")
    yield _plain(runs, "7.3.3")


def _font(name: str, run: Run, role: Role, clause: str) -> Judged:
    fits = role_of(run.font) is role
    figure = told(name, run.font or "没有指明", role.label, clause, 1, fits)
    return figure, f"{role.label} → {run.font}" if fits and not is_wanted(run.font, role) else ""


def _plain(runs: Sequence[Run], clause: str) -> Judged:
    bold = [run.text for run in runs if run.bold]
    return told("加粗", bold[0][:12] if bold else "没有", "没有", clause, 1, not bold), ""


def _page_numbers(stated: Stated) -> Iterator[Judged]:
    yield count("页码", len(stated.feet), "至少 1 处", "7.5", 1, bool(stated.feet)), ""
    for pages, text in stated.feet:
        for run in text.runs:
            if run.text.strip() and not run.text.strip().isdigit():
                yield near("页码字号", run.size, GB9704.folio_pt, 0.5, "7.5", unit="pt"), ""
                yield _font("页码字体", run, Role.SONG, "7.5")
                break
        form = re.fullmatch(r"—\d*—", text.words) is not None
        yield told("页码写法", text.words or "空", "数字左右各一条一字线", "7.5", 1, form), ""
        wanted = "left" if pages == "even" else "right"
        if text.align in ("center", "left", "right") and pages != "first":
            fits = text.align == wanted and stated.odd_and_even
            words = {"center": "居中", "left": "居左", "right": "居右"}[text.align]
            words += "" if stated.odd_and_even else "，奇偶页相同"
            yield told("页码位置", words, "单页码居右空一字，双页码居左空一字", "7.5", 1, fits), ""


def _is_mark(text: Text) -> bool:
    return any(_is_red(run) and run.size >= GB9704.title_pt - 2 and run.text.strip() for run in text.runs)


def _is_red(run: Run) -> bool:
    return _RED.fullmatch(run.colour) is not None


def _size(text: Text) -> float:
    return max((run.size for run in text.runs if run.text.strip()), default=0.0)
