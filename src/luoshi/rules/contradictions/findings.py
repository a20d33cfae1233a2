"""What was found: a question in words, about which parts, and how it is told from every other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luoshi.rules.contradictions.states import ContradictionKind


@dataclass(frozen=True, slots=True)
class Told:
    """One standing account: progress in hundredths of a percent claimed for the week from `week_start`."""

    id: int
    week_start: date
    claimed_x100: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A question that the record raises.

    `mark` tells findings of one kind about the same part apart. `parts` are the assignments concerned, the
    one that is asked first in front. `answered_in` is the account whose own words already answer it.
    """

    kind: ContradictionKind
    mark: str
    week_start: date
    words: str
    parts: tuple[int, ...]
    answered_in: int | None = None

    @property
    def key(self) -> str:
        """Return what the finding is known by, so that the same is never asked twice."""
        return f"{self.kind.value}:{self.parts[0]}:{self.mark}"[:80]


def share(progress_x100: int) -> str:
    """Return progress as people write it: 4500 is 45%, 4550 is 45.5%."""
    return f"{progress_x100 / 100:g}%"


def amount(progress_x100: int) -> str:
    """Return a difference of progress: 1500 is 15个百分点."""
    return f"{progress_x100 / 100:g}个百分点"


def week(start: date) -> str:
    """Return a week by its Monday: 2026年11月2日一周."""
    return f"{start.year}年{start.month}月{start.day}日一周"
