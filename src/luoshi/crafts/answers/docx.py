"""The 交账单 as DOCX: A4 upright, three columns, the head repeated on every page."""

from __future__ import annotations

from luoshi.crafts.annexes import BODY_FONT, HEAD_FONT, Annex
from luoshi.crafts.answers.model import Sheet
from luoshi.crafts.papers.titles import title_lines

HEADS = ("序号", "原文", "着落")
WIDTHS = (14, 66, 76)


def to_docx(sheet: Sheet) -> bytes:
    """Return the sheet as a DOCX file."""
    annex = Annex("交账单")
    annex.title(*title_lines(f"《{sheet.title}》"), "交账单")
    annex.centred("　".join(part for part in (sheet.number, sheet.as_of) if part))
    annex.gap()
    for figure in sheet.figures:
        annex.words((figure, BODY_FONT))
    table = annex.table(HEADS, WIDTHS)
    for entry in sheet.entries:
        said = [entry.outcome, *map(str, entry.notes)]
        font = HEAD_FONT if entry.is_heading else BODY_FONT
        table.row((entry.number, entry.words, said), centred=frozenset({0}), font=font)
    return annex.save()
