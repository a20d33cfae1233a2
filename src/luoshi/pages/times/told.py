"""The time of one part in the words of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.rules import times
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import PausedWay, Trajectory
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY


@dataclass(frozen=True, slots=True)
class Told:
    """How many days are used and left, and the share of time beside the share of work; "" where none."""

    said: str
    beside: str


def about(part: Any, way: Trajectory | PausedWay, today: date, days: WorkCalendar) -> Told | None:
    """Return what a page says of a part's time; None once it is over."""
    if part.state not in UNDERWAY:
        return None
    time = times.account(way, today, days)
    if part.role not in ACCOUNTABLE:
        return Told(times.said(time, today), "")
    claimed_x100 = part.claimed_x100 if part.claimed_on else None
    return Told(times.said(time, today), times.beside(time, claimed_x100, today))
