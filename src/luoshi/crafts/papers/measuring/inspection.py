"""`luoshi paper check`: any PDF or DOCX in, every deviation from the standard out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Any, Final

from luoshi.crafts import sources
from luoshi.crafts.papers import sheets, standard
from luoshi.crafts.papers.measuring import declared, layouts, office, printed, stated, typefaces
from luoshi.crafts.papers.measuring.figures import Measurement, deviations
from luoshi.crafts.papers.model import Layout
from luoshi.crafts.papers.sheets import Sheet
from luoshi.crafts.sources import Kind, formats
from luoshi.rules.refusals import Refused

_PRINTED: Final = "量的是 PDF 的版面。"
_STATED: Final = "看的是 DOCX 写明的纸张、页边距、行距、字体、字号和文字"
_HAN: Final = re.compile("[\u4e00-\u9fff]")


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """What was found. ``substitutions`` are fonts that stand in; ``notes`` say how it was measured."""

    layout: Layout
    pages: int | None
    figures: tuple[Measurement, ...]
    substitutions: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def deviations(self) -> tuple[Measurement, ...]:
        """The figures that do not fit, each kind once a page."""
        seen: dict[tuple[str, int, str], Measurement] = {}
        for figure in deviations(self.figures):
            seen.setdefault((figure.name, figure.page, figure.found), figure)
        return tuple(sorted(seen.values(), key=lambda figure: figure.page))

    def as_dict(self) -> dict[str, Any]:
        """Return the report as `luoshi paper check --json` prints it."""
        return {
            "standard": standard.STANDARD,
            "layout": self.layout.value,
            "pages": self.pages,
            "measured": len(self.figures),
            "deviations": [
                {
                    "name": figure.name,
                    "page": figure.page,
                    "clause": figure.clause,
                    "found": figure.found,
                    "wanted": figure.wanted,
                    "remedy": figure.remedy,
                }
                for figure in self.deviations
            ],
            "substitutions": list(self.substitutions),
            "notes": list(self.notes),
        }


def inspect(data: bytes, name: str, layout: Layout | None = None) -> Report:
    """This will return every deviation of a PDF or DOCX; ``layout`` None lets the paper tell its format.

    Raises Refused for whatever cannot be measured: other kinds of files, damaged, encrypted, too large,
    scanned, without Chinese text.
    """
    if reason := sources.why_too_large(len(data)):
        raise Refused(reason)
    if not data:
        raise Refused("这个文件是空的。请重新导出后再检查。")
    kind = formats.kind_of(data, name)
    if kind is Kind.PDF:
        return _of_pages(sheets.read_sheets(data), layout)
    if kind is Kind.WORD:
        return _of_word(data, layout)
    raise Refused(
        "只能检查 PDF 和 DOCX。"
        + (
            "扫描图片、照片量不出版面，请用原来的电子文件。"
            if kind is Kind.PICTURE
            else "请另存为其中一种再检查。"
        )
    )


def _of_pages(pages: tuple[Sheet, ...], layout: Layout | None) -> Report:
    text = "".join(line.text for sheet in pages for line in sheet.lines)
    if not _HAN.search(text):
        raise Refused(
            "这个 PDF 里没有可以量的文字，多半是扫描件，或者文字已转成图形。"
            "请用原来的电子文件导出 PDF，再重新检查。"
        )
    known = layout or layouts.layout_of(pages[0])
    faces = list(typefaces.typefaces(pages))
    figures = (*printed.figures_of(pages, known), *(figure for figure, _ in faces))
    return Report(known, len(pages), figures, _named(faces), (_PRINTED,))


def _of_word(data: bytes, layout: Layout | None) -> Report:
    found = stated.read(data)
    if not any(_HAN.search(text.words) for text in found.texts):
        raise Refused("这个 DOCX 里没有中文文字，多半是扫描图片。请用原来的电子文件，再重新检查。")
    notes = []
    pages: tuple[Sheet, ...] | None = None
    if found.has_macros:
        notes.append("文件带有宏，没有运行。")
    if office.is_installed():
        pages = sheets.read_sheets(office.to_pdf(data))
        notes.append(f"{_STATED}；位置和行数量的是 LibreOffice 排出的版面，与 Word、WPS 排出的可能略有出入。")
    else:
        notes.append(f"{_STATED}。没有安装 LibreOffice，标志、页码、版记等的位置没有量。")
    known = layout or (layouts.layout_of(pages[0]) if pages else None) or declared.layout_of(found)
    known = known or Layout.DOCUMENT
    faces = list(declared.figures_of(found, known))
    figures = printed.figures_of(pages, known) if pages else ()
    measured = {figure.name for figure in figures}
    figures += tuple(figure for figure, _ in faces if figure.name not in measured)
    return Report(known, len(pages) if pages else None, figures, _named(faces), tuple(notes))


def _named(faces: Iterable[tuple[Measurement, str]]) -> tuple[str, ...]:
    """Return every substitution once, with the clauses that name the font it stands in for."""
    found: dict[str, dict[str, None]] = {}
    for figure, words in faces:
        if words:
            found.setdefault(words, {})[figure.clause] = None
    return tuple(f"{words}（第{'、'.join(clauses)}条）" for words, clauses in found.items())
