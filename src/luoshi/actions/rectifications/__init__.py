"""Putting things right: asked for and approved, reported item by item, checked by others, closed."""

from luoshi.actions.rectifications.asking import (
    approve_rectification,
    cancel_rectification,
    draft_rectification,
)
from luoshi.actions.rectifications.checking import check_item, close_rectification, report_item

__all__ = [
    "approve_rectification",
    "cancel_rectification",
    "check_item",
    "close_rectification",
    "draft_rectification",
    "report_item",
]
