"""What an inspection concluded about a unit, the unit's right to have it reviewed, and what may follow.

《政府督查工作条例》（国务院令第733号）第十六条、第十七条、第二十一条. The right of review is given for
inspections on every basis, not for 政府督查 alone (our reading, see docs/adr).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from luoshi.rules.calendar import Deadline, WorkCalendar, full_date
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.mandates import Basis
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.parameters import ParameterBook

FEEDBACK_LAW = "《政府督查工作条例》（国务院令第733号）第十六条"
REVIEW_LAW = "《政府督查工作条例》（国务院令第733号）第十七条"
RESULT_LAW = "《政府督查工作条例》（国务院令第733号）第二十一条"


class ConclusionState(Labelled):
    """Where a conclusion about one unit stands."""

    DRAFT = "DRAFT", "草稿"
    SUBMITTED = "SUBMITTED", "待批准"
    FED_BACK = "FED_BACK", "已反馈待签收"
    RECEIVED = "RECEIVED", "已签收"
    ALTERED = "ALTERED", "复核后变更"
    REVOKED = "REVOKED", "复核后撤销"
    DISCARDED = "DISCARDED", "未采用"


class ReviewState(Labelled):
    """Where a unit's wish to have a conclusion reviewed stands."""

    ASKED = "ASKED", "待确定复核人员"
    EXAMINED = "EXAMINED", "复核中"
    UPHELD = "UPHELD", "维持"
    ALTERED = "ALTERED", "变更"
    REVOKED = "REVOKED", "撤销"
    DECLINED = "DECLINED", "逾期不予复核"


class SuggestionKind(Labelled):
    """What a conclusion may suggest."""

    PRAISE = "PRAISE", "表扬"
    INCENTIVE = "INCENTIVE", "激励"
    CRITICISM = "CRITICISM", "批评"
    BLAME = "BLAME", "追责"


class SuggestionState(Labelled):
    """Where a suggestion stands; it is no more than a suggestion until it is approved."""

    SUGGESTED = "SUGGESTED", "建议"
    APPROVED = "APPROVED", "已批准"
    DONE = "DONE", "已实施"
    REFUSED = "REFUSED", "未获批准"


S, R, G = ConclusionState, ReviewState, SuggestionState
MOVES: Mapping[ConclusionState, frozenset[ConclusionState]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.DISCARDED}),
    S.SUBMITTED: frozenset({S.FED_BACK, S.DRAFT}),
    S.FED_BACK: frozenset({S.RECEIVED}),
    S.RECEIVED: frozenset({S.ALTERED, S.REVOKED}),
    S.ALTERED: frozenset(),
    S.REVOKED: frozenset(),
    S.DISCARDED: frozenset(),
}
TURNS: Mapping[ConclusionState, Turn] = {
    S.DRAFT: Turn.OFFICE,
    S.SUBMITTED: Turn.LEADER,
    S.FED_BACK: Turn.UNIT,
    S.RECEIVED: Turn.NOBODY,
    S.ALTERED: Turn.NOBODY,
    S.REVOKED: Turn.NOBODY,
    S.DISCARDED: Turn.NOBODY,
}
REVIEW_MOVES: Mapping[ReviewState, frozenset[ReviewState]] = {
    R.ASKED: frozenset({R.EXAMINED, R.DECLINED}),
    R.EXAMINED: frozenset({R.UPHELD, R.ALTERED, R.REVOKED}),
    R.UPHELD: frozenset(),
    R.ALTERED: frozenset(),
    R.REVOKED: frozenset(),
    R.DECLINED: frozenset(),
}
REVIEW_TURNS: Mapping[ReviewState, Turn] = {
    R.ASKED: Turn.OFFICE,
    R.EXAMINED: Turn.LEADER,
    R.UPHELD: Turn.NOBODY,
    R.ALTERED: Turn.NOBODY,
    R.REVOKED: Turn.NOBODY,
    R.DECLINED: Turn.NOBODY,
}
SUGGESTION_MOVES: Mapping[SuggestionState, frozenset[SuggestionState]] = {
    G.SUGGESTED: frozenset({G.APPROVED, G.REFUSED}),
    G.APPROVED: frozenset({G.DONE}),
    G.DONE: frozenset(),
    G.REFUSED: frozenset(),
}
SUGGESTION_TURNS: Mapping[SuggestionState, Turn] = {
    G.SUGGESTED: Turn.LEADER,
    G.APPROVED: Turn.OFFICE,
    G.DONE: Turn.NOBODY,
    G.REFUSED: Turn.NOBODY,
}
OUTCOMES = frozenset({R.UPHELD, R.ALTERED, R.REVOKED})
SENT = frozenset({S.FED_BACK, S.RECEIVED, S.ALTERED, S.REVOKED})
"""What the unit has in hand."""

# What the competent authority chooses, never whoever suggests (公务员法、政务处分法的处分种类).
_NUMBER = re.compile(r"[\u4e00-\u9fa5]+〔20\d{2}〕[1-9]\d*号")
_PENALTY = re.compile(
    r"警告|记过|记大过|降级|撤职|开除|免职|停职|诫勉|辞退|调离|降低岗位等级|责令辞职|给予[^，。；]{0,8}处分"
)


