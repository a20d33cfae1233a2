"""What each part of a paper says, letter for letter, and how wide it is: the same for every file format."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from luoshi.crafts.papers.fonts import Role
from luoshi.crafts.papers.model import Layout, Paper, Paragraph

_LEVELS: Final = (
    re.compile(r"[一二三四五六七八九十百]+、"),
    re.compile(r"（[一二三四五六七八九十百]+）"),
    re.compile(r"\d{1,3}[.．]\s?(?!\d)"),
    re.compile(r"（\d{1,3}）"),
)


def level_of(paragraph: Paragraph) -> int:
    """Return 1–4 for 一、/（一）/1./（1）, 0 for plain text (clause 7.3.3)."""
    if paragraph.level is not None:
        return paragraph.level
    for level, pattern in enumerate(_LEVELS, start=1):
        if pattern.match(paragraph.text):
            return level
    return 0


def heading_and_rest(paragraph: Paragraph) -> tuple[str, str]:
    """Return the part set in the heading's font and the part that runs on in plain text.

    Only levels 1 and 2 have a font of their own. A heading that is followed by text ends at its first 。
    """
    if level_of(paragraph) not in (1, 2):
        return "", paragraph.text
    head, stop, rest = paragraph.text.partition("。")
    return (head + stop, rest) if rest else (paragraph.text, "")


def chinese_date(day: date) -> str:
    """Return 2026年1月5日: Arabic digits, full year, no leading zeros (clause 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def annex_label(paper: Paper, place: int) -> str:
    """Return 附件 for an only annex, 附件1, 附件2 … for several; ``place`` counts from 1 (clause 7.3.7).

    An annex that is not bound with the paper bears the paper's number before it.
    """
    label = "附件" if len(paper.attachments) == 1 else f"附件{place}"
    return paper.number + label if paper.attachments[place - 1].loose else label


def width_in_chars(text: str) -> float:
    """Return the width in 字: a Chinese character or full-width mark is 1, a half-width one is one half."""
    return sum(0.5 if ord(char) < 0x2E80 and char not in "“”‘’—…·〔〕×" else 1.0 for char in text)


def runs(paragraph: Paragraph) -> tuple[tuple[Role, str], ...]:
    """Return the paragraph in pieces of one typeface each (clause 7.3.3)."""
    head, rest = heading_and_rest(paragraph)
    role = Role.HEI if level_of(paragraph) == 1 else Role.KAI
    return tuple((part, text) for part, text in ((role, head), (Role.BODY, rest)) if text)


def stands_alone(paragraph: Paragraph) -> bool:
    """Return whether the paragraph is nothing but a heading, which must not end a page."""
    head, rest = heading_and_rest(paragraph)
    return bool(head) and not rest


def mark_names(paper: Paper) -> tuple[str, ...]:
    """Return the organs of 发文机关标志, the leading one first (7.2.4); other formats bear one name alone."""
    joint = paper.layout is Layout.DOCUMENT and paper.partners_in_mark
    return (paper.mark, *paper.partners) if joint else (paper.mark,)


def mark_ending(paper: Paper) -> str:
    """Return what stands behind the organs: 文件 in the document format only (clauses 7.2.4, 10.1)."""
    return "文件" if paper.layout is Layout.DOCUMENT else ""


def signers(paper: Paper) -> tuple[str, ...]:
    """Return the organs that sign, the leading one first (7.3.5)."""
    return (paper.signer, *paper.partners)


def attendance(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Return the lists of who was at a meeting, each with its label (10.3)."""
    lists = (
        ("出席", paper.attendance.present),
        ("请假", paper.attendance.excused),
        ("列席", paper.attendance.observing),
    )
    return tuple((label, names) for label, names in lists if names)


def prints_title(paper: Paper) -> bool:
    """Return whether the title stands on the paper: an order goes from its number to its text (10.2)."""
    return paper.layout is not Layout.ORDER and bool(paper.title.strip())


def addressees_line(paper: Paper) -> str:
    """Return 主送机关 with its full-width colon, or "" (clause 7.3.2)."""
    return "、".join(paper.addressees) + "：" if paper.addressees else ""


def addressees_in_imprint(paper: Paper) -> str:
    """Return 主送机关 as it reads in 版记, where it goes when it would crowd the text off page 1 (7.3.2)."""
    return "、".join(paper.addressees) + "。"


def copies_line(paper: Paper) -> str:
    """Return 抄送机关 with its full stop, or "" (clause 7.4.2)."""
    return "，".join(paper.copies) + "。" if paper.copies else ""


def signature_places(paper: Paper, room: float) -> tuple[float, float]:
    """Return where 署名 and 成文日期 begin, in 字 from the left of a 版心 that is ``room`` 字 wide.

    Of an unsealed paper: the name two 字 from the right and the date two 字 further in than the name; a date
    that is longer than the name takes the two 字 from the right (7.3.5.2). Of several names the widest
    counts.
    """
    signer = max(map(width_in_chars, signers(paper)))
    day = width_in_chars(chinese_date(paper.signed_on))
    if day > signer:
        day_at = room - 2 - day
        return day_at - 2, day_at
    signer_at = max(0.0, room - 2 - signer)
    return signer_at, signer_at + 2
