"""From a PDF to paragraphs. The library reads in a process of its own: a file can crash or hang it."""

from __future__ import annotations

from typing import Final

from luoshi.crafts.sources import apart, layout, pictures
from luoshi.crafts.sources.model import Kind, Pace, Source
from luoshi.rules.refusals import Refused

_READER: Final = "luoshi.crafts.sources.pdf_pages"
SECONDS: Final = 60
MEBIBYTES: Final = 2048

_FAILED: Final = "PDF 读不下去，可能已损坏或结构异常。请用 PDF 阅读器“打印为 PDF”后再上传，或者粘贴文字。"


def text_of(data: bytes, pace: Pace) -> Source:
    """Return the text of a PDF, one line a paragraph; scanned pages by OCR where that is installed.

    Raises Refused for damaged, encrypted and too long files, scans without OCR, fonts without names;
    TakesLong when it is hurried and pages are to be recognised, or there are too many.
    """
    answer = apart.python(_READER, data, seconds=SECONDS, mebibytes=MEBIBYTES, failed=_FAILED, pace=pace)
    scanned: list[int] = answer["scanned"]
    if scanned and (not answer["text"].strip() or pictures.is_installed()):
        if reason := pictures.why_not():
            raise Refused(f"PDF 第 {layout.listed(scanned)} 页是扫描图片，没有文字。{reason}")
        return pictures.text_of_pdf(data, scanned, pace)
    notes = list(answer["notes"])
    if scanned:
        notes.append(f"第 {layout.listed(scanned)} 页是图片，没有文字，没有读入。{pictures.why_not()}")
    if not answer["text"].strip():
        raise Refused("PDF 里没有文字，也没有图片。请检查是否选对了文件。")
    return Source(answer["text"], Kind.PDF, tuple(notes))
