"""The pages of an annex as DOCX: the mark 附件, title, tables and page numbers by GB/T 9704-2012.

The standard gives the type area (5.2.1), the title (7.3.1), plain text and headings (7.3.3), the mark of an
annex (7.3.7) and the page numbers (7.5); what a table is set in it leaves open.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from luoshi.crafts.papers.standard import GB9704, MM_PER_PT

TITLE_FONT: Final = "方正小标宋简体"
HEAD_FONT: Final = "黑体"
BODY_FONT: Final = "仿宋_GB2312"
KAI_FONT: Final = "楷体_GB2312"
SONG_FONT: Final = "宋体"
ERHAO, SANHAO, SIHAO, WUHAO = Pt(GB9704.title_pt), Pt(GB9704.body_pt), Pt(GB9704.folio_pt), Pt(10.5)

_ALIGNMENTS: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_UNPRINTABLE: Final = dict.fromkeys([*range(32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])


class Annex:
    """A document being written, page by page. `room` is the width between its margins in mm."""

    def __init__(self, title: str, *, landscape: bool = False) -> None:
        self._document = Document()
        self._document.core_properties.title = title
        self._document.core_properties.author = ""
        section = self._document.sections[0]
        if landscape:
            # On its side the binding edge lies on top and the head of the page to the right.
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(GB9704.page_height), Mm(GB9704.page_width)
            edges = (GB9704.left, GB9704.right, GB9704.bottom, GB9704.top)
            self.room = GB9704.height
        else:
            section.page_width, section.page_height = Mm(GB9704.page_width), Mm(GB9704.page_height)
            edges = (GB9704.top, GB9704.bottom, GB9704.left, GB9704.right)
            self.room = GB9704.width
        sides = ("top_margin", "bottom_margin", "left_margin", "right_margin")
        for side, millimetres in zip(sides, edges, strict=True):
            setattr(section, side, Mm(millimetres))
        drop = GB9704.folio_drop + GB9704.folio_pt * MM_PER_PT
        section.footer_distance = Mm(max(5.0, edges[1] - drop))
        self._document.settings.odd_and_even_pages_header_footer = True
        _folio(section.footer.paragraphs[0], "right")
        _folio(section.even_page_footer.paragraphs[0], "left")

    def mark(self, words: str = "附件") -> None:
        """Write 附件 at the upper left of the page, with the empty line below it."""
        _write(self._paragraph(), words, HEAD_FONT, SANHAO)
        self._paragraph()

    def title(self, *lines: str) -> None:
        """Write the title, one paragraph a line, and the empty line below it."""
        for line in lines:
            _write(self._paragraph("centre", pitch=32.0), line, TITLE_FONT, ERHAO)

    def centred(self, words: str) -> None:
        """Write a line below the title, as the date of a speech stands."""
        _write(self._paragraph("centre"), words, KAI_FONT, SANHAO)

    def gap(self) -> None:
        """Leave a line empty."""
        self._paragraph()

    def words(self, *runs: tuple[str, str], indent: bool = True) -> None:
        """Write a paragraph of 3号 in runs of (words, font), its first line two characters in."""
        paragraph = self._paragraph("both")
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(2 * GB9704.body_pt)
        for words, font in runs:
            _write(paragraph, words, font, SANHAO)

    def table(self, heads: Sequence[str], widths: Sequence[float]) -> Table:
        """Begin a table whose head is repeated on every page; `widths` are shares of the room."""
        table = self._document.add_table(rows=1, cols=len(heads))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        millimetres = [self.room * width / sum(widths) for width in widths]
        for column, width in zip(table.columns, millimetres, strict=True):
            column.width = Mm(width)
        begun = Table(table, millimetres)
        begun.head(heads)
        return begun

    def save(self) -> bytes:
        """Return the file."""
        buffer = BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _paragraph(self, align: str = "left", pitch: float = 0.0) -> Any:
        paragraph = self._document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(pitch or GB9704.pitch / MM_PER_PT)
        paragraph.alignment = _ALIGNMENTS[align]
        return paragraph


class Table:
    """A table being filled. A cell is one text, or several paragraphs."""

    def __init__(self, table: Any, widths: Sequence[float]) -> None:
        self._table = table
        self._widths = widths

    def head(self, cells: Sequence[str]) -> None:
        """Write the head."""
        row = self._table.rows[0]
        self._fill(row, cells, HEAD_FONT, frozenset(range(len(cells))))
        _flag(row, "w:tblHeader")
        _flag(row, "w:cantSplit")

    def row(
        self, cells: Sequence[str | Sequence[str]], *, centred: frozenset[int], font: str = BODY_FONT
    ) -> None:
        """Add a row; `centred` are the columns whose words stand in the middle. Short rows stay whole."""
        row = self._table.add_row()
        self._fill(row, cells, font, centred)
        if sum(len(cell) if isinstance(cell, str) else sum(map(len, cell)) for cell in cells) < 400:
            _flag(row, "w:cantSplit")

    def _fill(
        self, row: Any, cells: Sequence[str | Sequence[str]], font: str, centred: frozenset[int]
    ) -> None:
        for place, (cell, said) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Mm(self._widths[place])
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            for number, words in enumerate([said] if isinstance(said, str) else said):
                paragraph = cell.add_paragraph() if number else paragraph
                form = paragraph.paragraph_format
                form.space_before = form.space_after = Pt(1.5)
                paragraph.alignment = _ALIGNMENTS["centre" if place in centred else "left"]
                _write(paragraph, words, font, WUHAO)


def _write(paragraph: Any, words: str, font: str, size: Any) -> None:
    run = paragraph.add_run(printable(words))
    run.font.name = font
    run.font.size = size
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def printable(words: str) -> str:
    """Return words without the control characters that XML cannot hold."""
    return words.translate(_UNPRINTABLE)


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _folio(paragraph: Any, align: str) -> None:
    """Page numbers as — 1 — in 4号 Song, one character from the outer edge."""
    paragraph.alignment = _ALIGNMENTS[align]
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = SIHAO
    _write(paragraph, "— ", SONG_FONT, SIHAO)
    run = paragraph.add_run()
    run.font.name, run.font.size = SONG_FONT, SIHAO
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = words
        run._element.append(element)
    _write(paragraph, " —", SONG_FONT, SIHAO)
