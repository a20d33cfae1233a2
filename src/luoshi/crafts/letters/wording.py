"""How a letter is worded: every figure with its day, by the template of its kind.

A template (luoshi.rules.templates) is filled in twice: when the letter is drafted, with what it is about, and
when it is composed, with the day to reply by and whom to call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pypdfium2

from luoshi.crafts import papers
from luoshi.crafts.papers import apart
from luoshi.rules import lamps, templates
from luoshi.rules.calendar import full_date
from luoshi.rules.letters import LetterKind, instrument
from luoshi.rules.units import UnitKind

FIRST_LAYOUT: Mapping[LetterKind, papers.Layout] = dict.fromkeys(LetterKind, papers.Layout.LETTER) | {
    LetterKind.BULLETIN: papers.Layout.DOCUMENT,
    LetterKind.PRAISE: papers.Layout.DOCUMENT,
    LetterKind.RECTIFY: papers.Layout.DOCUMENT,
    LetterKind.NOTICE: papers.Layout.DOCUMENT,
    LetterKind.MINUTES: papers.Layout.MINUTES,
}
"""In which format a letter of a kind is first drafted (facts §6.4)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One assignment as a letter lists it."""

    summary: str
    due_on: date
    planned_x100: int
    claimed_x100: int
    as_of_on: date


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about when it is drafted: `topic` is its first item's, `sources` are documents.

    `granted` are the items that were granted a later date: (what, until when, decided when).
    `former_number` and `former_title` are of the letter that it corrects.
    """

    unit: str
    unit_kind: UnitKind
    issuer: str
    topic: str = ""
    items: int = 0
    sources: tuple[str, ...] = ()
    as_of_on: date | None = None
    granted: tuple[tuple[str, date, date], ...] = ()
    former_number: str = ""
    former_title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a draft starts with; `closing` follows the table and is not the drafter's."""

    title: str
    text: str
    closing: str


def first_words(template: str, kind: LetterKind, layout: papers.Layout, about: About) -> Words:
    """Return a template filled in for a letter of a kind in a format."""
    wording = templates.read(template)
    values = _values(kind, layout, about)
    return Words(
        title=templates.fill(wording.title, values),
        text="\n".join(templates.fill(line, values) for line in wording.opening),
        closing="\n".join(templates.fill(line, values) for line in wording.closing),
    )


def _values(kind: LetterKind, layout: papers.Layout, about: About) -> dict[str, str]:
    """Return what is known of a letter when it is drafted; what is not known stays open."""
    known = {
        "收函单位": about.unit,
        "发文机关": about.issuer,
        "文种": _instrument(kind, layout, about.unit_kind),
        "事项数": str(about.items) if about.items else "",
        "事项": _topic(about.topic, about.items),
        "依据": "、".join(f"《{source}》" for source in dict.fromkeys(about.sources)),
        "截至日期": full_date(about.as_of_on) if about.as_of_on else "",
        "新时限": _new_dues(about) if about.items else "",
        "原文字号": about.former_number,
        "原文标题": about.former_title,
    }
    return {name: value for name, value in known.items() if value}


def _topic(topic: str, items: int) -> str:
    if not topic:
        return ""
    return f"“{topic}”" if items == 1 else f"“{topic}”等{items}项任务"


def _new_dues(about: About) -> str:
    """Return the later dates that were granted, item by item, each with the day of the decision."""
    told = [
        f"“{what}”{full_date(decided_on)}同意延期至{full_date(until_on)}"
        for what, until_on, decided_on in about.granted
    ]
    rest = about.items - len(told)
    if not told:
        return "仍为原定时限"
    return "，".join(told) + (f"，其余{rest}项仍为原定时限" if rest else "")


def _instrument(kind: LetterKind, layout: papers.Layout, unit_kind: UnitKind) -> str:
    """Return what the paper is called; in 文件格式 a 函 is a 通知, since a 函 has a format of its own."""
    if layout is papers.Layout.DOCUMENT and kind.label.endswith("函"):
        return f"{kind.label[:-1]}通知"
    return instrument(kind, unit_kind)


def body(
    text: str, items: Sequence[Item], closing: str, *, reply_on: date | None, contact: str
) -> tuple[papers.Block, ...]:
    """Return a letter's whole body: its text, the table of items, and its closing words.

    `reply_on` is None before it is issued, `contact` is "" before it is handed up.
    """
    values = {
        "回复期限": f"{full_date(reply_on)}前" if reply_on else "规定期限内",
        "联系人": contact or "（送签人）",
    }
    table = (table_of(items),) if items else ()
    return (
        *papers.paragraphs(text),
        *table,
        *(papers.Paragraph(line, level=0) for line in templates.fill(closing, values).splitlines()),
    )


def pages_of(paper: papers.Paper) -> int:
    """Return how many pages a paper has; raise Refused when it cannot be composed."""
    with pypdfium2.PdfDocument(apart.to_pdf(paper).data) as document:
        return len(document)


def table_of(items: Sequence[Item]) -> papers.Table:
    """Return the table of a letter's items; the figures stand with the day that they are of."""
    days = {item.as_of_on for item in items}
    rows = [
        (
            str(place),
            item.summary,
            full_date(item.due_on),
            lamps.percent(item.planned_x100),
            lamps.percent(item.claimed_x100),
            full_date(item.as_of_on),
        )
        for place, item in enumerate(items, start=1)
    ]
    header = ("序号", "督办事项", "完成时限", "应达进度", "自报进度", "数据截至")
    if len(days) > 1:
        return papers.Table(header=header, rows=tuple(rows))
    caption = f"（数据截至{full_date(days.pop())}）"
    return papers.Table(header=header[:-1], rows=tuple(row[:-1] for row in rows), caption=caption)
