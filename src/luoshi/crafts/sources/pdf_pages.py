"""The pages of a PDF, read in the process that `pdf` starts: a file can crash or hang the library."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

import pypdfium2
import pypdfium2.raw as raw

from luoshi.crafts.sources import layout, pdf_lines
from luoshi.rules import documents
from luoshi.rules.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from luoshi.crafts.sources.layout import Line, Page

MOST_PAGES: Final = 500
MOST_CHARACTERS: Final = 2_000_000

_DAMAGED: Final = "PDF 已损坏或没有传完，打不开。请重新取得这份文件，或者用 PDF 阅读器打开后“另存为”再上传。"
_ENCRYPTED: Final = "PDF 设有打开密码，没有读取。请用 PDF 阅读器打开，取消密码后另存，再重新上传。"
_GARBLED: Final = 0.3
_FEWEST_SIGNS: Final = 8
_PASSWORD, _SECURITY = 4, 5


def pages_of(data: bytes, *, recognise: Callable[[Any], tuple[Line, ...]] | None = None) -> dict[str, Any]:
    """Return text, notes and the numbers of scanned pages; `recognise` turns such a page into lines."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (_PASSWORD, _SECURITY)
        raise Refused(_ENCRYPTED if locked else _DAMAGED) from error
    if not count:
        raise Refused(_DAMAGED)
    if count > MOST_PAGES:
        raise Refused(f"PDF 有 {count} 页，超过 {MOST_PAGES} 页的上限。请只上传正文，或拆成几份。")
    pages: list[Page] = []
    scanned, broken, garbled, characters = [], [], [], 0
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
            lines, seen, unknown = _lines(page)
            if seen < _FEWEST_SIGNS and _has_picture(page):
                scanned.append(number)
                lines = recognise(page) if recognise else lines
        except pypdfium2.PdfiumError:
            broken.append(number)
            continue
        if unknown > _GARBLED * max(seen, 20):
            garbled.append(number)
        characters += seen
        if characters > MOST_CHARACTERS:
            raise Refused(f"PDF 到第 {number} 页已超过 {MOST_CHARACTERS:,} 字的上限。请拆成几份。")
        pages.append(layout.Page(page.get_width(), page.get_height(), lines))
        page.close()
    if len(broken) == count:
        raise Refused(_DAMAGED)
    if len(garbled) > len(pages) / 2:
        raise Refused(
            f"PDF 第 {layout.listed(garbled)} 页的字体没有文字编码，复制出来是乱码，没有读取。"
            "请取得可以复制文字的 PDF 或 Word 原稿，或者粘贴文字。"
        )
    return _answer(pages, scanned, broken, garbled)


def _answer(pages: list[Page], scanned: list[int], broken: list[int], garbled: list[int]) -> dict[str, Any]:
    found, removed = layout.paragraphs(pages)
    if reason := documents.why_not_store("\n".join(removed)):
        raise Refused(f"页眉或页脚：{reason}")
    notes = [
        f"第 {layout.listed(numbers)} 页{what}"
        for numbers, what in ((broken, "已损坏，没有读入。"), (garbled, "的字体没有文字编码，是乱码。"))
        if numbers
    ]
    return {"text": "".join(f"{words}\n" for words in found), "notes": notes, "scanned": scanned}


def _lines(page: Any) -> tuple[tuple[Line, ...], int, int]:
    text_page = page.get_textpage()
    try:
        return pdf_lines.of(text_page.raw)
    finally:
        text_page.close()


def _has_picture(page: Any) -> bool:
    return next(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3), None) is not None


def main() -> None:
    """Read a PDF from standard input and answer in JSON: what `apart.python` asks for."""
    try:
        answer = pages_of(sys.stdin.buffer.read())
    except Refused as refusal:
        answer = {"refused": refusal.reason}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
