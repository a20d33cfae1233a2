"""Which of the four formats a paper is in, by what stands on its first page."""

from __future__ import annotations

from luoshi.crafts.papers.measuring.lines import mark_lines
from luoshi.crafts.papers.model import Layout
from luoshi.crafts.papers.sheets import Sheet
from luoshi.crafts.papers.standard import GB9704


def layout_of(first: Sheet) -> Layout:
    """Return the format: the ending of the mark tells it, a red rule at the foot tells a letter."""
    mark = "".join(line.text for line in mark_lines(first))
    if named := layout_named(mark):
        return named
    feet = [rule for rule in first.rules if rule.red and rule.y > GB9704.body_end]
    high = mark and min(line.top for line in mark_lines(first)) < GB9704.top + 5
    return Layout.LETTER if feet or (high and not mark.endswith("文件")) else Layout.DOCUMENT


def layout_named(mark: str) -> Layout | None:
    """Return the format that a mark names by how it ends, or None."""
    endings = {"纪要": Layout.MINUTES, "令": Layout.ORDER, "文件": Layout.DOCUMENT}
    return next((layout for ending, layout in endings.items() if mark.endswith(ending)), None)
