"""The lines of a unit's account as they stand on its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.queries.reports import Line, Report
from luoshi.rules import lamps, reports, ways
from luoshi.rules.contradictions import Offer
from luoshi.rules.reports import Period, ReportState


@dataclass(frozen=True, slots=True)
class Row:
    """One line: still to be filled in, or told. `error` is why what was typed was not taken.

    Where it is broken down, `count` says how many of how many pieces are done; unfolded, `groups` are they.
    `offer` is a number that it is asked for and that the unit told elsewhere this week.
    """

    line: Line
    is_fixing: bool = False
    is_reopened: bool = False
    claimed: str = ""
    words: str = ""
    error: str = ""
    count: tuple[int, int] = (0, 0)
    groups: tuple[object, ...] = ()
    offer: Offer | None = None

    @property
    def is_broken_down(self) -> bool:
        """Whether pieces are ticked instead of a percentage typed."""
        return bool(ways.read(self.line.assignment.change).plan)

    @property
    def is_open(self) -> bool:
        """Whether the line shows its fields."""
        return self.line.is_waiting or (self.is_fixing and self.may_be_corrected) or bool(self.error)

    @property
    def may_be_corrected(self) -> bool:
        """Whether the unit may still put another account in the place of the one it sent."""
        sent = self.line.sent
        return sent is None or sent.state != ReportState.ACCEPTED or self.is_reopened

    @property
    def is_pending(self) -> bool:
        """Whether what was sent waits for the unit's own leaders."""
        return self.line.sent is not None and self.line.sent.state == ReportState.PENDING

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


@dataclass(frozen=True, slots=True)
class Shown:
    """An account as it is read: in words where it stands, and why it may not be returned, empty if it may."""

    report: Report
    standing: str
    why_not_return: str


def shown(sent: Iterable[Report], period: Period | None, today: date) -> list[Shown]:
    """Return accounts of one unit and week as they are read on a day."""
    found = []
    for report in sent:
        state = ReportState(report.state)
        reason = reports.why_not_return(state, "有理由", period, today) if period else "本周没有周报"
        if state is ReportState.PENDING:
            reason = "还在该单位内部审核"
        found.append(Shown(report, reports.standing_words(state, period, today), reason or ""))
    return found
