"""Somebody leaves, and others answer for what rested on them."""

from luoshi.actions.handovers.leaving import Passing, hand_over

__all__ = ["Passing", "hand_over"]
