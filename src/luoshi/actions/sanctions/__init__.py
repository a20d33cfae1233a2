"""Accountability in education inspection: what a committee decided, and what is handed to others."""

from luoshi.actions.sanctions.appealing import correct_sanction, record_appeal, settle_appeal
from luoshi.actions.sanctions.recording import (
    drop_sanction,
    hand_over_sanction,
    hear_sanction,
    prepare_sanction,
    record_decision,
)

__all__ = [
    "correct_sanction",
    "drop_sanction",
    "hand_over_sanction",
    "hear_sanction",
    "prepare_sanction",
    "record_appeal",
    "record_decision",
    "settle_appeal",
]
