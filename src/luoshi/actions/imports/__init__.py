"""Workbooks of units and posts: taken in, checked, confirmed, stored as a whole or not at all."""

from luoshi.actions.imports.deciding import (
    confirm_import,
    discard_import,
    note_check,
    receive_import,
)
from luoshi.actions.imports.storing import store_import

__all__ = ["confirm_import", "discard_import", "note_check", "receive_import", "store_import"]
