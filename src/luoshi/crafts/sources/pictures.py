"""Scanned pages and photographs, by optical recognition where it is installed; nothing is downloaded."""

from __future__ import annotations

import importlib.util
from typing import Final

from luoshi.crafts.sources import apart
from luoshi.crafts.sources.model import Kind, Pace, Source, TakesLong
from luoshi.rules.refusals import Refused

_READER: Final = "luoshi.crafts.sources.recognition"
MOST_PAGES: Final = 30
MEBIBYTES: Final = 6144
SECONDS_A_PAGE: Final = 40
_MISSING: Final = (
    "识别扫描件和图片需要文字识别组件，这台服务器上没有安装。请管理员在项目文件夹执行："
    '.venv/bin/pip install -e ".[ocr]"；或者把文字复制、粘贴进来。'
)
_FAILED: Final = "图片识别没有完成，可能已损坏或过大。请重新扫描（200 到 300 dpi）后再上传，或者粘贴文字。"
_EMPTY: Final = (
    "图片里没有认出文字。请检查是否选对了图片、是否清楚、方向是否正，或者重新扫描（200 到 300 dpi）。"
)


def is_installed() -> bool:
    """Return whether the optional recogniser is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def why_not() -> str:
    """Return why pictures cannot be read, with the command that mends it; empty when they can."""
    return "" if is_installed() else _MISSING


def text_of(data: bytes, pace: Pace) -> Source:
    """Return the text that is recognised on a photograph or scan; TakesLong when it is hurried.

    Raises Refused with the way out.
    """
    if reason := why_not():
        raise Refused(f"这是图片。{reason}")
    return _source(data, 1, Kind.PICTURE, pace)


def text_of_pdf(data: bytes, scanned: list[int], pace: Pace) -> Source:
    """Return the text of a PDF of which some pages, counted from 1, are scanned; TakesLong when hurried."""
    if len(scanned) > MOST_PAGES:
        raise Refused(
            f"PDF 有 {len(scanned)} 页是扫描图片，超过一次识别 {MOST_PAGES} 页的上限。"
            "请只上传正文，或拆成几份。"
        )
    return _source(data, len(scanned), Kind.PDF, pace)


def _source(data: bytes, pages: int, kind: Kind, pace: Pace) -> Source:
    if pace.hurried:
        raise TakesLong
    pace.tell(0, pages)
    answer = apart.python(
        _READER,
        data,
        seconds=SECONDS_A_PAGE * (pages + 2),
        mebibytes=MEBIBYTES,
        failed=_FAILED,
        pace=pace,
        pages=pages,
    )
    if not answer["text"].strip():
        raise Refused(_EMPTY)
    return Source(answer["text"], kind, tuple(answer["notes"]))
