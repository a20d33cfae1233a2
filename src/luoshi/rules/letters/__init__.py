"""Letters of supervision: which one an assignment calls for, what may happen to each, and why not.

`kinds` names the letters, `states` says where one may stand, `ladder` and `proposals` which one is called
for, `gate`, `history` and `hearings` what may not be done with one, by which document; `countersigning` who
else must agree, `extras` what it may carry, `undertakings` and `enclosures` what a reply holds, `afterwards`
how it is put right and filed.
"""

from luoshi.rules.letters.afterwards import why_not_archive, why_not_correct
from luoshi.rules.letters.countersigning import (
    NOT_ASKED,
    CountersignState,
    why_not_countersign,
    why_not_name,
    why_not_send_back,
    why_not_submit,
)
from luoshi.rules.letters.enclosures import Enclosure, why_not_enclose
from luoshi.rules.letters.extras import Extras, why_not_carry
from luoshi.rules.letters.gate import (
    reply_due,
    why_not_address,
    why_not_approve,
    why_not_call,
    why_not_close,
    why_not_issue,
    why_not_number,
    why_not_reply,
    why_not_say,
    why_not_withdraw,
)
from luoshi.rules.letters.hearings import (
    HEARD_FIRST,
    Heard,
    why_not_answer,
    why_not_rank,
    why_not_tell,
    why_not_unheard,
)
from luoshi.rules.letters.history import Earlier, Visit, told_again_from, why_not_again, why_not_beside
from luoshi.rules.letters.kinds import (
    CORRECTING,
    LISTING,
    REPLY_KEY,
    UNANSWERED,
    LetterKind,
    instrument,
    number_series,
    number_words,
)
from luoshi.rules.letters.ladder import RUNGS, Hold, Item, Limits, Past, Step, called_for, limits_on, step
from luoshi.rules.letters.proposals import Proposal, praise, propose
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
from luoshi.rules.letters.undertakings import (
    ReplyItemState,
    Undertaking,
    why_not_done,
    why_not_item,
    why_not_judge,
    why_not_undertake,
)

__all__ = [
    "AWAITING_REPLY",
    "CORRECTING",
    "HEARD_FIRST",
    "LISTING",
    "MOVES",
    "NOT_ASKED",
    "OUT",
    "REPLY_KEY",
    "RUNGS",
    "TURNS",
    "UNANSWERED",
    "UNFINISHED",
    "CountersignState",
    "Earlier",
    "Enclosure",
    "Extras",
    "Heard",
    "Hold",
    "Item",
    "LetterKind",
    "LetterState",
    "Limits",
    "Past",
    "Proposal",
    "ReplyItemState",
    "Step",
    "Undertaking",
    "Visit",
    "called_for",
    "instrument",
    "limits_on",
    "number_series",
    "number_words",
    "praise",
    "propose",
    "reply_due",
    "states_waiting_for",
    "step",
    "told_again_from",
    "why_not_address",
    "why_not_again",
    "why_not_answer",
    "why_not_approve",
    "why_not_archive",
    "why_not_beside",
    "why_not_call",
    "why_not_carry",
    "why_not_close",
    "why_not_correct",
    "why_not_countersign",
    "why_not_done",
    "why_not_enclose",
    "why_not_issue",
    "why_not_item",
    "why_not_judge",
    "why_not_move",
    "why_not_name",
    "why_not_number",
    "why_not_rank",
    "why_not_reply",
    "why_not_say",
    "why_not_send_back",
    "why_not_submit",
    "why_not_tell",
    "why_not_undertake",
    "why_not_unheard",
    "why_not_withdraw",
]
