"""How the papers about putting things right are worded: what should be against what was found, row by row.

Parts by facts §6.4: what was found, by what standard, what is asked item by item, by when, how to report,
what follows, how to object. Nobody is named: an item names the post that answers for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.crafts import papers
from luoshi.crafts.papers import Paper, Paragraph, Table, sealed_letter
from luoshi.rules.calendar import full_date
from luoshi.rules.rectifications import ItemState

_ROOM = "　" * 8


@dataclass(frozen=True, slots=True)
class Line:
    """One item as a paper lists it; `check` holds the words of a check, "" before there was one."""

    problem: str
    standard: str
    found: str
    required: str
    owner: str
    due_on: date
    done_on: date | None
    done_words: str
    check: str
    state: ItemState


def notice_paper(
    *, issuer: str, unit: str, number: str, title: str, basis: str, lines: Sequence[Line], on: date
) -> Paper:
    """Return the notice (整改通知书): a 通知 in the format of letters, `number` "" for a draft."""
    last = max(line.due_on for line in lines)
    return sealed_letter(
        issuer=issuer,
        number=number,
        title=f"关于{title}的整改通知",
        unit=unit,
        body=(
            Paragraph(f"经核实，你单位在{title}方面存在下列问题。依据{basis}，请逐项整改。", level=0),
            wanted_table(lines),
            Paragraph(
                f"请按期限逐项整改，改到位一项、在本系统报送一项，最迟于{full_date(last)}前全部完成。"
                "不要求另报台账和照片，能说明问题的证明材料自愿提供。",
                level=0,
            ),
            Paragraph(
                "报送后由本局安排整改责任人以外的人员核查；核查未通过的退回继续整改。逾期未完成的，请在本系统写明"
                "原因和新的安排，本局据此协调；不以问责代替整改。",
                level=0,
            ),
            Paragraph("对所列事实有异议的，请书面提出，我们先行核实。", level=0),
        ),
        on=on,
    )


def plan_paper(*, unit: str, issuer: str, title: str, basis: str, lines: Sequence[Line], on: date) -> Paper:
    """Return a unit's own plan (整改方案) on its own letterhead, without a number: the unit gives its own."""
    return sealed_letter(
        issuer=unit,
        number="",
        title=f"关于{title}的整改方案",
        unit=issuer,
        body=(
            Paragraph(f"根据{basis}，我单位逐项查找原因，制定整改方案如下。", level=0),
            wanted_table(lines),
            Paragraph("各项由所列岗位负责，改到位后逐项报送，请予核查。", level=0),
        ),
        on=on,
    )


def wanted_table(lines: Sequence[Line]) -> Table:
    """Return what is to be put right: the problem, should and is, what to do, which post, by when."""
    return Table(
        header=("序号", "存在问题", "标准要求", "实际情况", "整改要求", "责任岗位", "期限"),
        rows=tuple(
            (
                str(place),
                line.problem,
                line.standard,
                line.found,
                line.required,
                line.owner,
                f"{line.due_on.month}月{line.due_on.day}日",
            )
            for place, line in enumerate(lines, start=1)
        ),
    )


def done_table(lines: Sequence[Line]) -> Table:
    """Return what was done: the problem, what was undertaken, how it stands, when, what the check found."""
    return Table(
        header=("序号", "存在问题", "措施和现状", "完成日期", "核查结果"),
        rows=tuple(
            (
                str(place),
                line.problem,
                " ".join(line.done_words.split()) or "未报送",
                f"{line.done_on.month}月{line.done_on.day}日" if line.done_on else "",
                _checked(line),
            )
            for place, line in enumerate(lines, start=1)
        ),
    )


def _checked(line: Line) -> str:
    words = " ".join(line.check.split())
    return f"{line.state.label}：{words}" if words else line.state.label


def signatures(*sides: str) -> tuple[Paragraph, ...]:
    """Return a line for each side to sign and date by hand: drawn empty, never filled in."""
    return tuple(Paragraph(f"{side}（签字）：{_ROOM}年　　月　　日", level=0) for side in sides)


def text(words: str) -> tuple[papers.Paragraph, ...]:
    """Return the paragraphs of a text that somebody typed."""
    return papers.paragraphs(words)
