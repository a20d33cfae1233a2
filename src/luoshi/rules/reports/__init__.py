"""The weekly account: for which week, until when, by whom, who reviews it, and what may be claimed in it.

The account stops at the bureau's offices and the county bureaus. Schools are not asked: 教师厅〔2025〕2号
(2025-10-14) forbids whatever is not on the yearly list and forbids records as a measure of work.
"""

from luoshi.rules.reports.claims import REPORTING, percent_x100, why_not_account, why_not_claim
from luoshi.rules.reports.levels import (
    MOVES,
    STANDING,
    TURNS,
    ReportState,
    first_state,
    is_reviewed_first,
    standing_words,
    why_not_correct,
    why_not_judge,
    why_not_move,
    why_not_pass,
    why_not_return,
)
from luoshi.rules.reports.periods import (
    Allowance,
    AllowanceKind,
    Period,
    is_late,
    period_of,
    periods_open,
    why_locked,
    why_not_allow,
    why_not_send,
)

__all__ = [
    "MOVES",
    "REPORTING",
    "STANDING",
    "TURNS",
    "Allowance",
    "AllowanceKind",
    "Period",
    "ReportState",
    "first_state",
    "is_late",
    "is_reviewed_first",
    "percent_x100",
    "period_of",
    "periods_open",
    "standing_words",
    "why_locked",
    "why_not_account",
    "why_not_allow",
    "why_not_claim",
    "why_not_correct",
    "why_not_judge",
    "why_not_move",
    "why_not_pass",
    "why_not_return",
    "why_not_send",
]
