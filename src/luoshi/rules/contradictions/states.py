"""What kinds of contradiction there are, and what becomes of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.parameters import ParameterBook

LONGEST_ANSWER, LONGEST_REASON = 500, 200


class ContradictionKind(Labelled):
    """What in the record does not add up, in the words of a heading that accuses nobody."""

    WENT_BACK = "WENT_BACK", "进度回退"
    JUMPED = "JUMPED", "一周跳升"
    STUCK = "STUCK", "久停不动"
    END_LOADED = "END_LOADED", "集中在期末"
    MOVED_DATES = "MOVED_DATES", "多次改期"
    LEAD_DONE = "LEAD_DONE", "牵头报完成、责任单位未完成"
    PARTS_DONE = "PARTS_DONE", "责任单位都报完成、牵头未完成"
    TOLD_DIFFERENTLY = "TOLD_DIFFERENTLY", "同一数据两处不同"
    STANDARD_UNTOLD = "STANDARD_UNTOLD", "报完成、未提标准"


class ContradictionState(Labelled):
    """Where a question stands."""

    ASKED = "ASKED", "待说明"
    ANSWERED = "ANSWERED", "已说明"
    CLEARED = "CLEARED", "不再询问"
    CLOSED = "CLOSED", "已了结"


S = ContradictionState

MOVES: Mapping[ContradictionState, frozenset[ContradictionState]] = {
    S.ASKED: frozenset({S.ANSWERED, S.CLEARED, S.CLOSED}),
    S.ANSWERED: frozenset({S.CLOSED}),
    S.CLEARED: frozenset({S.ASKED}),
    S.CLOSED: frozenset(),
}
TURNS: Mapping[ContradictionState, Turn] = {
    S.ASKED: Turn.UNIT,
    S.ANSWERED: Turn.NOBODY,
    S.CLEARED: Turn.NOBODY,
    S.CLOSED: Turn.NOBODY,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on the record is asked about; progress in hundredths of a percent."""

    stuck_from_x100: int
    stuck_weeks: int
    jump_x100: int
    end_share_x100: int
    moved_times: int


def limits(book: ParameterBook, on: date) -> Limits:
    """Return the limits in force on a day."""
    return Limits(
        stuck_from_x100=book.value("contradiction.stuck_from_x100", on),
        stuck_weeks=book.value("contradiction.stuck_weeks", on),
        jump_x100=book.value("contradiction.jump_x100", on),
        end_share_x100=book.value("contradiction.end_share_x100", on),
        moved_times=book.value("contradiction.moved_times", on),
    )


def why_not_answer(state: ContradictionState, answered_by: str | None, words: str) -> str | None:
    """Return why a unit may not answer now; None when it may. An answer is given once and stays."""
    if answered_by:
        return f"本单位已由{answered_by}说明，说明留在这里，不再改动。情况有变化的，请在周报中写明。"
    if state is not S.ASKED:
        return f"这一条现为“{state.label}”，不需要再说明。"
    if not words.strip():
        return "请写一两句话：实际情况是什么，哪个数对，什么时候更正。"
    if len(words.strip()) > LONGEST_ANSWER:
        return f"说明有{len(words.strip())}个字，最多{LONGEST_ANSWER}个。请写短一些，细节放在周报里。"
    return None


def why_not_close(state: ContradictionState, reason: str) -> str | None:
    """Return why the office may not put a question to rest; None when it may."""
    if S.CLOSED not in MOVES[state]:
        return f"这一条现为“{state.label}”，不需要了结。"
    if not reason.strip():
        return "了结疑问应写明理由（如：已电话核实，单位口径有误已更正），理由记入操作台账。"
    if len(reason.strip()) > LONGEST_REASON:
        return f"理由有{len(reason.strip())}个字，最多{LONGEST_REASON}个。请写短一些。"
    return None
