"""The opinion of an education inspection: fed back, argued against, issued, mended, checked, published.

《教育督导条例》（国务院令第624号）第二十条至第二十三条. It is the inspection body's own paper
(第四条), never the bureau's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from luoshi.rules import conclusions
from luoshi.rules.calendar import Deadline, WorkCalendar, full_date
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.mandates import Basis
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.parameters import ParameterBook

PLEA_LAW = "《教育督导条例》（国务院令第624号）第二十条"
OPINION_LAW = "《教育督导条例》（国务院令第624号）第二十一条"
CHECK_LAW = "《教育督导条例》（国务院令第624号）第二十二条"
REPORT_LAW = "《教育督导条例》（国务院令第624号）第二十三条"


class OpinionState(Labelled):
    """Where the opinion about one inspected unit stands."""

    DRAFT = "DRAFT", "起草初步意见"
    SENT = "SENT", "初步意见已反馈"
    HEARD = "HEARD", "已听取申辩"
    ISSUED = "ISSUED", "已印发待整改"
    REPORTED = "REPORTED", "已报整改待核查"
    CHECKED = "CHECKED", "已核查待公布"
    PUBLISHED = "PUBLISHED", "已公布督导报告"
    DISCARDED = "DISCARDED", "未采用"


class Hearing(Labelled):
    """How the step of being heard ended; without one of these nothing is issued."""

    PLEA = "PLEA", "已申辩"
    WAIVED = "WAIVED", "书面放弃申辩"
    SILENT = "SILENT", "期满未申辩"


S = OpinionState
MOVES: Mapping[OpinionState, frozenset[OpinionState]] = {
    S.DRAFT: frozenset({S.SENT, S.DISCARDED}),
    S.SENT: frozenset({S.HEARD, S.DRAFT}),
    S.HEARD: frozenset({S.ISSUED, S.DRAFT, S.DISCARDED}),
    S.ISSUED: frozenset({S.REPORTED}),
    S.REPORTED: frozenset({S.CHECKED, S.ISSUED}),
    S.CHECKED: frozenset({S.PUBLISHED}),
    S.PUBLISHED: frozenset(),
    S.DISCARDED: frozenset(),
}
TURNS: Mapping[OpinionState, Turn] = {
    S.DRAFT: Turn.OFFICE,
    S.SENT: Turn.UNIT,
    S.HEARD: Turn.LEADER,
    S.ISSUED: Turn.UNIT,
    S.REPORTED: Turn.OFFICE,
    S.CHECKED: Turn.OFFICE,
    S.PUBLISHED: Turn.NOBODY,
    S.DISCARDED: Turn.NOBODY,
}
SEEN = frozenset({S.SENT, S.HEARD, S.ISSUED, S.REPORTED, S.CHECKED, S.PUBLISHED})
"""What the inspected unit has in hand."""


def why_not_begin(basis: Basis, mandate: MandateState, *, is_target: bool) -> str | None:
    """Return why no opinion may be written about a unit by this plan of inspection; None when one may."""
    if basis is not Basis.EDUCATION:
        return f"这项督查的依据是“{basis.label}”，不是教育督导，不能印发督导意见书。请作出督查结论。"
    if mandate not in {MandateState.APPROVED, MandateState.ENDED}:
        return f"督查立项现为“{mandate.label}”，批准并开展以后才能形成督导意见。"
    if not is_target:
        return "这个单位不在批准的督导对象之内，不能对它形成督导意见。"
    return None


def why_not_move(current: OpinionState, wanted: OpinionState) -> str | None:
    """Return why an opinion may not move so; None when it may. T2-02: nothing is issued unheard."""
    if wanted is S.ISSUED and current in {S.DRAFT, S.SENT}:
        return (
            f"还没有听取申辩的记录，不能印发督导意见书（{PLEA_LAW}）。"
            "请先反馈初步督导意见，登记被督导单位的申辩或者书面放弃。"
        )
    if wanted in MOVES[current]:
        return None
    return f"督导意见现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_write(evaluation: str, problems: str, demands: str) -> str | None:
    """Return why an opinion may not be kept so; None when it may."""
    parts = {"客观评价": evaluation, "存在问题": problems, "限期整改要求": demands}
    if missing := [name for name, said in parts.items() if not said.strip()]:
        return f"督导意见缺少：{'、'.join(missing)}（{OPINION_LAW}）。没有问题的，请写明“未发现”。"
    return None


_SENTENCE = re.compile(r"[^。；;\n]+")


def why_not_alter(before: str, after: str) -> str | None:
    """Return why what the unit was heard about may not be worded so; None when nothing was added to it.

    Our reading: who was heard about one thing was not heard about another, so a sentence that the unit never
    saw is fed back first.
    """
    heard = {said.strip() for said in _SENTENCE.findall(before)}
    added = [said.strip() for said in _SENTENCE.findall(after) if said.strip() and said.strip() not in heard]
    if not added:
        return None
    return (
        f"“{added[0][:30]}”是被督导单位没有申辩过的内容（{PLEA_LAW}）。听取申辩以后，问题和整改要求只能删减；"
        "要增加或者改写的，请收回修改，重新反馈。"
    )


def why_not_sign(*, author_posts: Collection[int], signer_post: int) -> str | None:
    """Return why an opinion may not be issued by this post; None when its person did not write it."""
    return (
        "起草人不能印发自己起草的督导意见书。请由另一位局领导办理。" if signer_post in author_posts else None
    )


def why_not_hear(
    kind: Hearing, words: str, paper: str, *, is_unit: bool, plea_by: date, today: date
) -> str | None:
    """Return why the step of being heard may not be recorded so; None when it may.

    The unit enters it itself; the office enters what came on paper (`paper` names it). Silence is recorded
    by the office alone, and only after the last day that the unit was given.
    """
    if kind is Hearing.PLEA and not words.strip():
        return "请写明申辩的事实、理由和请求。"
    if kind is Hearing.SILENT and is_unit:
        return "期满未申辩由督导机构登记；本单位不申辩的，请选“书面放弃申辩”。"
    if kind is Hearing.SILENT and today <= plea_by:
        return f"申辩期限到{full_date(plea_by)}，期满之前不能登记为未申辩（{PLEA_LAW}）。"
    if not is_unit and not paper.strip():
        return "代被督导单位登记的，请写明书面申辩、放弃书或送达回证的名称和日期。"
    return None


def why_not_issue(*, issuer: str, number: str, plea: str, plea_answer: str, bureau: str) -> str | None:
    """Return why an opinion that was heard may not be issued so; None when it may.

    《教育督导条例》（国务院令第624号）第四条: the inspection body acts in its own name, not the bureau's.
    """
    if not issuer.strip():
        return "请写明印发的教育督导机构全称。"
    if issuer.strip() == bureau or issuer.strip().endswith("教育局"):
        return (
            "督导意见书由教育督导机构印发，不用教育局的文件版头"
            "（《教育督导条例》（国务院令第624号）第四条、第二十一条）。请写教育督导机构的全称。"
        )
    if refusal := conclusions.why_not_number(number):
        return refusal
    if plea.strip() and not plea_answer.strip():
        return f"被督导单位作了申辩，请写明哪些采纳、哪些没有采纳及理由（{PLEA_LAW}）。"
    return None


def plea_by(sent_on: date, book: ParameterBook, calendar: WorkCalendar) -> Deadline:
    """Return the last day for a unit to argue against a preliminary opinion."""
    return book.deadline("inspection.plea", sent_on, calendar)


def report_by(issued_on: date, book: ParameterBook, calendar: WorkCalendar) -> Deadline:
    """Return by when a unit reports what it mended, where the opinion sets no other day."""
    return book.deadline("inspection.rectify_report", issued_on, calendar)


def why_not_due(due_on: date, issued_on: date) -> str | None:
    """Return why a day may not be set for the unit's report; None when it may."""
    if due_on > issued_on:
        return None
    return f"整改报告的期限{full_date(due_on)}应晚于印发日期{full_date(issued_on)}。"
