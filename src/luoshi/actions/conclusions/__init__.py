"""What an inspection concluded is written, approved, received, reviewed, and may suggest something."""

from luoshi.actions.conclusions.reviewing import (
    ask_review,
    decide_review,
    decline_review,
    name_reviewers,
)
from luoshi.actions.conclusions.suggesting import (
    approve_suggestion,
    carry_out_suggestion,
    refuse_suggestion,
    suggest,
)
from luoshi.actions.conclusions.writing import (
    approve_conclusion,
    discard_conclusion,
    draft_conclusion,
    edit_conclusion,
    receive_conclusion,
    send_back_conclusion,
    submit_conclusion,
)

__all__ = [
    "approve_conclusion",
    "approve_suggestion",
    "ask_review",
    "carry_out_suggestion",
    "decide_review",
    "decline_review",
    "discard_conclusion",
    "draft_conclusion",
    "edit_conclusion",
    "name_reviewers",
    "receive_conclusion",
    "refuse_suggestion",
    "send_back_conclusion",
    "submit_conclusion",
    "suggest",
]
