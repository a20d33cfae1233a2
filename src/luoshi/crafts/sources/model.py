"""What comes out of a file: its text, what kind of file it was, and what its reader should know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The kinds of file that are read, by the name that a user knows."""

    TEXT = "文本"
    PAGE = "网页"
    WORD = "Word 文档（docx）"
    OLD_WORD = "旧版 Word 或 WPS 文档（doc、wps）"
    PDF = "PDF 文件"
    PICTURE = "图片"


@dataclass(frozen=True, slots=True)
class Source:
    """The text that all offsets count in, and notes in Chinese on what the file was and what was left out."""

    text: str
    kind: Kind
    notes: tuple[str, ...] = ()
