"""How a talk moves from being planned to being closed, and whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled, Turn


class TalkState(Labelled):
    """Where a talk stands."""

    PLANNED = "PLANNED", "待批准"
    NOTIFIED = "NOTIFIED", "已通知"
    HELD = "HELD", "已约谈"
    MINUTED = "MINUTED", "记录待确认"
    CONFIRMED = "CONFIRMED", "记录已确认"
    DISPUTED = "DISPUTED", "记录有异议"
    PLAN = "PLAN", "整改中"
    REPORT = "REPORT", "已报整改"
    REVISIT = "REVISIT", "已回访"
    CLOSED = "CLOSED", "已办结"
    CANCELLED = "CANCELLED", "已取消"


S = TalkState
MOVES: Mapping[TalkState, frozenset[TalkState]] = {
    S.PLANNED: frozenset({S.NOTIFIED, S.CANCELLED}),
    S.NOTIFIED: frozenset({S.HELD, S.CANCELLED}),
    S.HELD: frozenset({S.MINUTED}),
    S.MINUTED: frozenset({S.CONFIRMED, S.DISPUTED}),
    S.CONFIRMED: frozenset({S.PLAN}),
    S.DISPUTED: frozenset({S.MINUTED, S.PLAN}),
    S.PLAN: frozenset({S.REPORT}),
    S.REPORT: frozenset({S.REVISIT}),
    S.REVISIT: frozenset({S.CLOSED, S.PLAN}),
    S.CLOSED: frozenset(),
    S.CANCELLED: frozenset(),
}
TURNS: Mapping[TalkState, Turn] = {
    S.PLANNED: Turn.LEADER,
    S.NOTIFIED: Turn.OFFICE,
    S.HELD: Turn.OFFICE,
    S.MINUTED: Turn.UNIT_HEAD,
    S.CONFIRMED: Turn.UNIT,
    S.DISPUTED: Turn.UNIT,
    S.PLAN: Turn.UNIT,
    S.REPORT: Turn.OFFICE,
    S.REVISIT: Turn.OFFICE,
    S.CLOSED: Turn.NOBODY,
    S.CANCELLED: Turn.NOBODY,
}
MINUTES_OPEN = frozenset({S.MINUTED, S.DISPUTED})
"""While the words of the minutes may still be agreed to, disputed or changed."""
PLAN_OWED = frozenset({S.CONFIRMED, S.DISPUTED})
REPORT_OWED = PLAN_OWED | {S.PLAN}
"""While the report has not come yet, be its plan filed or not."""


def why_not_move(current: TalkState, wanted: TalkState) -> str | None:
    """Return why a talk may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"这次约谈现为“{current.label}”，不能改为“{wanted.label}”。"
