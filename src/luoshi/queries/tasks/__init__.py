"""The ledger: which assignments an actor sees, one page at a time, and the story of one task."""

from luoshi.queries.tasks.ledger import COUNTED_TO, PAGE, Due, Filter, Page, Row, Sort, Standing, every, page
from luoshi.queries.tasks.sight import limits, underway, visible
from luoshi.queries.tasks.story import (
    REGISTERED,
    Part,
    answerable_posts,
    claimed_whole,
    falling_due,
    history,
    is_last_accountable,
    named,
    own_part,
    parts,
    trajectory,
    visible_part,
    visible_task,
)

__all__ = [
    "COUNTED_TO",
    "PAGE",
    "REGISTERED",
    "Due",
    "Filter",
    "Page",
    "Part",
    "Row",
    "Sort",
    "Standing",
    "answerable_posts",
    "claimed_whole",
    "every",
    "falling_due",
    "history",
    "is_last_accountable",
    "limits",
    "named",
    "own_part",
    "page",
    "parts",
    "trajectory",
    "underway",
    "visible",
    "visible_part",
    "visible_task",
]
