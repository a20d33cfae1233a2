"""The 交账单: a document sentence by sentence, with what had come of each by the end of a chosen day.

Nothing here is the present state passed off as the past: claims come from the accounts sent by then, lamps
from their recorded changes, decisions from the ledger, letters from their own instants.
"""

from luoshi.queries.answers.model import Answers, Became, Group, Line, Outcome, Part, Sent
from luoshi.queries.answers.sheet import answers

__all__ = ["Answers", "Became", "Group", "Line", "Outcome", "Part", "Sent", "answers"]
