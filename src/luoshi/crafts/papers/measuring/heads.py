"""版头 and title of a printed paper (clauses 7.2, 7.3.1, 10)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from luoshi.crafts.papers import standard
from luoshi.crafts.papers.measuring.figures import Measurement, count, near, told
from luoshi.crafts.papers.measuring.lines import BODY_MM, is_title, mark_lines, number_in
from luoshi.crafts.papers.model import Layout
from luoshi.crafts.papers.sheets import Rule, Sheet
from luoshi.crafts.papers.standard import GB9704, MM_PER_PT

CLAUSES = {Layout.LETTER: "10.1", Layout.ORDER: "10.2", Layout.MINUTES: "10.3", Layout.DOCUMENT: "7.2.4"}


def head(first: Sheet, layout: Layout) -> Iterator[Measurement]:
    """Measure everything above the text."""
    yield from _corner(first, layout)
    yield from _mark(first, layout)
    yield from _number(first, layout)
    if layout is Layout.LETTER:
        yield from _letter_rules(first)
    elif layout is not Layout.ORDER:
        yield from _document_rule(first)
    yield from _title(first, layout)


def _corner(first: Sheet, layout: Layout) -> Iterator[Measurement]:
    """份号 and 紧急程度 stand at the left edge, in this order (7.2.1, 7.2.3)."""
    marks = mark_lines(first)
    above = min((line.top for line in marks), default=0.0)
    for line in first.lines:
        if line.red or (layout is not Layout.LETTER and line.baseline > above):
            continue
        if re.match(r"特急|加急", line.text):
            yield near("紧急程度左边缘", line.left, GB9704.left, 1.0, "7.2.3")
        elif re.fullmatch(r"(No\.?|№|份号[:：]?)?\d{1,8}", line.text) and line.baseline < above:
            fits = re.fullmatch(standard.COPY_PATTERN, line.text) is not None
            yield told("份号写法", line.text, "6 位阿拉伯数字", "7.2.1", 1, fits)
            yield near("份号左边缘", line.left, GB9704.left, 1.0, "7.2.1")


def _mark(first: Sheet, layout: Layout) -> Iterator[Measurement]:
    marks = mark_lines(first)
    clause = CLAUSES[layout]
    yield count("红色发文机关标志", len(marks), "至少 1 处", clause, 1, bool(marks))
    if not marks:
        return
    top = min(line.top for line in marks)
    if layout is Layout.LETTER:
        yield near("发文机关标志上边缘至上页边", top, GB9704.letter_mark_top, 1.5, clause)
    else:
        wanted = (GB9704.order_mark_top if layout is Layout.ORDER else GB9704.document_mark_top) - GB9704.top
        yield near("发文机关标志上边缘至版心上边缘", top - GB9704.top, wanted, 1.5, clause)
    left, right = min(line.left for line in marks), max(line.right for line in marks)
    yield near("发文机关标志偏离居中", (left + right) / 2 - GB9704.left - GB9704.width / 2, 0.0, 2.0, clause)


def _number(first: Sheet, layout: Layout) -> Iterator[Measurement]:
    found = number_in(first)
    clause = {Layout.DOCUMENT: "7.2.5", Layout.MINUTES: "7.2.5"}.get(layout, CLAUSES[layout])
    if layout is not Layout.MINUTES:
        yield count("发文字号", int(found is not None), "1 处", clause, 1, found is not None)
    if found is None:
        return
    line, start, end = found
    number, glyphs = line.text[start:end], line.glyphs[start:end]
    patterns = [standard.NUMBER_PATTERN]
    if layout in (Layout.MINUTES, Layout.ORDER):
        patterns.append(standard.SERIAL_PATTERN)
    fits = any(re.fullmatch(pattern, number) for pattern in patterns)
    yield told("发文字号写法", number, "六角括号、四位年份，不编虚位、不加“第”", "7.2.5", 1, fits)
    if layout is Layout.LETTER:
        edge = GB9704.left + GB9704.width - glyphs[-1].x - BODY_MM
        yield near("发文字号至版心右边缘", edge, 0.0, 1.0, clause)
        return
    approver = [one for one in first.lines if "签发人" in one.text and not one.red]
    if marks := mark_lines(first):
        below = approver[0] if approver and approver[0].baseline < line.baseline else line
        lines = (below.top - max(mark.bottom for mark in marks)) / GB9704.pitch
        yield near("标志与发文字号之间空行", lines, 2.0, 0.8, clause, unit="行")
    if approver:
        yield near(
            "上行文发文字号左空", (glyphs[0].x - GB9704.left) / GB9704.char, 1.0, 0.4, "7.2.5", unit="字"
        )
        space = GB9704.left + GB9704.width - max(one.right for one in approver)
        yield near("签发人右空", space / GB9704.char, 1.0, 0.5, "7.2.6", unit="字")
    else:
        middle = (glyphs[0].x + glyphs[-1].x + BODY_MM) / 2
        yield near("发文字号偏离居中", middle - GB9704.left - GB9704.width / 2, 0.0, 2.0, clause)


def _document_rule(first: Sheet) -> Iterator[Measurement]:
    rules = [rule for rule in first.rules if rule.red]
    yield count("红色分隔线", len(rules), "1 条", "7.2.7", 1, bool(rules), "条")
    if not rules:
        return
    rule = rules[0]
    yield near("红色分隔线长", rule.length, GB9704.width, 1.0, "7.2.7")
    middle = (rule.left + rule.right) / 2
    yield near("红色分隔线偏离居中", middle - GB9704.left - GB9704.width / 2, 0.0, 1.0, "7.2.7")
    if found := number_in(first):
        gap = rule.y - rule.thickness / 2 - found[0].bottom
        yield near("发文字号至红色分隔线", gap, GB9704.rule_gap, 1.0, "7.2.7")


def _letter_rules(first: Sheet) -> Iterator[Measurement]:
    rules = [rule for rule in first.rules if rule.red]
    yield count("红色双线", len(rules), "4 条（两道双线）", "10.1", 1, len(rules) == 4, "条")
    if len(rules) != 4:
        return
    upper, lower = rules[:2], rules[2:]
    for rule in rules:
        yield near("红色双线长", rule.length, GB9704.letter_rule, 2.0, "10.1")
    yield _thick_order("红色双线上粗下细", upper)
    yield _thick_order("红色双线上细下粗", lower[::-1])
    if marks := mark_lines(first):
        gap = upper[0].y - upper[0].thickness / 2 - max(line.bottom for line in marks)
        yield near("标志至第一条红色双线", gap, GB9704.rule_gap, 1.5, "10.1")
    yield near("第二条红色双线至下页边", first.height - lower[1].y, GB9704.letter_foot, 2.0, "10.1")
    if found := number_in(first):
        gap = found[0].top - upper[1].y - upper[1].thickness / 2
        yield near("第一条红色双线至发文字号", gap, GB9704.letter_first_gap, 1.5, "10.1")


def _thick_order(name: str, pair: list[Rule]) -> Measurement:
    thick, thin = pair
    ratio = thick.thickness / max(thin.thickness, 0.01)
    return Measurement(name, round(ratio, 2), "倍", "粗线大于细线", "10.1", 1, ratio > 1.1)


def _title(first: Sheet, layout: Layout) -> Iterator[Measurement]:
    lines = [line for line in first.lines if is_title(line)]
    if layout in (Layout.DOCUMENT, Layout.LETTER):
        yield count("标题", len(lines), "至少 1 行", "7.3.1", 1, bool(lines), "行")
    for line in lines:
        yield near("标题字号", line.size_pt, GB9704.title_pt, 0.5, "7.3.1", unit="pt")
        middle = (line.glyphs[0].x + line.glyphs[-1].x + line.size_pt * MM_PER_PT) / 2
        yield near("标题偏离居中", middle - GB9704.left - GB9704.width / 2, 0.0, 2.0, "7.3.1")
    if len(lines) > 1:
        shape = shape_of([line.size_in_chars for line in lines])
        yield told("标题排列", shape, "梯形或菱形", "7.3.1", 1, shape in ("梯形", "菱形"))


def shape_of(widths: list[float]) -> str:
    """Return how the lines of a title stand: 梯形, 菱形, 矩形 or 沙漏形 (7.3.1); widths in 字."""
    steps = [low - high for high, low in itertools.pairwise(widths)]
    signs = [0 if abs(step) < 0.75 else (1 if step > 0 else -1) for step in steps]
    if not any(signs):
        return "矩形"
    moves = [sign for sign in signs if sign]
    if all(move == moves[0] for move in moves):
        return "梯形"
    return "菱形" if moves == sorted(moves, reverse=True) else "沙漏形"
