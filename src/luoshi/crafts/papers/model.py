"""What an official paper says, before anybody decides how it looks."""

from __future__ import annotations

import dataclasses
from datetime import date

from luoshi.rules.enums import Labelled


class Layout(Labelled):
    """The formats of GB/T 9704—2012; letters of supervision are issued in the first two."""

    LETTER = "LETTER", "信函格式"
    DOCUMENT = "DOCUMENT", "文件格式"
    MINUTES = "MINUTES", "纪要格式"
    ORDER = "ORDER", "命令格式"


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
    """An annex: its name as 附件说明 prints it, and what stands on its own pages.

    ``across`` turns its pages for a wide table (clause 8). ``loose`` is an annex that cannot be bound with
    the paper: it begins with the number of the paper and counts its own pages (clause 7.3.7).
    """

    title: str
    blocks: tuple[Block, ...]
    across: bool = False
    loose: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Attendance:
    """Who was at a meeting: units and names as 纪要 prints them (clause 10.3); "" leaves a list out."""

    present: str = ""  # 出席
    excused: str = ""  # 请假
    observing: str = ""  # 列席


@dataclasses.dataclass(frozen=True, slots=True)
class Paper:
    """One official paper. Fields carry words only; the standard decides fonts, sizes and places."""

    layout: Layout
    mark: str  # 发文机关标志, without 文件: a DOCUMENT adds it; MINUTES end in 纪要, an ORDER in 令
    number: str  # 发文字号; "" for a draft: its line stays empty and 草稿 stands in the margin
    title: str  # a line break in it is kept; an ORDER does not print it
    addressees: tuple[str, ...]
    body: tuple[Block, ...]
    signer: str
    signed_on: date
    sealed: bool = False  # room for seals; a seal is never drawn
    attachments: tuple[Attachment, ...] = ()
    note: str = ""  # 附注, without brackets
    copies: tuple[str, ...] = ()  # 抄送
    printer: str = ""  # 印发机关, not of a LETTER
    printed_on: date | None = None  # 印发日期, not of a LETTER
    urgency: str = ""  # 特急 or 加急
    approvers: tuple[str, ...] = ()  # 签发人, make a DOCUMENT an upward one (上行文)
    partners: tuple[str, ...] = ()  # the other organs of a joint paper, after the one that leads
    partners_in_mark: bool = True  # whether a DOCUMENT's mark names the partners as well (7.2.4)
    posts: tuple[str, ...] = ()  # 签发人职务 beside room for a 签名章 each, instead of the organs' names
    copy_number: str = ""  # 份号, six digits
    attendance: Attendance = Attendance()  # MINUTES only
    on_the_back: bool = False  # 版记 on the back of the last sheet of a paper printed on both sides


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


def sealed_letter(
    *, issuer: str, number: str, title: str, unit: str, body: tuple[Block, ...], on: date
) -> Paper:
    """Return a letter in 信函格式 from one organ to another, with room for the seal of its issuer."""
    return Paper(
        layout=Layout.LETTER,
        mark=issuer,
        number=number,
        title=title,
        addressees=(unit,),
        body=body,
        signer=issuer,
        signed_on=on,
        sealed=True,
    )
