"""Where a letter stands, whose turn it is, and which moves there are."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.people import Actor, Permission


class LetterState(Labelled):
    """Where a letter stands."""

    DRAFT = "DRAFT", "草稿"
    COSIGNING = "COSIGNING", "会签中"
    SUBMITTED = "SUBMITTED", "待签批"
    APPROVED = "APPROVED", "已签批"
    NUMBERED = "NUMBERED", "已编号"
    ISSUED = "ISSUED", "已发出"
    READ = "READ", "已签收"
    REPLIED = "REPLIED", "已回复"
    RETURNED = "RETURNED", "退回重报"
    CLOSED = "CLOSED", "已办结"
    ARCHIVED = "ARCHIVED", "已归档"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    DISCARDED = "DISCARDED", "未采用"


S = LetterState

MOVES: Mapping[LetterState, frozenset[LetterState]] = {
    S.DRAFT: frozenset({S.COSIGNING, S.SUBMITTED, S.DISCARDED}),
    S.COSIGNING: frozenset({S.SUBMITTED, S.DRAFT, S.DISCARDED}),
    S.SUBMITTED: frozenset({S.APPROVED, S.DRAFT, S.DISCARDED}),
    S.APPROVED: frozenset({S.NUMBERED, S.DISCARDED}),
    S.NUMBERED: frozenset({S.ISSUED, S.WITHDRAWN}),
    S.ISSUED: frozenset({S.READ, S.CLOSED, S.WITHDRAWN}),
    S.READ: frozenset({S.REPLIED, S.WITHDRAWN}),
    S.REPLIED: frozenset({S.CLOSED, S.RETURNED, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.REPLIED, S.WITHDRAWN}),
    S.CLOSED: frozenset({S.ARCHIVED}),
    S.ARCHIVED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.DISCARDED: frozenset(),
}
TURNS: Mapping[LetterState, Turn] = {
    S.DRAFT: Turn.OFFICE,
    S.COSIGNING: Turn.COSIGNER,
    S.SUBMITTED: Turn.LEADER,
    S.APPROVED: Turn.OFFICE,
    S.NUMBERED: Turn.OFFICE,
    S.ISSUED: Turn.UNIT,
    S.READ: Turn.UNIT,
    S.REPLIED: Turn.OFFICE,
    S.RETURNED: Turn.UNIT,
    S.CLOSED: Turn.NOBODY,
    S.ARCHIVED: Turn.NOBODY,
    S.WITHDRAWN: Turn.NOBODY,
    S.DISCARDED: Turn.NOBODY,
}
_WHOSE_TURN: Mapping[Turn, Permission] = {
    Turn.OFFICE: Permission.LETTERS_DRAFT,
    Turn.LEADER: Permission.LETTERS_APPROVE,
    Turn.UNIT: Permission.LETTERS_REPLY,
    Turn.COSIGNER: Permission.LETTERS_COSIGN,
}
UNFINISHED = frozenset(state for state in LetterState if TURNS[state] is not Turn.NOBODY)
OUT = frozenset({S.ISSUED, S.READ, S.REPLIED, S.RETURNED, S.CLOSED, S.ARCHIVED})
AWAITING_REPLY = frozenset({S.ISSUED, S.READ, S.RETURNED})


def states_waiting_for(actor: Actor) -> tuple[LetterState, ...]:
    """Return the states in which it is this actor's turn, in the order of the work."""
    return tuple(state for state, turn in TURNS.items() if _is_turn_of(turn, actor))


def _is_turn_of(turn: Turn, actor: Actor) -> bool:
    return turn in _WHOSE_TURN and actor.may(_WHOSE_TURN[turn])


def why_not_move(current: LetterState, wanted: LetterState) -> str | None:
    """Return why a letter may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"函件现为“{current.label}”，不能改为“{wanted.label}”。"
