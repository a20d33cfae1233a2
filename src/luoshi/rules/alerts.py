"""What becomes of a warning that an assignment fell behind."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.lamps import Lamp


class AlertState(Labelled):
    """Where a warning stands."""

    OPEN = "OPEN", "待处理"
    LETTERED = "LETTERED", "已拟函"
    DISMISSED = "DISMISSED", "不发函"
    CLEARED = "CLEARED", "已消除"


S = AlertState

MOVES: Mapping[AlertState, frozenset[AlertState]] = {
    S.OPEN: frozenset({S.LETTERED, S.DISMISSED, S.CLEARED}),
    S.LETTERED: frozenset({S.OPEN, S.DISMISSED, S.CLEARED}),
    S.DISMISSED: frozenset({S.CLEARED}),
    S.CLEARED: frozenset(),
}
TURNS: Mapping[AlertState, Turn] = {
    S.OPEN: Turn.OFFICE,
    S.LETTERED: Turn.OFFICE,
    S.DISMISSED: Turn.NOBODY,
    S.CLEARED: Turn.NOBODY,
}
WARNING = frozenset({Lamp.YELLOW, Lamp.RED})


def why_not_dismiss(reason: str) -> str | None:
    """Return why a warning may not be set aside without a letter; None when it may."""
    if not reason.strip():
        return "不发函应写明理由（如：责任单位已说明客观原因），理由记入操作台账。"
    return None
