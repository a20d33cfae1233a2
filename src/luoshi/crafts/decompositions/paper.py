"""The table as DOCX: an annex on its side, the head repeated on every page."""

from __future__ import annotations

from luoshi.crafts.annexes import Annex
from luoshi.crafts.decompositions import rows
from luoshi.crafts.papers.words import chinese_date
from luoshi.crafts.reading.model import Reading

_WIDTHS = (11, 36, 62, 25, 29, 25, 19, 18)
_CENTRED = frozenset({0, 6})


def write_docx(reading: Reading) -> bytes:
    """Return a DOCX file with one row a task, on A4 landscape pages with page numbers."""
    annex = Annex("任务分解表", landscape=True)
    annex.mark()
    annex.title(*(words for words in (reading.title, "任务分解表") if words))
    if source := source_of(reading):
        annex.centred(source)
    annex.gap()
    found = rows.of(reading)
    if found:
        table = annex.table(rows.HEADS, _WIDTHS)
        for row in found:
            table.row(row.cells, centred=_CENTRED)
    else:
        annex.words((rows.NOTHING, "仿宋_GB2312"))
    return annex.save()


def source_of(reading: Reading) -> str:
    """Return the line below the title: the document's own number and date, as far as it has them."""
    issued = chinese_date(reading.issued_on) if reading.issued_on else ""
    return "　".join(part for part in (reading.number, issued) if part)
