"""What follows the text of a DOCX: 附件说明, who was at a meeting, signatures, 附注, 版记."""

from __future__ import annotations

from typing import Final

from luoshi.crafts.papers import wordml, words
from luoshi.crafts.papers.docx_lines import (
    CHAR,
    LINE,
    PT,
    ROOM,
    SMALL,
    blank,
    line_of,
    rule_below,
    tabbed,
    words_of,
)
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.model import Layout, Paper
from luoshi.crafts.papers.standard import GB9704
from luoshi.crafts.papers.wordml import TAB, paragraph, run

_IMPRINT_CHARS: Final = 24  # 字 of 4号 beside 抄送：, one in from both edges


def annex_names(paper: Paper) -> str:
    """Return 附件说明 (7.3.4)."""
    lines = [blank(keep_next=True)] if paper.attachments else []
    for place, annex in enumerate(paper.attachments, start=1):
        number = f"{place}. " if len(paper.attachments) > 1 else ""
        hang = words.width_in_chars(number) * CHAR
        lead = "附件：" if place == 1 else ""
        # The name begins at a tab stop: its second line stands below, however wide the figures are.
        content = words_of(lead + number.strip()) + (TAB if number else "") + words_of(annex.title)
        left, first = 5 * CHAR + hang, -hang - words.width_in_chars(lead) * CHAR
        stops = (("left", left),) if number else ()
        lines.append(paragraph(content, line=LINE, left=left, first=first, tabs=stops, keep_next=True))
    return "".join(lines)


def attendance(paper: Paper) -> str:
    """Return 出席, 请假 and 列席 (10.3)."""
    lists = words.attendance(paper)
    lines = [blank(keep_next=True)] if lists else []
    for at, (label, names) in enumerate(lists, start=1):
        content = words_of(label, Role.HEI) + words_of("：" + names)
        last = at == len(lists)
        lines.append(paragraph(content, line=LINE, left=5 * CHAR, first=-3 * CHAR, keep_next=last))
    return "".join(lines)


def signature(paper: Paper) -> str:
    """Return 署名, 成文日期 and 附注, with room where seals or a 签名章 are to come (7.3.5, 7.3.6)."""
    day = words.chinese_date(paper.signed_on)
    if paper.posts:
        lines = _stamped(paper, day)
    elif not paper.sealed:
        lines = _unsealed(paper, day)
    else:
        lines = _sealed(paper, day) if not paper.partners else _sealed_jointly(paper, day)
    return "".join(lines) + (line_of(f"（{paper.note}）") if paper.note else "")


def _sealed(paper: Paper, day: str) -> list[str]:
    # Both stand centred on one axis, whatever a program makes of the width of digits.
    # A name that would reach past the text takes the date along, as 7.3.5.2 has it for a long date.
    half = max(4 + words.width_in_chars(day) / 2, words.width_in_chars(paper.signer) / 2)
    axis = (("center", ROOM - half * CHAR),)
    return [
        blank(keep_next=True) * 2,
        tabbed([words_of(paper.signer)], axis, keep_next=True),
        tabbed([words_of(day)], axis, keep_next=bool(paper.note)),
    ]


def _sealed_jointly(paper: Paper, day: str) -> list[str]:
    """Return rows of names, each in the middle of its seal's place, and the date under the last of them."""
    names = words.signers(paper)
    widest = max(map(words.width_in_chars, names)) * CHAR + CHAR
    across = max(1, min(3, int(ROOM // max(widest, GB9704.seal * PT))))
    axes = [("center", ROOM * (at + 0.5) / across) for at in range(across)]
    first = len(names) % across or across
    rows = [names[:first], *(names[at : at + across] for at in range(first, len(names), across))]
    lines = [blank(keep_next=True) * 2]
    for at, row in enumerate(rows):
        pieces = [words_of(name) for name in row]
        before = GB9704.seal * PT - LINE if at else 0.0
        lines.append(tabbed(pieces, axes[across - len(row) :], before=before, keep_next=True))
    return [*lines, tabbed([words_of(day)], axes[-1:], keep_next=bool(paper.note))]


def _unsealed(paper: Paper, day: str) -> list[str]:
    # The lines may reach into the right margin: where digits are set wider, a date must not be broken.
    signer_at, day_at = words.signature_places(paper, GB9704.chars)
    placed = [*((name, signer_at, True) for name in words.signers(paper)), (day, day_at, bool(paper.note))]
    return [
        blank(keep_next=True),
        *(
            paragraph(
                words_of(text), line=LINE, left=at * CHAR, right=-2 * CHAR, align="left", keep_next=more
            )
            for text, at, more in placed
        ),
    ]


def _stamped(paper: Paper, day: str) -> list[str]:
    """Return each post beside the room for its 签名章, and the date one empty line below (7.3.5.3)."""
    wide, high = GB9704.stamp_width * PT, GB9704.stamp_height * PT
    air = (high - LINE) / 2
    posts = [
        paragraph(
            words_of(post),
            line=LINE,
            align="right",
            right=6 * CHAR + wide,
            before=air,
            after=air,
            keep_next=True,
        )
        for post in paper.posts
    ]
    date = paragraph(words_of(day), line=LINE, align="right", right=4 * CHAR, keep_next=bool(paper.note))
    return [blank(keep_next=True) * 2, *posts, blank(keep_next=True), date]


def imprint(paper: Paper, addressees: str) -> str:
    """Return 版记 in a box that stands on the lower edge of the last 版心 (7.4); a letter's has no rules."""
    line = SMALL * 1.6
    rows = []
    listed = [
        (label, text)
        for label, text in (("主送：", addressees), ("抄送：", words.copies_line(paper)))
        if text
    ]
    if listed:
        rows.append("".join(_listed(label + text, line) for label, text in listed))
    if paper.printer and paper.printed_on:
        day = words.chinese_date(paper.printed_on) + "印发"
        content = run(paper.printer, Role.BODY, SMALL) + TAB + run(day, Role.BODY, SMALL)
        stops = (("right", ROOM - SMALL),)
        rows.append(paragraph(content, line=line, align="left", left=SMALL, tabs=stops))
    if not rows:
        return ""
    if paper.layout is not Layout.LETTER:
        thick = _rule(GB9704.imprint_thick)
        rows = [thick, _rule(GB9704.imprint_thin).join(rows), thick]
    # The box lies over the page; its anchoring paragraph keeps as much room free, or goes to a new page.
    wide = sum(-(-words.width_in_chars(text) // _IMPRINT_CHARS) for _, text in listed)
    height = line * (wide + bool(paper.printer)) + 9
    return paragraph(wordml.foot_box("".join(rows), GB9704.width), line=height, align="left")


def _listed(text: str, line: float) -> str:
    return paragraph(run(text, Role.BODY, SMALL), line=line, left=4 * SMALL, right=SMALL, first=-3 * SMALL)


def _rule(thickness: float) -> str:
    return paragraph("", line=3, align="left", rules=(rule_below(thickness, 0.0, "000000"),))
