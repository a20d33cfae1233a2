"""What is on somebody's desk today: decisions to take, in the order of their dates."""

from luoshi.queries.desks.model import Decision, Standing
from luoshi.queries.desks.overview import Choices, choices, due_soon, standings
from luoshi.queries.desks.waiting import decisions

__all__ = ["Choices", "Decision", "Standing", "choices", "decisions", "due_soon", "standings"]
