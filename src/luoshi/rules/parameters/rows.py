"""What one dated row holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import DayKind, Party
from luoshi.rules.enums import Labelled


class Status(Labelled):
    """How far a row may be relied on."""

    VERIFIED = "VERIFIED", "已核"
    MEMORY = "MEMORY", "待核"
    LOCAL = "LOCAL", "本地规定"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value and the days it holds on, both ends included; `effective_to` None means until further notice.

    `value` counts `unit`: periods in days, working days or months, lamp gaps in hundredths of a percentage
    point. `day_kind` and `party` are set for periods only and say how their end is counted. `source` is the
    document, `article` its place there. VERIFIED was read in the full text; MEMORY awaits the legal section;
    LOCAL is the bureau's own and goes before either. With a `campaign` the row holds for its tasks alone.
    """

    key: str
    value: int
    unit: str
    day_kind: DayKind | None
    label: str
    source: str
    article: str
    effective_from: date
    effective_to: date | None
    status: Status
    party: Party | None = None
    campaign: str = ""

    def holds_on(self, day: date) -> bool:
        """Say whether the row is in force on the day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Law:
    """A document that sets numbers: its full name, the day it took force, how surely we have it."""

    name: str
    since: date
    status: Status

    def clock(self, key: str, value: int, kind: DayKind, party: Party, label: str, article: str) -> Parameter:
        """Return a row for a period."""
        return Parameter(
            key, value, kind.label, kind, label, self.name, article, self.since, None, self.status, party
        )

    def number(self, key: str, value: int, unit: str, label: str, article: str) -> Parameter:
        """Return a row for a number that is not a period."""
        return Parameter(key, value, unit, None, label, self.name, article, self.since, None, self.status)
