"""版头 of a DOCX: what stands above the title, for each of the four formats."""

from __future__ import annotations

from typing import Final

from luoshi.crafts.papers import standard, wordml, words
from luoshi.crafts.papers.docx_lines import (
    BODY,
    CHAR,
    LINE,
    PT,
    RED,
    ROOM,
    blank,
    rule_below,
    tabbed,
    words_of,
)
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.model import Layout, Paper
from luoshi.crafts.papers.standard import GB9704
from luoshi.crafts.papers.wordml import TAB, paragraph, run

_ABOVE_BODY: Final = 9.5  # from the top of a line of text to the top of its characters
_ABOVE_INK: Final = 0.16  # of the size: from the top of an exact line of 1.25 sizes to its characters' top
_JOINT_LINE: Final = 1.3  # of the size: from organ to organ of a joint mark


def head(paper: Paper) -> str:
    """Return everything above the title."""
    if paper.layout is Layout.LETTER:
        return _letter_head(paper)
    return _order_head(paper) if paper.layout is Layout.ORDER else _document_head(paper)


def letter_header(paper: Paper) -> str:
    """Return what stands on a letter's first page at fixed places: its mark and both double rules."""
    left = (GB9704.page_width - GB9704.letter_rule) / 2
    rules = "".join(
        wordml.red_line(name, place, y, left, GB9704.letter_rule, thickness)
        for place, (name, y, thickness) in enumerate(_letter_rules(paper), start=1)
    )
    height = _mark_height(paper, GB9704.letter_mark_pt)
    top = GB9704.letter_mark_top * PT - height / 1.25 * _ABOVE_INK
    frame = (GB9704.left * PT, top, ROOM, height)
    return _mark(paper, GB9704.letter_mark_pt, 0, frame) + paragraph(rules, line=1, align="left")


def _letter_head(paper: Paper) -> str:
    """Return the lines of 份号, 紧急程度 and 发文字号, 7/8 of a character below the rule (10.1)."""
    _, thin_rule, thickness = _letter_rules(paper)[1]
    ink_top = (thin_rule + thickness / 2 + GB9704.letter_first_gap - GB9704.top) * PT
    corner = _corner(paper) or [""]
    content = corner[0] + TAB + words_of(paper.number)
    before = ink_top - _ABOVE_BODY
    lines = [paragraph(content, line=LINE, align="left", before=before, tabs=(("right", ROOM),))]
    lines += [paragraph(one, line=LINE, align="left") for one in corner[1:]]
    return "".join(lines) + blank() * 2


def _document_head(paper: Paper) -> str:
    corner = [paragraph(one, line=LINE, align="left") for one in _corner(paper)]
    top = (GB9704.document_mark_top - GB9704.top) * PT - len(corner) * LINE
    if len(words.mark_names(paper)) > 1:
        mark = _joint_mark(paper, top)
    else:
        mark = _mark(
            paper,
            GB9704.document_mark_pt,
            top - _mark_height(paper, GB9704.document_mark_pt) / 1.25 * _ABOVE_INK,
        )
    rule = rule_below(GB9704.red_rule, GB9704.rule_gap * PT - 4, RED)
    number = words_of(paper.number)
    if not paper.approvers:
        rows = [paragraph(number, line=LINE, align="center", rules=(rule,))]
    else:
        rows = _approvers(paper, number, rule)
    return "".join([*corner, mark, blank() * 2, *rows, blank() * 2])


def _approvers(paper: Paper, number: str, rule: tuple[str, str, int, float]) -> list[str]:
    """Return two names a line, each under the one above; the number shares the last line (7.2.5, 7.2.6)."""
    wide = max(map(words.width_in_chars, paper.approvers)) * CHAR
    across = min(len(paper.approvers), 2)
    start = ROOM - CHAR - across * wide - (across - 1) * CHAR
    stops = (("left", CHAR), ("left", start - 4 * CHAR), ("left", start), ("left", start + wide + CHAR))
    pairs = [paper.approvers[at : at + 2] for at in range(0, len(paper.approvers), 2)]
    rows = []
    for at, names in enumerate(pairs):
        is_last = at == len(pairs) - 1
        pieces = [number if is_last else "", words_of("签发人：") if at == 0 else ""]
        pieces += [words_of(name, Role.KAI) for name in names]
        rows.append(tabbed(pieces, stops, rules=(rule,) if is_last else ()))
    return rows


