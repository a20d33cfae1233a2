"""What is decided and taught at the desk, and how a part of a task is struck off."""

from luoshi.actions.tasks.advising import advise_tasks
from luoshi.actions.tasks.closing import ask_to_close, confirm_close, refuse_close
from luoshi.actions.tasks.deciding import (
    accept_task,
    accept_tasks,
    assign_task,
    drop_task,
    edit_task,
    merge_task,
    propose_task,
    reopen_task,
    set_stages,
    split_task,
)
from luoshi.actions.tasks.teaching import forget_name, teach_name

__all__ = [
    "accept_task",
    "accept_tasks",
    "advise_tasks",
    "ask_to_close",
    "assign_task",
    "confirm_close",
    "drop_task",
    "edit_task",
    "forget_name",
    "merge_task",
    "propose_task",
    "refuse_close",
    "reopen_task",
    "set_stages",
    "split_task",
    "teach_name",
]
