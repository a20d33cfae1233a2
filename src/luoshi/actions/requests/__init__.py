"""The life of a request for data: drafted, asked through the gate, answered once, closed or taken back."""

from luoshi.actions.requests.answering import answer_request, close_request, withdraw_request
from luoshi.actions.requests.asking import ask_request
from luoshi.actions.requests.drafting import (
    Written,
    discard_request,
    draft_request,
    edit_request,
    take_known,
)
from luoshi.actions.requests.replacing import make_room

__all__ = [
    "Written",
    "answer_request",
    "ask_request",
    "close_request",
    "discard_request",
    "draft_request",
    "edit_request",
    "make_room",
    "take_known",
    "withdraw_request",
]
