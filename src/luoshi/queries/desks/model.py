"""One thing to do, and how a unit stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from luoshi.records.models import Unit

LISTED = 30
"""How many of a kind are named one by one; how many more there are is told, with where they stand."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to do: what, about what, by when, and where it is done.

    What one button can do names its address (`does`) and the part of a task that it is about.
    """

    verb: str
    words: str
    link: str
    due_on: date | None
    detail: str = ""
    does: str = ""
    part_id: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """A part of the own unit that falls due soon."""

    id: int
    task_id: int
    summary: str
    due_on: date
    role: str
    lamp: str
    claimed_x100: int
    claimed_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many assignments of a unit burn in which lamp."""

    unit: Unit
    red: int
    yellow: int
    green: int
    grey: int
    closed: int

    @property
    def total(self) -> int:
        """All assignments counted."""
        return self.red + self.yellow + self.green + self.grey + self.closed


def unlisted(listed: Sequence[object], question: Callable[..., QuerySet[Any]], *about: Any) -> int:
    """Return how many rows lie beyond those that are listed; they are counted only where the list is full."""
    return question(*about).count() - LISTED if len(listed) == LISTED else 0