def why_not_move(current: ConclusionState, wanted: ConclusionState) -> str | None:
    """Return why a conclusion may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"督查结论现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_conclude(basis: Basis, mandate: MandateState, *, is_target: bool) -> str | None:
    """Return why nothing may be concluded about a unit by this plan of inspection; None when it may."""
    if basis is Basis.EDUCATION:
        return (
            "教育督导的结果以督导意见书印发，先反馈初步意见、听取申辩"
            "（《教育督导条例》（国务院令第624号）第二十一条）。请起草督导意见书。"
        )
    if mandate is not MandateState.ENDED:
        return (
            f"督查立项现为“{mandate.label}”，督查结束后才作出结论（《政府督查工作条例》第十六条）。"
            "请先结束督查。"
        )
    if not is_target:
        return "这个单位不在批准的督查对象之内，不能对它作出结论（《政府督查工作条例》第十五条）。"
    return None


def why_not_write(facts: str, findings: str) -> str | None:
    """Return why a conclusion may not be kept so; None when it may."""
    if not facts.strip() or not findings.strip():
        return f"督查结论应当事实清楚、证据充分（{FEEDBACK_LAW}）。请写明查明的事实和结论意见。"
    return None


def why_not_number(number: str) -> str | None:
    """Return why this is no number of an official paper; None when it is one (GB/T 9704-2012 7.2.5)."""
    if _NUMBER.fullmatch(number):
        return None
    return (
        f"发文字号“{number}”不合格式，应如“某教督〔2026〕1号”："
        "年份用六角括号，序号不编虚位（GB/T 9704-2012 7.2.5）。"
    )


def why_not_ask_review(state: ConclusionState, grounds: str, *, is_asked: bool) -> str | None:
    """Return why a review may not be asked for; None when it may. Being late is no reason: see is_late."""
    if is_asked:
        return "本单位已对这份督查结论申请复核，不能再次申请。"
    if state not in {S.FED_BACK, S.RECEIVED}:
        return f"督查结论现为“{state.label}”，不能申请复核。"
    if not grounds.strip():
        return "请写明申请复核的事实和理由。"
    return None


def apply_by(received_on: date, book: ParameterBook, calendar: WorkCalendar) -> Deadline:
    """Return the last day on which a unit that received a conclusion may ask for its review."""
    return book.deadline("supervision.review_apply", received_on, calendar)


def decide_by(asked_on: date, book: ParameterBook, calendar: WorkCalendar) -> Deadline:
    """Return by when a review that was asked for on a day is decided."""
    return book.deadline("supervision.review_decide", asked_on, calendar)


def is_late(asked_on: date, last: Deadline) -> bool:
    """Return whether a review was asked for after the last day; it is kept all the same, and marked."""
    return asked_on > last.on


def why_not_review(
    reviewers: Mapping[int, str], authors: Collection[int], names: Collection[str]
) -> str | None:
    """Return why these persons ({id: name}) may not review a conclusion; None when they may.

    `authors` are the persons who wrote or approved it, `names` those who inspected, as the plan names them.
    """
    if not reviewers:
        return "请至少指定一名复核人员。"
    barred = [name for person, name in reviewers.items() if person in authors or name in names]
    if barred:
        return (
            f"{'、'.join(barred)}参与作出了这份督查结论，应当回避，不能复核（{REVIEW_LAW}）。"
            "请换由没有参与的人员。"
        )
    return None


def why_not_settle(
    current: ReviewState, wanted: ReviewState, words: str, number: str, *, late: bool
) -> str | None:
    """Return why a review may not be settled so; None when it may. `late`: asked for after the last day."""
    if wanted not in REVIEW_MOVES[current]:
        return f"复核现为“{current.label}”，不能改为“{wanted.label}”。"
    if wanted is R.DECLINED and not late:
        return f"申请在法定期限内提出，应当复核（{REVIEW_LAW}），不能以逾期为由不予复核。"
    if wanted is not R.EXAMINED and not words.strip():
        return "请写明复核查明的情况和决定的理由，一并告知申请单位。"
    return why_not_number(number) if wanted in OUTCOMES else None


def why_not_suggest(state: ConclusionState, kind: SuggestionKind, words: str) -> str | None:
    """Return why something may not be suggested; None when it may. Penalties are not for us to choose."""
    if state not in SENT or state is S.REVOKED:
        return f"督查结论现为“{state.label}”，作出并反馈以后才能据以提出建议。"
    if not words.strip():
        return "请写明建议所依据的事实和单位。"
    if kind is SuggestionKind.BLAME and (hit := _PENALTY.search(words)):
        return (
            f"追责建议里有“{hit.group()}”。建议只写事实和单位，由有权机关调查后依法处理，不得预设处分种类（{RESULT_LAW}）。"
            "请删去后再提出。"
        )
    return None


def why_not_carry_on(
    current: SuggestionState, wanted: SuggestionState, *, approver: str = "", paper: str = ""
) -> str | None:
    """Return why a suggestion may not move so; None when it may.

    《政府督查工作条例》（国务院令第733号）第二十一条: nothing follows unless the government approved.
    """
    if current is G.SUGGESTED and wanted is G.DONE:
        return (
            f"这条建议没有行政首长批准的记录，不能实施（{RESULT_LAW}）。"
            "请先报本级政府或者行政首长批准，并登记批准文件。"
        )
    if wanted not in SUGGESTION_MOVES[current]:
        return f"这条建议现为“{current.label}”，不能改为“{wanted.label}”。"
    if wanted is G.APPROVED and not (approver.strip() and paper.strip()):
        return f"请写明由哪一级政府或哪位行政首长批准，以及批示或文件的文号、日期（{RESULT_LAW}）。"
    return None


def review_note(days: int, last: Deadline | None) -> str:
    """Return the sentence that tells a unit of its right; `last` is None before it has the conclusion."""
    by = f"，最迟{full_date(last.on)}" if last else ""
    return f"对本结论有异议的，可以自收到之日起{days}日内申请复核（{REVIEW_LAW}）{by}。"
