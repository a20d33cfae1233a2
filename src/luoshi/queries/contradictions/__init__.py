"""What in the record does not add up: found week by week, and shown as questions."""

from luoshi.queries.contradictions.found import found, units_of
from luoshi.queries.contradictions.offered import offered
from luoshi.queries.contradictions.shown import (
    Question,
    about,
    listed,
    questions,
    units_asked,
    visible_one,
    waiting,
)

__all__ = [
    "Question",
    "about",
    "found",
    "listed",
    "offered",
    "questions",
    "units_asked",
    "units_of",
    "visible_one",
    "waiting",
]
