"""What a reply undertakes: the office accepts or returns each item, the unit says when it is done."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled, Turn


class ReplyItemState(Labelled):
    """Where one thing that a reply undertakes stands."""

    PROPOSED = "PROPOSED", "待认可"
    ACCEPTED = "ACCEPTED", "已认可"
    RETURNED = "RETURNED", "退回修改"
    DONE = "DONE", "已完成"


S = ReplyItemState

MOVES: Mapping[ReplyItemState, frozenset[ReplyItemState]] = {
    S.PROPOSED: frozenset({S.ACCEPTED, S.RETURNED}),
    S.ACCEPTED: frozenset({S.DONE}),
    S.RETURNED: frozenset({S.PROPOSED}),
    S.DONE: frozenset(),
}
TURNS: Mapping[ReplyItemState, Turn] = {
    S.PROPOSED: Turn.OFFICE,
    S.ACCEPTED: Turn.UNIT,
    S.RETURNED: Turn.UNIT,
    S.DONE: Turn.NOBODY,
}
