"""The rows of a confirmed import are written some at a time, so that whoever waits can be told how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import models

from luoshi.records import rows

AT_A_TIME = 10_000


class Writing:
    """How much of `total` changes is written by now; `told(done, total)` hears of it."""

    def __init__(self, total: int, told: Callable[[int, int], None]) -> None:
        self.total, self.told = total, told
        self.done = 0
        told(0, total)

    def fill(
        self, model: type[models.Model], columns: Sequence[str], given: Sequence[Sequence[object]]
    ) -> None:
        """Insert rows that are all new."""
        for start in range(0, len(given), AT_A_TIME):
            some = given[start : start + AT_A_TIME]
            rows.fill(model, columns, some)
            self.count(len(some))

    def count(self, changes: int) -> None:
        """Count changes as written."""
        self.done += changes
        self.told(self.done, self.total)
