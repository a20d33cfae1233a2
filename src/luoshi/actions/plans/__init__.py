"""Plans are laid: shape, break-down, what a task waits for; published ones change by record."""

from luoshi.actions.plans.breaking import Broken, break_down
from luoshi.actions.plans.changing import ask_change, grant_change, refuse_change, withdraw_change
from luoshi.actions.plans.shaping import set_shape
from luoshi.actions.plans.waiting import await_task, release_task

__all__ = [
    "Broken",
    "ask_change",
    "await_task",
    "break_down",
    "grant_change",
    "refuse_change",
    "release_task",
    "set_shape",
    "withdraw_change",
]
