"""How a letter of supervision is worded: every figure with its day, no adjectives, no threats.

Parts by facts §6.4: what it is about and where it comes from, what was planned and what was reported on which
day, what is asked, by when and in what form to answer, whom to call.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.crafts import papers
from luoshi.rules import lamps
from luoshi.rules.calendar import full_date
from luoshi.rules.letters import LetterKind


@dataclass(frozen=True, slots=True)
class Item:
    """One assignment as a letter lists it."""

    summary: str
    due_on: date
    planned_x100: int
    claimed_x100: int
    as_of_on: date


def title(kind: LetterKind, instrument: str, topic: str, items: int, layout: papers.Layout) -> str:
    """Return the title, "关于……的督办函"; in 文件格式 it is a 通知, since a 函 has a format of its own."""
    about = f"“{topic}”" if items == 1 else f"“{topic}”等{items}项任务"
    word = instrument if layout is papers.Layout.LETTER else f"{kind.label[:2]}通知"
    return f"关于抓紧落实{about}的{word}"


def opening(kind: LetterKind, sources: Iterable[str], count: int, as_of_on: date) -> str:
    """Return the editable text of a letter: why it is written and what is asked, one paragraph a line.

    `sources` are the titles of the documents that its `count` tasks come from, each as often as it may be.
    """
    as_of = full_date(as_of_on)
    named = "、".join(f"《{source}》" for source in dict.fromkeys(sources))
    first = (
        f"根据{named}分解的任务和你单位周报，截至{as_of}，"
        f"下列{count}项任务的自报进度低于计划进度或已临近、超过完成时限。"
    )
    if kind is LetterKind.REMINDER:
        asked = (
            "请核对进度是否如实、及时，落后的尽快采取措施追平；确有客观困难需要协调的，可在回复中一并提出。"
        )
    else:
        asked = (
            "请逐项查明原因，明确整改措施、责任人和完成时间，并如实更新周报进度；需要上级协调解决的事项、"
            "对所列数据有异议的，请在回复中写明，我们将先行核实。"
        )
    return f"{first}\n{asked}"


def body(text: str, items: Sequence[Item], reply_on: date | None) -> tuple[papers.Block, ...]:
    """Return a letter's whole body: its text, the table of items, and how to answer (None before issue)."""
    by = f"{full_date(reply_on)}前" if reply_on else "规定期限内"
    table = papers.Table(
        header=("序号", "督办事项", "完成时限", "应达进度", "自报进度"),
        rows=tuple(
            (
                str(place),
                item.summary,
                full_date(item.due_on),
                lamps.percent(item.planned_x100),
                lamps.percent(item.claimed_x100),
            )
            for place, item in enumerate(items, start=1)
        ),
    )
    return (
        *papers.paragraphs(text),
        table,
        papers.Paragraph(
            f"请于{by}通过本系统书面回复。函中数据来自你单位周报，可在本系统逐项查看出处。", level=0
        ),
    )
