"""Countersigning: an office whose business a draft touches says yes or no before it goes to the leader."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.letters.states import LetterState


class CountersignState(Labelled):
    """Where the asking of one office about one draft stands."""

    NAMED = "NAMED", "待送会签"
    ASKED = "ASKED", "待会签"
    AGREED = "AGREED", "同意"
    OBJECTED = "OBJECTED", "不同意"


S = CountersignState

MOVES: Mapping[CountersignState, frozenset[CountersignState]] = {
    S.NAMED: frozenset({S.ASKED}),
    S.ASKED: frozenset({S.AGREED, S.OBJECTED, S.NAMED}),
    S.AGREED: frozenset(),
    S.OBJECTED: frozenset(),
}
TURNS: Mapping[CountersignState, Turn] = {
    S.NAMED: Turn.OFFICE,
    S.ASKED: Turn.COSIGNER,
    S.AGREED: Turn.NOBODY,
    S.OBJECTED: Turn.NOBODY,
}


def why_not_submit(state: LetterState) -> str | None:
    """Return why nobody may hand a letter up; None for a draft. What is countersigned goes up by itself."""
    if state is LetterState.DRAFT:
        return None
    return f"函件现为“{state.label}”，不能送签。" + (
        "会签处室都同意后自动送局领导签批。" if state is LetterState.COSIGNING else ""
    )
