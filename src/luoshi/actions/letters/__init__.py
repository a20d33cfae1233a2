"""The life of a letter: drafted, countersigned, approved, numbered, issued, read, answered, closed and filed,
or taken back, or put right by another."""

from luoshi.actions.letters.afterwards import archive_letter, correct_letter
from luoshi.actions.letters.answering import close_letter, read_letter, reply_letter, return_reply
from luoshi.actions.letters.countersigning import answer_countersign, name_countersigners
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
from luoshi.actions.letters.undertakings import finish_item, judge_item, reword_item

__all__ = [
    "answer_countersign",
    "answer_hearing",
    "approve_letter",
    "archive_letter",
    "close_letter",
    "correct_letter",
    "discard_letter",
    "draft_letter",
    "edit_letter",
    "finish_item",
    "issue_letter",
    "judge_item",
    "name_countersigners",
    "number_letter",
    "prepare_letters",
    "prepare_praise",
    "read_letter",
    "recount_reply_dates",
    "reply_letter",
    "return_reply",
    "reword_item",
    "send_back_letter",
    "strike_item",
    "submit_letter",
    "tell_unit",
    "withdraw_letter",
]
