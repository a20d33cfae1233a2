"""The life of a letter: drafted, approved, numbered, issued, read, answered, closed, or taken back."""

from luoshi.actions.letters.answering import close_letter, read_letter, reply_letter, return_reply
from luoshi.actions.letters.drafting import (
    discard_letter,
    draft_letter,
    edit_letter,
    prepare_letters,
    send_back_letter,
    submit_letter,
)
from luoshi.actions.letters.issuing import (
    approve_letter,
    issue_letter,
    number_letter,
    recount_reply_dates,
    withdraw_letter,
)

__all__ = [
    "approve_letter",
    "close_letter",
    "discard_letter",
    "draft_letter",
    "edit_letter",
    "issue_letter",
    "number_letter",
    "prepare_letters",
    "read_letter",
    "recount_reply_dates",
    "reply_letter",
    "return_reply",
    "send_back_letter",
    "submit_letter",
    "withdraw_letter",
]
