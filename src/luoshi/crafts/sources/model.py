"""What comes out of a file: its text, what kind of file it was, and what its reader should know."""

from __future__ import annotations

from collections.abc import Callable
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


class TakesLong(Exception):
    """A file takes longer to read than somebody waits before a page: it is read without hurry, behind it."""


def _nobody(done: int, total: int) -> None:
    """Nobody wants to be told."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a reading may take, and who is told how far it is.

    `hurried`: somebody waits for it; what is not done soon raises TakesLong. `tell(done, total)` is called
    about once a second, with pages, or 0 of 0 while that cannot be said; what it raises ends the reading.
    """

    hurried: bool = False
    tell: Callable[[int, int], None] = _nobody


UNHURRIED = Pace()


@dataclass(frozen=True, slots=True)
class Source:
    """The text that all offsets count in, and notes in Chinese on what the file was and what was left out."""

    text: str
    kind: Kind
    notes: tuple[str, ...] = ()
