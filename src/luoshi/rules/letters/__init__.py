"""Letters of supervision: which one an assignment calls for, what may happen to each, and why not.

`kinds` names the letters, `states` says where one may stand, `ladder` which one is called for, `gate` what
may not be done with one, by which document, `countersigning` who else must agree, `undertakings` what a
reply promises.
"""

from luoshi.rules.letters.countersigning import CountersignState, why_not_submit
from luoshi.rules.letters.gate import (
    reply_due,
    why_not_address,
    why_not_approve,
    why_not_issue,
    why_not_number,
    why_not_reply,
    why_not_say,
    why_not_withdraw,
)
from luoshi.rules.letters.kinds import REPLY_KEY, LetterKind, instrument, number_series, number_words
from luoshi.rules.letters.ladder import Item, Proposal, called_for, propose
from luoshi.rules.letters.states import (
    AWAITING_REPLY,
    MOVES,
    OUT,
    TURNS,
    UNFINISHED,
    LetterState,
    states_waiting_for,
    why_not_move,
)
from luoshi.rules.letters.undertakings import ReplyItemState

__all__ = [
    "AWAITING_REPLY",
    "MOVES",
    "OUT",
    "REPLY_KEY",
    "TURNS",
    "UNFINISHED",
    "CountersignState",
    "Item",
    "LetterKind",
    "LetterState",
    "Proposal",
    "ReplyItemState",
    "called_for",
    "instrument",
    "number_series",
    "number_words",
    "propose",
    "reply_due",
    "states_waiting_for",
    "why_not_address",
    "why_not_approve",
    "why_not_issue",
    "why_not_move",
    "why_not_number",
    "why_not_reply",
    "why_not_say",
    "why_not_submit",
    "why_not_withdraw",
]
