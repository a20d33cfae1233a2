"""How a notice reaches a unit."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled, Turn


class Channel(Labelled):
    """The ways out. More come with the adapters that serve them."""

    DESK = "DESK", "工作台"


class NoticeState(Labelled):
    """Whether a notice has left the outbox."""

    QUEUED = "QUEUED", "待送达"
    SEEN = "SEEN", "已阅"


MOVES: Mapping[NoticeState, frozenset[NoticeState]] = {
    NoticeState.QUEUED: frozenset({NoticeState.SEEN}),
    NoticeState.SEEN: frozenset(),
}
TURNS: Mapping[NoticeState, Turn] = {
    NoticeState.QUEUED: Turn.UNIT,
    NoticeState.SEEN: Turn.NOBODY,
}
