"""The life of a plan of inspection: drafted, approved, changed by approval, ended; and the annual list."""

from luoshi.actions.mandates.changing import ask_change, grant_change, refuse_change
from luoshi.actions.mandates.deciding import (
    approve_mandate,
    end_mandate,
    override_rule,
    send_back_mandate,
)
from luoshi.actions.mandates.drafting import discard_mandate, draft_mandate, edit_mandate, submit_mandate
from luoshi.actions.mandates.listing import enter_item, strike_item

__all__ = [
    "approve_mandate",
    "ask_change",
    "discard_mandate",
    "draft_mandate",
    "edit_mandate",
    "end_mandate",
    "enter_item",
    "grant_change",
    "override_rule",
    "refuse_change",
    "send_back_mandate",
    "strike_item",
    "submit_mandate",
]
