"""The life of a letter: drafted, approved, numbered, issued, read, answered, closed, or taken back."""

from luoshi.actions.letters.answering import close_letter, read_letter, reply_letter, return_reply
from luoshi.actions.letters.drafting import (
    discard_letter,
    draft_letter,
    edit_letter,
    prepare_letters,
    prepare_praise,
    send_back_letter,
    submit_letter,
)
from luoshi.actions.letters.hearing import answer_hearing, strike_item, tell_unit
from luoshi.actions.letters.issuing import (
    approve_letter,
    issue_letter,
    number_letter,
    recount_reply_dates,
    withdraw_letter,
)

__all__ = [
    "answer_hearing",
    "approve_letter",
    "close_letter",
    "discard_letter",
    "draft_letter",
    "edit_letter",
    "issue_letter",
    "number_letter",
    "prepare_letters",
    "prepare_praise",
    "read_letter",
    "recount_reply_dates",
    "reply_letter",
    "return_reply",
    "send_back_letter",
    "strike_item",
    "submit_letter",
    "tell_unit",
    "withdraw_letter",
]
