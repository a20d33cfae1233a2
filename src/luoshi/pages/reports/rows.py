"""The lines of a unit's account as they stand on its page."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.queries.reports import Line
from luoshi.rules import lamps


@dataclass(frozen=True, slots=True)
class Row:
    """One line: still to be filled in, or told. `error` is why what was typed was not taken."""

    line: Line
    is_fixing: bool = False
    claimed: str = ""
    words: str = ""
    error: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the line shows its fields."""
        return self.line.is_waiting or self.is_fixing or bool(self.error)

    @property
    def is_returned(self) -> bool:
        """Whether the office has sent the last account back."""
        return self.line.is_waiting and self.line.sent is not None

    @property
    def is_behind(self) -> bool:
        """Whether words are asked for if nothing changes."""
        return self.line.verdict.ground in lamps.OFF_TRACK

    @property
    def has_words(self) -> bool:
        """Whether the field for words stands open."""
        return self.is_behind or self.is_returned or bool(self.error) or bool(self.words)

    @property
    def written(self) -> str:
        """What stands in the field: as typed, else the last value without idle zeros."""
        return self.claimed or lamps.points(self.line.assignment.claimed_x100)

    @property
    def order(self) -> tuple[bool, bool]:
        """Returned lines first, then those behind; the rest as they come."""
        return (not self.is_returned, not (self.line.is_waiting and self.is_behind))
