"""Lines of text as a DOCX holds them: 22 exact lines a page, 28 characters a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from luoshi.crafts.papers import standard, titles, wordml
from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.standard import GB9704
from luoshi.crafts.papers.wordml import TAB, paragraph, run

PT: Final = 1 / standard.MM_PER_PT
LINE: Final = 28.95  # 22 exact lines of 28.95 pt are 636.9 of the 637.8 pt of the 版心; 29 pt would give 21
# 28 × 16 pt are 158 mm. 0.21 pt would do, but Word rounds to 1/20 pt and LibreOffice leaves out the space
# after the last character before digits: with 0.3 pt 28 characters fit either way, and 29 do not.
SQUEEZE: Final = -0.3
CHAR: Final = GB9704.char * PT
ROOM: Final = GB9704.width * PT
BODY: Final = GB9704.body_pt
SMALL: Final = GB9704.imprint_pt

Tabs = Sequence[tuple[str, float]]


def words_of(text: str, role: Role = Role.BODY) -> str:
    """Return runs of 3号 that keep to the grid."""
    return run(text, role, BODY, spacing=SQUEEZE)


def line_of(text: str, *, first: float = 2 * CHAR, left: float = 0.0, keep_next: bool = False) -> str:
    """Return a paragraph of text; lengths in points."""
    return paragraph(words_of(text), line=LINE, first=first, left=left, keep_next=keep_next)


def blank(keep_next: bool = False) -> str:
    """Return an empty line."""
    return line_of("", keep_next=keep_next)


def tabbed(
    pieces: Sequence[str],
    tabs: Tabs,
    *,
    before: float = 0.0,
    keep_next: bool = False,
    rules: Sequence[tuple[str, str, int, float]] = (),
) -> str:
    """Return a line in which every piece stands at its own tab stop."""
    content = "".join(TAB + piece for piece in pieces)
    return paragraph(
        content, line=LINE, align="left", tabs=tabs, before=before, keep_next=keep_next, rules=rules
    )


def title_of(title: str) -> str:
    """Return the centred lines of a title."""
    size = GB9704.title_pt
    return "".join(
        paragraph(run(line, Role.TITLE, size), line=size * 1.5, align="center", keep_next=True)
        for line in titles.title_lines(title)
    )


def rule_below(thickness_mm: float, distance: float, colour: str) -> tuple[str, str, int, float]:
    """Return the border under a paragraph, ``distance`` in points below its line."""
    return ("bottom", colour, round(thickness_mm * PT * 8), distance)


RED: Final = wordml.RED
