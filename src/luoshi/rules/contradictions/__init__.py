"""What in the record does not add up, and what becomes of the question that it raises.

All of it is found from what units themselves reported; it is put to them in full words and stays a question:
no lamp, no letter and no score follows from one.
"""

from luoshi.rules.contradictions.findings import Finding, Told
from luoshi.rules.contradictions.parts import Standing, about_parts
from luoshi.rules.contradictions.progress import about_moved_dates, about_progress
from luoshi.rules.contradictions.quantities import (
    Offer,
    Quantity,
    Saying,
    about_sayings,
    about_standard,
    is_told,
    offers,
    quantities,
)
from luoshi.rules.contradictions.states import (
    MOVES,
    TURNS,
    ContradictionKind,
    ContradictionState,
    Limits,
    limits,
    why_not_answer,
    why_not_close,
)

__all__ = [
    "MOVES",
    "TURNS",
    "ContradictionKind",
    "ContradictionState",
    "Finding",
    "Limits",
    "Offer",
    "Quantity",
    "Saying",
    "Standing",
    "Told",
    "about_moved_dates",
    "about_parts",
    "about_progress",
    "about_sayings",
    "about_standard",
    "is_told",
    "limits",
    "offers",
    "quantities",
    "why_not_answer",
    "why_not_close",
]
