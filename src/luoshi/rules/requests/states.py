"""What may be asked of other units, and where a request for it stands."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled, Turn


class RequestKind(Labelled):
    """What is asked for."""

    DATA = "DATA", "报数据材料"
    MEETING = "MEETING", "参加会议"


class RequestState(Labelled):
    """Where a request stands."""

    DRAFT = "DRAFT", "草稿"
    ASKED = "ASKED", "填报中"
    ANSWERED = "ANSWERED", "已报齐"
    CLOSED = "CLOSED", "已结束"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    DISCARDED = "DISCARDED", "未发出"


class Hurdle(Labelled):
    """What may stand against a request, in the words of a heading."""

    ASKER = "ASKER", "不能由本单位提出"
    BASIS = "BASIS", "没有依据"
    PARTS = "PARTS", "内容不全"
    TARGETS = "TARGETS", "对象不合规定"
    SCHOOLS = "SCHOOLS", "不在年度清单"
    TRACES = "TRACES", "要留痕、照片"
    WORDS = "WORDS", "责任状、密级等"
    DUE = "DUE", "时间太紧"
    KNOWN = "KNOWN", "同期已经报过"
    IN_HOUSE = "IN_HOUSE", "台账里已有"
    BUDGET = "BUDGET", "超出负担预算"
    LAW = "LAW", "法定条款没有写明"


S = RequestState
MOVES: Mapping[RequestState, frozenset[RequestState]] = {
    S.DRAFT: frozenset({S.ASKED, S.DISCARDED}),
    S.ASKED: frozenset({S.ANSWERED, S.CLOSED, S.WITHDRAWN}),
    S.ANSWERED: frozenset({S.CLOSED}),
    S.CLOSED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.DISCARDED: frozenset(),
}
TURNS: Mapping[RequestState, Turn] = {
    S.DRAFT: Turn.ASKER,
    S.ASKED: Turn.UNIT,
    S.ANSWERED: Turn.ASKER,
    S.CLOSED: Turn.NOBODY,
    S.WITHDRAWN: Turn.NOBODY,
    S.DISCARDED: Turn.NOBODY,
}
OUT = frozenset({S.ASKED, S.ANSWERED, S.CLOSED})
"""Of what went out and stands: it counts as burden, and what was reported to it is kept as the one source."""


def why_not_move(current: RequestState, wanted: RequestState) -> str | None:
    """Return why a request may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"这项要求现为“{current.label}”，不能改为“{wanted.label}”。"
