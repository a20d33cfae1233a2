"""What an official paper says, before anybody decides how it looks."""

from __future__ import annotations

import dataclasses
from datetime import date

from luoshi.rules.enums import Labelled


class Layout(Labelled):
    """The two formats of GB/T 9704—2012 that the office issues in."""

    LETTER = "LETTER", "信函格式"
    DOCUMENT = "DOCUMENT", "文件格式"


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``level`` 1–4 is a heading level of clause 7.3.3, 0 is plain text, None is found out."""

    text: str
    level: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A plain table. Every row has as many cells as the header; ``caption`` stands above it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block = Paragraph | Table


@dataclasses.dataclass(frozen=True, slots=True)
class Attachment:
    """An annex: its name as 附件说明 prints it, and what stands on its own pages."""

    title: str
    blocks: tuple[Block, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Paper:
    """One official paper. Fields carry words only; the standard decides fonts, sizes and places."""

    layout: Layout
    mark: str  # 发文机关标志, without 文件: a DOCUMENT adds it
    number: str  # 发文字号; "" for a draft: its line stays empty and 草稿 stands in the margin
    title: str  # a line break in it is kept
    addressees: tuple[str, ...]
    body: tuple[Block, ...]
    signer: str
    signed_on: date
    sealed: bool = False  # room for a seal; a seal is never drawn
    attachments: tuple[Attachment, ...] = ()
    note: str = ""  # 附注, without brackets
    copies: tuple[str, ...] = ()  # 抄送
    printer: str = ""  # 印发机关, DOCUMENT only
    printed_on: date | None = None  # 印发日期, DOCUMENT only
    urgency: str = ""  # 特急 or 加急
    approver: str = ""  # 签发人, makes a DOCUMENT an upward one (上行文)


@dataclasses.dataclass(frozen=True, slots=True)
class FontUse:
    """Which font was asked for, which one is there, and why they differ."""

    wanted: str
    used: str
    substituted: bool
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file and an honest account of its fonts."""

    data: bytes
    fonts: tuple[FontUse, ...]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the non-empty lines of plain text as paragraphs whose level is found out."""
    return tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip())
