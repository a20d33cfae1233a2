"""Putting right what was found wrong, item by item: `states` says how it moves, `words` what may be written.

Nobody's punishment puts a thing right: an item leaves the list only when somebody other than who answers for
it has looked and found it done.
"""

from luoshi.rules.rectifications.states import (
    ITEM_MOVES,
    ITEM_TURNS,
    MOVES,
    TURNS,
    ItemState,
    Origin,
    RectificationState,
    why_not_check,
    why_not_close,
    why_not_item_move,
    why_not_move,
)
from luoshi.rules.rectifications.words import (
    MOST_ITEMS,
    OWNERS,
    Wanted,
    why_not_address,
    why_not_instead,
    why_not_report,
    why_not_return,
    why_not_want,
)

__all__ = [
    "ITEM_MOVES",
    "ITEM_TURNS",
    "MOST_ITEMS",
    "MOVES",
    "OWNERS",
    "TURNS",
    "ItemState",
    "Origin",
    "RectificationState",
    "Wanted",
    "why_not_address",
    "why_not_check",
    "why_not_close",
    "why_not_instead",
    "why_not_item_move",
    "why_not_move",
    "why_not_report",
    "why_not_return",
    "why_not_want",
]