def _order_head(paper: Paper) -> str:
    height = _mark_height(paper, GB9704.document_mark_pt)
    top = (GB9704.order_mark_top - GB9704.top) * PT - height / 1.25 * _ABOVE_INK
    number = paragraph(words_of(paper.number), line=LINE, align="center")
    return _mark(paper, GB9704.document_mark_pt, top) + blank() * 2 + number + blank() * 2


def _corner(paper: Paper) -> list[str]:
    """Return 份号 and 紧急程度, one below the other (7.2.1, 7.2.3)."""
    found = [words_of(paper.copy_number)] if paper.copy_number else []
    return found + ([run(paper.urgency, Role.HEI, BODY)] if paper.urgency else [])


def _mark(
    paper: Paper, wanted: float, before: float, frame: tuple[float, float, float, float] | None = None
) -> str:
    text = paper.mark + words.mark_ending(paper)
    size = min(wanted, ROOM / len(text))
    gap = max(0.0, min(size * 0.3, (ROOM * 0.92 - len(text) * size) / max(1, len(text) - 1)))
    content = run(text[:-1], Role.TITLE, size, spacing=gap, colour=RED)
    content += run(text[-1], Role.TITLE, size, colour=RED)
    return paragraph(content, line=size * 1.25, align="center", before=before, frame=frame)


def _mark_height(paper: Paper, wanted: float) -> float:
    return min(wanted, ROOM / len(paper.mark + words.mark_ending(paper))) * 1.25


def _joint_mark(paper: Paper, top: float) -> str:
    """Return the organs one below the other, as wide as the widest, 文件 beside their middle (7.2.4)."""
    names, ending = words.mark_names(paper), words.mark_ending(paper)
    longest = max(map(len, names))
    room = GB9704.joint_mark_room * PT / (_JOINT_LINE * len(names))
    size = min(GB9704.document_mark_pt * 0.8, room, ROOM * 0.96 / (longest + len(ending) + 0.5))
    size = int(size * 2) / 2
    line = size * _JOINT_LINE
    wide = longest * size + 1
    lines = "".join(paragraph(_spread(name, wide - 1, size), line=line, align="left") for name in names)
    beside = paragraph(run(ending, Role.TITLE, size, colour=RED), line=line, align="right")
    widths = (wide, (len(ending) + 0.5) * size + 1)
    cells = [wordml.cell(lines, widths[0]), wordml.cell(beside, widths[1])]
    above = max(1.0, top - (line - size) / 2 - 0.06 * size)
    return paragraph("", line=above, align="left") + wordml.plain_table([wordml.row(cells)], widths)


def _spread(name: str, width: float, size: float) -> str:
    """Return a name whose characters are apart so far that it is ``width`` points wide."""
    gap = (width - len(name) * size) / max(1, len(name) - 1)
    return run(name[:-1], Role.TITLE, size, spacing=gap, colour=RED) + run(
        name[-1], Role.TITLE, size, colour=RED
    )


def _letter_rules(paper: Paper) -> tuple[tuple[str, float, float], ...]:
    """Return name, middle and thickness in mm of the four red rules of a letter, top to bottom (10.1)."""
    ink = _mark_height(paper, GB9704.letter_mark_pt) / 1.25 * 0.92 * standard.MM_PER_PT
    thick, thin, between = GB9704.letter_rule_thick, GB9704.letter_rule_thin, GB9704.letter_rule_between
    first = GB9704.letter_mark_top + ink + GB9704.rule_gap
    last = GB9704.page_height - GB9704.letter_foot
    return (
        ("上粗线", first + thick / 2, thick),
        ("上细线", first + thick + between + thin / 2, thin),
        ("下细线", last - thick - between - thin / 2, thin),
        ("下粗线", last - thick / 2, thick),
    )
