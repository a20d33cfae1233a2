"""A talk from its proposal to its end: approved, held, minuted, confirmed by both sides, followed up."""

from luoshi.actions.talks.calling import approve_talk, cancel_talk, move_talk, plan_talk
from luoshi.actions.talks.following import close_talk, file_plan, file_report, resume_plan, revisit_talk
from luoshi.actions.talks.minuting import hold_talk, recount_dues, speak, write_minutes

__all__ = [
    "approve_talk",
    "cancel_talk",
    "close_talk",
    "file_plan",
    "file_report",
    "hold_talk",
    "move_talk",
    "plan_talk",
    "recount_dues",
    "resume_plan",
    "revisit_talk",
    "speak",
    "write_minutes",
]
