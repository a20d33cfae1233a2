"""How the papers of a talk are worded: the notice, the minutes, the report and the visit afterwards.

Parts by facts §6.4. 约谈通知书 is no statutory 文种: it goes out as a 通知 in the format of letters. The
minutes leave room for both signatures, print each side's confirmation and any dissent beside the words, and
hold no penalty; no signature and no seal is ever drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.crafts import rectifications
from luoshi.crafts.papers import Block, Paper, Paragraph, sealed_letter
from luoshi.crafts.rectifications import Line
from luoshi.rules.calendar import full_date


@dataclass(frozen=True, slots=True)
class Meeting:
    """A talk as its papers tell it: units and posts, nobody's name."""

    issuer: str
    unit: str
    number: str
    topic: str
    basis: str
    why: str
    place: str
    meets: str
    answering: str
    chair: str
    attending: tuple[str, ...]
    materials: tuple[str, ...]
    contact: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one side said of the minutes: `words` are its dissent, "" where it agreed; `who` as kept."""

    side: str
    words: str
    who: str
    on: date


def notice_paper(meeting: Meeting, *, on: date) -> Paper:
    """Return the notice of a talk (约谈通知书); its number is "" while it is a draft."""
    bring = "；".join(meeting.materials)
    return _paper(
        meeting,
        title=f"关于{meeting.topic}的约谈通知",
        body=(
            Paragraph("为推动问题解决，经研究，决定约谈你单位。现将有关事项通知如下。", level=0),
            Paragraph(f"约谈事由：{_one_line(meeting.why)}", level=0),
            Paragraph(f"依据：{meeting.basis}。", level=0),
            Paragraph(f"时间和地点：{meeting.meets}，{meeting.place}。", level=0),
            Paragraph(f"参加人员：{meeting.answering}{_also(meeting)}。由{meeting.chair}主持。", level=0),
            Paragraph(
                f"需要准备的材料：{bring}。本局已有的材料不用准备。" if bring else "不需要另行准备材料。",
                level=0,
            ),
            Paragraph(
                "约谈时听取你单位的说明和意见。约谈记录由双方确认，有异议的写明附后。约谈不代替整改，"
                "也不是对任何人的处理。",
                level=0,
            ),
            Paragraph(f"联系人：{meeting.contact}。", level=0),
        ),
        on=on,
    )


def record_paper(meeting: Meeting, *, text: str, spoken: Sequence[Spoken], held_on: date) -> Paper:
    """Return the minutes (约谈记录) with what each side said of them and room for both signatures."""
    said = [
        Paragraph(
            f"{each.side}异议：{_one_line(each.words)}（{each.who}，{full_date(each.on)}）"
            if each.words
            else f"{each.side}确认以上记录属实（{each.who}，{full_date(each.on)}）。",
            level=0,
        )
        for each in spoken
    ]
    return _paper(
        meeting,
        title=f"关于{meeting.topic}的约谈记录",
        body=(
            Paragraph(f"时间：{full_date(held_on)}。地点：{meeting.place}。", level=0),
            Paragraph(f"主持：{meeting.chair}。被约谈：{meeting.answering}{_also(meeting)}。", level=0),
            Paragraph(f"依据：{meeting.basis}。", level=0),
            *rectifications.text(text),
            *said,
            *rectifications.signatures("约谈方", "被约谈方"),
        ),
        on=held_on,
    )


def report_paper(meeting: Meeting, *, text: str, lines: Sequence[Line], on: date) -> Paper:
    """Return a unit's report on what it put right (整改报告), on its own letterhead and without a number."""
    return sealed_letter(
        issuer=meeting.unit,
        number="",
        title=f"关于{meeting.topic}的整改报告",
        unit=meeting.issuer,
        body=(*rectifications.text(text), rectifications.done_table(lines)),
        on=on,
    )


def revisit_paper(meeting: Meeting, *, text: str, lines: Sequence[Line], on: date) -> Paper:
    """Return the record of the visit afterwards (回访记录) with room for both signatures."""
    return _paper(
        meeting,
        title=f"关于{meeting.topic}整改情况的回访记录",
        body=(
            Paragraph(f"回访日期：{full_date(on)}。", level=0),
            *rectifications.text(text),
            rectifications.done_table(lines),
            *rectifications.signatures("回访人员", "被回访单位"),
        ),
        on=on,
    )


def _paper(meeting: Meeting, *, title: str, body: tuple[Block, ...], on: date) -> Paper:
    return sealed_letter(
        issuer=meeting.issuer,
        number=meeting.number,
        title=title,
        unit=meeting.unit,
        body=body,
        on=on,
    )


def _also(meeting: Meeting) -> str:
    return f"，以及{'、'.join(meeting.attending)}" if meeting.attending else ""


def _one_line(words: str) -> str:
    return " ".join(words.split())
