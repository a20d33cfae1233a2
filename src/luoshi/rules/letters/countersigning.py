"""Countersigning: an office whose business a draft touches says yes or no before it goes to the leader.

《党政机关公文处理工作条例》（中办发〔2012〕14号）第十六条: nothing that touches the business of several
departments goes downward before they agree.
"""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules import templates
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.letters.states import LetterState
from luoshi.rules.units import UnitKind


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


def why_not_submit(state: LetterState, text: str) -> str | None:
    """Return why nobody may hand a letter up; None for a draft that leaves nothing open."""
    if state is not LetterState.DRAFT:
        return f"函件现为“{state.label}”，不能改为“{LetterState.SUBMITTED.label}”。" + (
            "会签处室都同意后自动送局领导签批。" if state is LetterState.COSIGNING else ""
        )
    open_fields = templates.open_fields(text)
    return f"正文{open_fields[0]}" if open_fields else None


def why_not_send_back(state: LetterState) -> str | None:
    """Return why a leader may not send a letter back; None for one that waits for a leader."""
    if state is LetterState.SUBMITTED:
        return None
    return f"函件现为“{state.label}”，不能改为“{LetterState.DRAFT.label}”。"


def why_not_name(
    state: LetterState, unit_kind: UnitKind, *, is_addressee: bool, is_drafter: bool
) -> str | None:
    """Return why an office may not be asked to countersign a letter; None when it may."""
    if state is not LetterState.DRAFT:
        return f"函件现为“{state.label}”，会签处室在草稿时确定。"
    if unit_kind is not UnitKind.OFFICE:
        return "会签只请本局处室；局外单位请另行征求意见。"
    if is_addressee:
        return "收函单位不会签发给自己的函件；有异议的，可在回复中写明。"
    return "起草处室不必会签自己的函件。" if is_drafter else None


NOT_ASKED = "没有请本处室会签这份函件，或本处室已经答复，不必再办。"


def why_not_countersign(words: str, *, agrees: bool) -> str | None:
    """Return why an office may not answer so; None when it may."""
    if not agrees and not words.strip():
        return "不同意应写明意见，起草人据此修改。"
    return None
