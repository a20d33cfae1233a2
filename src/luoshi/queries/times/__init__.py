"""What falls due for whom and when, the feeds that tell it outside, and weeks that crowd upon one person."""

from luoshi.queries.times.dues import LISTED, Due, DueDay, DuePart, days, reaches
from luoshi.queries.times.feeds import entries, feed_of, opened_by
from luoshi.queries.times.loads import own_questions, questions_about

__all__ = [
    "LISTED",
    "Due",
    "DueDay",
    "DuePart",
    "days",
    "entries",
    "feed_of",
    "opened_by",
    "own_questions",
    "questions_about",
    "reaches",
]
