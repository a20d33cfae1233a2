"""The code on a print sheet, and whether a file in hand says what a paper says."""

from __future__ import annotations

import re
from typing import Final

import segno

from luoshi.crafts import papers, sources
from luoshi.crafts.papers import Paper, apart
from luoshi.crafts.sources import Kind, Pace, TakesLong
from luoshi.rules.refusals import Refused

MOST_BYTES: Final = 10 * 1024 * 1024
TOO_LARGE: Final = "文件超过10 MB，不像是一份函件。请改用文号和核对码核对。"
_NUMBER: Final = re.compile(r"[\u4e00-\u9fa5]+〔20\d{2}〕[1-9]\d*号")
_NOT_WORDS: Final = re.compile(r"[\s\u200b]+")
_FOLIO: Final = re.compile(r"—\d+—")


def picture(text: str) -> str:
    """Return a QR code of a text as the address of a picture (SVG), with a quarter of it to spare."""
    return str(segno.make_qr(text, error="q").svg_data_uri(scale=4, border=4, xmldecl=False))


def said(data: bytes, name: str) -> tuple[str, Kind]:
    """Return the words of a PDF or DOCX in hand, without spaces and page numbers, and which it is.

    Raises Refused for every other kind of file, for scans, and for files that are too large.
    """
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    try:
        source = sources.text_of(data, name, Pace(hurried=True))
    except TakesLong:
        raise Refused("这是扫描件或图片，不能逐字核对。请输入文号和纸上的核对码。") from None
    if source.kind not in {Kind.PDF, Kind.WORD}:
        raise Refused("只能核对 PDF 和 DOCX。其他文件请改用文号和核对码核对。")
    return _bare(source.text), source.kind


def numbers_in(words: str) -> list[str]:
    """Return what may be the 发文字号 of a file: the first there is, and each ending of it.

    Without spaces nothing tells where the words before it end.
    """
    found = _NUMBER.search(words)
    if found is None:
        return []
    head, _, tail = found[0].partition("〔")
    return [f"{head[place:]}〔{tail}" for place in range(len(head))]


def is_same(words: str, kind: Kind, paper: Paper) -> bool:
    """Return whether the words of a file are those of a paper composed anew in the same form."""
    rendered = papers.to_docx(paper) if kind is Kind.WORD else apart.to_pdf(paper)
    return _bare(sources.text_of(rendered.data, "paper", Pace(hurried=True)).text) == words


def _bare(text: str) -> str:
    return _FOLIO.sub("", _NOT_WORDS.sub("", text))
