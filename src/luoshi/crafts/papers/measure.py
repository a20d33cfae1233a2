"""Measuring a PDF against GB/T 9704—2012: named figures, each with what the standard wants and its clause.

Works on papers made here and on papers made elsewhere. What a paper does not have (a second page, a 版记) is
not measured; what it should have and has not is a deviation.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator
from typing import Final

from luoshi.crafts.papers import sheets, standard
from luoshi.crafts.papers.model import Layout
from luoshi.crafts.papers.sheets import Line, Rule, Sheet
from luoshi.crafts.papers.standard import GB9704, MM_PER_PT

_BODY_MM: Final = GB9704.body_pt * MM_PER_PT
_FOLIO: Final = re.compile(r"[—–\-―─－]\d+[—–\-―─－]")
_ANY_NUMBER: Final = re.compile(r"(\S*?[〔\[【（(]\d{2,4}[〕\]】）)]\S*?号)")
_ANNEX: Final = re.compile(r"附件\d{0,2}")
_DATE: Final = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_OLD_DATE: Final = re.compile(
    r"[二两][〇○零0Oo一二三四五六七八九]{3}年[一二三四五六七八九十元]+月[一二三四五六七八九十]+日"
)
_SECRET: Final = re.compile(r"^(绝密|机密|秘密)(★|$)")
_ADJUSTED: Final = (18, 19, 20, 21, 23, 24)
_FEW_LINES: Final = 8  # text, 附件说明 and 署名 above a date that has been given company
_FULL_LINE: Final = 20  # ideographs and nothing else: enough to tell the step from one to the next


@dataclasses.dataclass(frozen=True, slots=True)
class Measurement:
    """One figure. ``value`` is in ``unit``; ``page`` counts from 1; ``clause`` is of GB/T 9704—2012."""

    name: str
    value: float
    unit: str
    wanted: str
    clause: str
    page: int
    fits: bool

    def __str__(self) -> str:
        verdict = "符合" if self.fits else "不符合"
        figure = f"{self.name}：{self.value:g} {self.unit}，应为{self.wanted}"
        return f"第{self.page}页 {figure}（{standard.STANDARD} 第{self.clause}条）{verdict}"


def measure(data: bytes, layout: Layout) -> tuple[Measurement, ...]:
    """This will return every figure that can be taken from the PDF. Raises Refused when it is no PDF."""
    pages = sheets.read_sheets(data)
    return tuple(_figures(pages, layout))


def deviations(figures: tuple[Measurement, ...]) -> tuple[Measurement, ...]:
    """Return the figures that do not fit."""
    return tuple(figure for figure in figures if not figure.fits)


def body_lines(sheet: Sheet) -> tuple[Line, ...]:
    """Return the lines of 3号 inside the 版心: neither red nor title, table, 版记 or page number."""
    return tuple(
        line
        for line in sheet.lines
        if not line.red and abs(line.size_pt - GB9704.body_pt) < 0.6 and line.baseline < GB9704.body_end + 3
    )


def _figures(pages: tuple[Sheet, ...], layout: Layout) -> Iterator[Measurement]:
    first = pages[0]
    yield from _paper_size(pages)
    yield from _text_block(pages)
    yield from _grid(pages)
    yield from _mark(first, layout)
    yield from _number(first, layout)
    yield from _letter_rules(first) if layout is Layout.LETTER else _document_rule(first)
    yield from _title(first)
    yield from _folios(pages, layout)
    yield from _signature(pages)
    yield from _annexes(pages)
    yield from _imprint(pages, layout)
    yield from _relics(pages)


def _near(
    name: str, value: float, wanted: float, allowed: float, clause: str, page: int = 1, unit: str = "mm"
) -> Measurement:
    words = f"{wanted:g} {unit}（±{allowed:g}）" if allowed else f"{wanted:g} {unit}"
    fits = abs(value - wanted) <= allowed + 1e-9
    return Measurement(name, round(value, 2), unit, words, clause, page, fits)


def _count(
    name: str, value: int, wanted: str, clause: str, page: int, fits: bool, unit: str = "处"
) -> Measurement:
    return Measurement(name, value, unit, wanted, clause, page, fits)


def _paper_size(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    for place, sheet in enumerate(pages, start=1):
        yield _near("纸宽", sheet.width, GB9704.page_width, 0.2, "5.1", place)
        yield _near("纸高", sheet.height, GB9704.page_height, 0.2, "5.1", place)


def _text_block(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    bodies = [(place, line) for place, sheet in enumerate(pages, start=1) for line in body_lines(sheet)]
    yield _count(
        "首页正文行数",
        len(_text_of_first(pages[0])),
        "至少 1 行",
        "7.3.3",
        1,
        bool(_text_of_first(pages[0])),
        "行",
    )
    if not bodies:
        return
    page, line = min(bodies, key=lambda one: one[1].left)
    yield _near("订口（左）", line.left, GB9704.left, 1.0, "5.2.1", page)
    # A mark of punctuation may hang beyond the edge, and the date has a clause of its own.
    texts = [(place, line) for place, line in bodies if not _is_signed_date(line)]
    inside = [(place, glyph) for place, line in texts for glyph in line.glyphs if glyph.char.isalnum()]
    page, glyph = max(inside, key=lambda one: one[1].right)
    ends = glyph.right
    over = max(0.0, ends - GB9704.left - GB9704.width)
    yield _near("正文超出版心右边缘", over, 0.0, 1.0, "5.2.1", page)
    page, line = max(bodies, key=lambda one: one[1].baseline)
    over = max(0.0, line.baseline + 0.12 * _BODY_MM - GB9704.body_end)
    yield _near("正文超出版心下边缘", over, 0.0, 1.0, "5.2.1", page)


def _text_of_first(sheet: Sheet) -> tuple[Line, ...]:
    """Return the body lines of page 1 below its title."""
    titles = [line.baseline for line in sheet.lines if _is_title(line)]
    below = max(titles, default=0.0)
    return tuple(line for line in body_lines(sheet) if line.baseline > below)


def _grid(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    for place, sheet in enumerate(pages[1:], start=2):
        lines = body_lines(sheet)
        if len(lines) < 3 or sheet.lines[0] is not lines[0]:
            continue
        steps = sorted(low.baseline - high.baseline for high, low in itertools.pairwise(lines))
        pitch = steps[len(steps) // 2]
        # A line may be read as its characters, or as its cell with four fifths above the baseline, as word
        # processors set it: the edge must lie between the two readings.
        top = min(max(GB9704.top, lines[0].baseline - 0.8 * pitch), lines[0].baseline - 0.88 * _BODY_MM)
        yield _near("天头（上）", top, GB9704.top, 1.0, "5.2.1", place)
        only_text = (
            len(lines) == len(sheet.lines) - sum(map(_is_folio, sheet.lines)) and steps[-1] < 1.5 * pitch
        )
        if only_text and lines[-1].baseline + pitch > GB9704.body_end + 1:
            fits = len(lines) == GB9704.lines or (len(lines) in _ADJUSTED and _signature_was_pressed(pages))
            yield _count("每面行数", len(lines), "22 行（只为放下印章才可调整）", "5.2.3", place, fits, "行")
    for place, sheet in enumerate(pages, start=1):
        for line in body_lines(sheet):
            full = len(line.glyphs) >= _FULL_LINE and all(
                "\u4e00" <= one.char <= "\u9fff" for one in line.glyphs
            )
            if full and line.right > GB9704.left + GB9704.width - _BODY_MM:
                step = (line.glyphs[-1].x - line.glyphs[0].x) / (len(line.glyphs) - 1)
                chars = int((GB9704.width - _BODY_MM) / step + 1.05)
                yield _count("每行字数", chars, "28 字", "5.2.3", place, chars == GB9704.chars, "字")
                break


def _signature_was_pressed(pages: tuple[Sheet, ...]) -> bool:
    """Return whether lines had reason to move: too little text by the signature, or no room (7.3.5.5)."""
    for sheet in pages:
        lines = body_lines(sheet)
        for at, line in enumerate(lines):
            if _is_signed_date(line):
                return at <= _FEW_LINES or line.baseline + 3 * GB9704.pitch > GB9704.body_end
    return False


def _is_signed_date(line: Line) -> bool:
    return _DATE.fullmatch(line.text) is not None and line.left > GB9704.left + GB9704.width / 3


def _mark_lines(sheet: Sheet) -> list[Line]:
    return [line for line in sheet.lines if line.red and line.size_pt > GB9704.title_pt]


def _mark(first: Sheet, layout: Layout) -> Iterator[Measurement]:
    marks = _mark_lines(first)
    clause = "10.1" if layout is Layout.LETTER else "7.2.4"
    yield _count("红色发文机关标志", len(marks), "1 处", clause, 1, bool(marks))
    if marks:
        top = min(line.top for line in marks)
        if layout is Layout.LETTER:
            yield _near("发文机关标志上边缘至上页边", top, GB9704.letter_mark_top, 1.5, clause)
        else:
            wanted = GB9704.document_mark_top - GB9704.top
            yield _near("发文机关标志上边缘至版心上边缘", top - GB9704.top, wanted, 1.5, clause)


def _number_line(first: Sheet) -> tuple[Line, str] | None:
    titles = [line.baseline for line in first.lines if _is_title(line)]
    above = min(titles, default=GB9704.body_end)
    for line in first.lines:
        if not line.red and line.baseline < above and (found := _ANY_NUMBER.search(line.text)):
            return line, found.group(1)
    return None


def _number(first: Sheet, layout: Layout) -> Iterator[Measurement]:
    found = _number_line(first)
    clause = "10.1" if layout is Layout.LETTER else "7.2.5"
    yield _count("发文字号", int(found is not None), "1 处", clause, 1, found is not None)
    if found is None:
        return
    line, number = found
    number = re.sub(r"^(特急|加急)", "", number)
    right_form = re.fullmatch(standard.NUMBER_PATTERN, number) is not None
    yield _count(
        f"发文字号“{number}”写法", int(right_form), "六角括号、四位年份、不编虚位", "7.2.5", 1, right_form
    )
    if layout is Layout.LETTER:
        edge = GB9704.left + GB9704.width - line.glyphs[-1].x - _BODY_MM
        yield _near("发文字号至版心右边缘", edge, 0.0, 1.0, clause)
    elif marks := _mark_lines(first):
        lines = (line.top - max(mark.bottom for mark in marks)) / GB9704.pitch
        yield _near("标志与发文字号之间空行", lines, 2.0, 0.8, clause, unit="行")


def _document_rule(first: Sheet) -> Iterator[Measurement]:
    rules = [rule for rule in first.rules if rule.red]
    yield _count("红色分隔线", len(rules), "1 条", "7.2.7", 1, bool(rules), "条")
    if not rules:
        return
    rule = rules[0]
    yield _near("红色分隔线长", rule.length, GB9704.width, 1.0, "7.2.7")
    if found := _number_line(first):
        gap = rule.y - rule.thickness / 2 - found[0].bottom
        yield _near("发文字号至红色分隔线", gap, GB9704.rule_gap, 1.0, "7.2.7")


def _letter_rules(first: Sheet) -> Iterator[Measurement]:
    rules = [rule for rule in first.rules if rule.red]
    yield _count("红色双线", len(rules), "4 条（两道双线）", "10.1", 1, len(rules) == 4, "条")
    if len(rules) != 4:
        return
    upper, lower = rules[:2], rules[2:]
    for rule in rules:
        yield _near("红色双线长", rule.length, GB9704.letter_rule, 2.0, "10.1")
    yield _thick_order("上粗下细", upper)
    yield _thick_order("上细下粗", lower[::-1])
    if marks := _mark_lines(first):
        gap = upper[0].y - upper[0].thickness / 2 - max(line.bottom for line in marks)
        yield _near("标志至第一条红色双线", gap, GB9704.rule_gap, 1.5, "10.1")
    yield _near("第二条红色双线至下页边", first.height - lower[1].y, GB9704.letter_foot, 2.0, "10.1")
    if found := _number_line(first):
        gap = found[0].top - upper[1].y - upper[1].thickness / 2
        yield _near("第一条红色双线至发文字号", gap, GB9704.letter_first_gap, 1.5, "10.1")


def _thick_order(name: str, pair: list[Rule]) -> Measurement:
    thick, thin = pair
    ratio = thick.thickness / max(thin.thickness, 0.01)
    return Measurement(f"红色双线{name}", round(ratio, 2), "倍", "粗线大于细线", "10.1", 1, ratio > 1.1)


def _is_title(line: Line) -> bool:
    return not line.red and line.size_pt > GB9704.body_pt + 1.5


def _title(first: Sheet) -> Iterator[Measurement]:
    lines = [line for line in first.lines if _is_title(line)]
    yield _count("标题", len(lines), "至少 1 行", "7.3.1", 1, bool(lines), "行")
    for line in lines:
        yield _near("标题字号", line.size_pt, GB9704.title_pt, 0.5, "7.3.1", unit="pt")
        middle = (line.glyphs[0].x + line.glyphs[-1].x + line.size_pt * MM_PER_PT) / 2
        yield _near("标题偏离居中", middle - GB9704.left - GB9704.width / 2, 0.0, 2.0, "7.3.1")


def _is_folio(line: Line) -> bool:
    return _FOLIO.fullmatch(line.text) is not None


def _folios(pages: tuple[Sheet, ...], layout: Layout) -> Iterator[Measurement]:
    em = GB9704.folio_pt * MM_PER_PT
    for place, sheet in enumerate(pages, start=1):
        found = [line for line in sheet.lines if _is_folio(line)]
        if layout is Layout.LETTER and place == 1:
            yield _count("信函首页页码", len(found), "不显示", "10.1", 1, not found)
            continue
        yield _count("页码", len(found), "1 处", "7.5", place, len(found) == 1)
        for line in found:
            dash = line.glyphs[0]
            drop = (dash.top + dash.bottom) / 2 - GB9704.body_end
            yield _near("一字线至版心下边缘", drop, GB9704.folio_drop, 1.0, "7.5", place)
            yield _near("页码字号", line.size_pt, GB9704.folio_pt, 0.5, "7.5", place, "pt")
            if place % 2:
                space = GB9704.left + GB9704.width - line.glyphs[-1].x - em
                yield _near("单页码右空", space, em, 1.5, "7.5", place)
            else:
                yield _near("双页码左空", line.left - GB9704.left, em, 1.5, "7.5", place)


def _signature(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    for place, sheet in enumerate(pages, start=1):
        lines = body_lines(sheet)
        for name, day in itertools.pairwise(lines):
            if not _is_signed_date(day):
                continue
            form = re.fullmatch(standard.DATE_PATTERN, day.text) is not None
            yield _count(f"成文日期“{day.text}”写法", int(form), "月、日不编虚位", "7.3.5.4", place, form)
            shift = day.left - name.left
            apart = (name.left + name.glyphs[-1].x) / 2 - (day.left + day.glyphs[-1].x) / 2
            if abs(apart) < abs(shift - 2 * GB9704.char):
                space = (GB9704.left + GB9704.width - day.glyphs[-1].x - _BODY_MM) / GB9704.char
                yield _near("加盖印章的成文日期右空", space, 4.0, 0.6, "7.3.5.1", place, "字")
                yield _near("署名偏离成文日期居中", apart, 0.0, 2.0, "7.3.5.1", place)
            else:
                yield _near("成文日期首字比署名首字右移", shift, 2 * GB9704.char, 0.5, "7.3.5.2", place)


def _annexes(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    """Compare 附件说明 with the annexes behind it: same order, same names, no mark after a name."""
    lines = [line.text for sheet in pages for line in body_lines(sheet)]
    starts = [at for at, text in enumerate(lines) if text.startswith("附件：")]
    if not starts:
        return
    named = [re.sub(r"^附件：", "", lines[starts[0]])]
    for text in lines[starts[0] + 1 :]:
        if re.match(r"\d+[.．]", text):
            named.append(text)
        else:
            break
    names = [re.sub(r"^\d+[.．]", "", name) for name in named]
    found = [
        "".join(line.text for line in sheet.lines if _is_title(line))
        for sheet in pages
        if sheet.lines and _ANNEX.fullmatch(sheet.lines[0].text)
    ]
    marked = [name for name in names if name and name[-1] in "。，、；：.,;:"]
    yield _count("附件名称后的标点", len(marked), "没有", "7.3.4", 1, not marked)
    if found:
        same = sum(title.startswith(name) for name, title in zip(names, found, strict=False))
        fits = same == len(names) == len(found)
        yield _count("附件标题与附件说明一致", same, f"{len(names)} 个", "7.3.7", len(pages), fits, "个")


def _imprint(pages: tuple[Sheet, ...], layout: Layout) -> Iterator[Measurement]:
    last, place = pages[-1], len(pages)
    texts = [line for line in last.lines if re.match(r"抄送：|主送：|.+日印发$", line.text)]
    if layout is Layout.LETTER:
        printed = [line for line in texts if line.text.endswith("印发")]
        yield _count("信函版记中的印发机关和日期", len(printed), "没有", "10.1", place, not printed)
    for line in texts:
        yield _near("版记字号", line.size_pt, GB9704.imprint_pt, 0.5, "7.4", place, "pt")
    if layout is Layout.LETTER or not texts:
        return
    above = min(line.top for line in texts) - 8
    rules = [rule for rule in last.rules if not rule.red and rule.y > above]
    yield _count("版记分隔线", len(rules), "至少首条和末条", "7.4.1", place, len(rules) >= 2, "条")
    if len(rules) < 2:
        return
    yield _near("版记末条分隔线至上页边", rules[-1].y, GB9704.body_end, 0.5, "7.4.1", place)
    for rule in (rules[0], rules[-1]):
        yield _near("版记首末条分隔线粗", rule.thickness, GB9704.imprint_thick, 0.06, "7.4.1", place)
    for rule in rules[1:-1]:
        yield _near("版记中间分隔线粗", rule.thickness, GB9704.imprint_thin, 0.06, "7.4.1", place)
    for rule in rules:
        yield _near("版记分隔线长", rule.length, GB9704.width, 1.0, "7.4.1", place)


def _relics(pages: tuple[Sheet, ...]) -> Iterator[Measurement]:
    """Look for what the edition of 1999 had and this one has not, and for marks that may not be here."""
    for place, sheet in enumerate(pages, start=1):
        texts = [line.text for line in sheet.lines]
        for name, wanted, clause, hits in (
            (
                "主题词",
                "没有（2012 年版已取消）",
                "7.4",
                [text for text in texts if text.startswith("主题词")],
            ),
            ("汉字日期", "阿拉伯数字", "7.3.5.4", [text for text in texts if _OLD_DATE.search(text)]),
            ("密级标志", "没有（非涉密系统）", "7.2.2", [text for text in texts if _SECRET.match(text)]),
        ):
            if hits:
                yield _count(name, len(hits), wanted, clause, place, False)
