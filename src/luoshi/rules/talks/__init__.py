"""Talks (约谈): called lawfully, minuted so that both sides confirm the same words, followed until put right.

`states` says how a talk moves, `notices` what may be called and asked for, `minutes` when the words stand,
`following` what comes after.
"""

from luoshi.rules.talks.following import (
    Dues,
    dues,
    why_not_approve,
    why_not_cancel,
    why_not_close,
    why_not_hold,
    why_not_report,
)
from luoshi.rules.talks.minutes import (
    Said,
    TalkSide,
    digest_of,
    standing,
    why_not_penalise,
    why_not_speak,
    why_not_write,
)
from luoshi.rules.talks.notices import ANSWERING, CHAIRING, GROUNDS, Called, why_not_ask_for, why_not_call
from luoshi.rules.talks.states import (
    MINUTES_OPEN,
    MOVES,
    PLAN_OWED,
    REPORT_OWED,
    TURNS,
    TalkState,
    why_not_move,
)

__all__ = [
    "ANSWERING",
    "CHAIRING",
    "GROUNDS",
    "MINUTES_OPEN",
    "MOVES",
    "PLAN_OWED",
    "REPORT_OWED",
    "TURNS",
    "Called",
    "Dues",
    "Said",
    "TalkSide",
    "TalkState",
    "digest_of",
    "dues",
    "standing",
    "why_not_approve",
    "why_not_ask_for",
    "why_not_call",
    "why_not_cancel",
    "why_not_close",
    "why_not_hold",
    "why_not_move",
    "why_not_penalise",
    "why_not_report",
    "why_not_speak",
    "why_not_write",
]
