"""Directives are decided at the desk; parts of tasks are struck off by who does not answer for them."""

from luoshi.actions.tasks.closing import ask_to_close, confirm_close, refuse_close
from luoshi.actions.tasks.deciding import (
    accept_task,
    assign_task,
    drop_task,
    edit_task,
    merge_task,
    propose_task,
    reopen_task,
    split_task,
)

__all__ = [
    "accept_task",
    "ask_to_close",
    "assign_task",
    "confirm_close",
    "drop_task",
    "edit_task",
    "merge_task",
    "propose_task",
    "refuse_close",
    "reopen_task",
    "split_task",
]
