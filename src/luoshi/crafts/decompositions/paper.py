"""The table as DOCX: A4 on its side, the head repeated on every page, fonts by GB/T 9704-2012."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from luoshi.crafts.decompositions import rows
from luoshi.crafts.reading.model import Reading

TITLE_FONT, HEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
_ERHAO, _SMALL = Pt(22), Pt(10.5)
_WIDTHS = (13, 41, 75, 27, 31, 31, 22, 26)
_CENTRED = (0, 6)
# GB/T 9704-2012 §5.2.1 turned on its side: the binding edge (28 mm) lies on top, 37 mm to the right.
_MARGINS = {"top_margin": 28, "bottom_margin": 26, "left_margin": 15.5, "right_margin": 15.5}


def write_docx(reading: Reading) -> bytes:
    """Return a DOCX file with one row a task, on A4 landscape pages with page numbers."""
    document = Document()
    document.core_properties.title = "任务分解表"
    document.core_properties.author = ""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for name, millimetres in _MARGINS.items():
        setattr(section, name, Mm(millimetres))
    _page_number(section.footer.paragraphs[0])
    for words in (reading.title, "任务分解表"):
        if words:
            _write(document.add_paragraph(), words, TITLE_FONT, _ERHAO, centred=True)
    source = "　".join(part for part in (reading.number, _issued(reading)) if part)
    if source:
        _write(document.add_paragraph(), source, "楷体_GB2312", Pt(14), centred=True)
    found = rows.of(reading)
    if found:
        _table(document, found)
    else:
        _write(document.add_paragraph(), "本文件没有需要分解的任务。", BODY_FONT, Pt(16), centred=False)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _table(document: Any, found: list[rows.Row]) -> None:
    table = document.add_table(rows=1, cols=len(rows.HEADS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    _fill(table.rows[0], rows.HEADS, HEAD_FONT, head=True)
    _mark(table.rows[0], "w:tblHeader")
    for row in found:
        filled = table.add_row()
        _fill(filled, row.cells, BODY_FONT, head=False)
        if len(row.cells[2]) < 400:
            _mark(filled, "w:cantSplit")


def _fill(row: Any, cells: tuple[str, ...], font: str, *, head: bool) -> None:
    for index, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
        cell.width = Mm(_WIDTHS[index])
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _write(cell.paragraphs[0], words, font, _SMALL, centred=head or index in _CENTRED)


def _write(paragraph: Any, words: str, font: str, size: Any, *, centred: bool) -> None:
    run = paragraph.add_run(_printable(words))
    run.font.name = font
    run.font.size = size
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _printable(words: str) -> str:
    """XML cannot hold control characters; a document that carries them still gets its table."""
    return "".join(sign for sign in words if sign >= " " and sign not in "\ufffe\uffff")


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _page_number(paragraph: Any) -> None:
    """Page numbers as — 1 — in 4号 Song, GB/T 9704-2012 §7.5."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, "— ", "宋体", Pt(14), centred=True)
    run = paragraph.add_run()
    run.font.name, run.font.size = "宋体", Pt(14)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = words
        run._element.append(element)
    _write(paragraph, " —", "宋体", Pt(14), centred=True)


def _issued(reading: Reading) -> str:
    day = reading.issued_on
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
