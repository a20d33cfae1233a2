"""Numbers that a unit has told once in a week, offered where it is asked for them again."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.queries.reports import Line
from luoshi.rules import contradictions
from luoshi.rules.contradictions import Offer, Saying


def offered(lines: Sequence[Line]) -> dict[int, Offer]:
    """Return the offers for the lines of one unit and week that wait, by part. Asks the database nothing."""
    told = [line for line in lines if not line.is_waiting and line.sent and line.sent.words]
    if not told:
        return {}
    waiting = [line for line in lines if line.is_waiting]
    return contradictions.offers(
        [_saying(line, line.assignment.task.standard or line.assignment.task.summary) for line in waiting],
        [_saying(line, line.sent.words if line.sent else "") for line in told],
    )


def _saying(line: Line, words: str) -> Saying:
    task = line.assignment.task
    return Saying(line.assignment.id, task.summary, task.document_id, task.campaign, words)
