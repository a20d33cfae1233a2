"""What moved the clock of one unit's part: later dates asked for, help asked for, days not counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from luoshi.queries import extensions, obstacles
from luoshi.queries.tasks import Part
from luoshi.rules import lamps, ways
from luoshi.rules.calendar import full_date, short_date
from luoshi.rules.extensions import UNDECIDED
from luoshi.rules.lamps import Trajectory
from luoshi.rules.tasks import UNDERWAY


def about(part: Part, published: Trajectory, today: date) -> dict[str, Any]:
    """Return what the page shows of it, and the sentence beside the due date."""
    change = ways.read(part.change)
    helped = obstacles.about([part])
    return {
        "wishes": extensions.about([part]),
        "obstacles": [(each, list(each.askings.all())[-1]) for each in helped],
        "undecided": UNDECIDED,
        "due_said": _said(change, published, today, is_over=part.state not in UNDERWAY),
        "is_moved": bool(change.grant or change.pauses),
    }


def _said(change: ways.Change, published: Trajectory, today: date, *, is_over: bool) -> str:
    """Return how the due date came to be where it is; empty when it is where it was published."""
    said = []
    stood = ways.days_stood(change.stood(today), lamps.along(published, change, today).due_on)
    if change.grant or stood:
        said.append(f"发布时为{full_date(published.due_on)}")
    if change.moved:
        said.append(f"改期{change.moved}次")
    if stood:
        said.append(f"求助期间{stood}日不计")
    if is_over:
        return "，".join(said)
    if since := change.stands_since(today):
        said.append(f"{short_date(since, today)}起暂停计时，随答复顺延")
    if change.asked_for:
        said.append(f"已申请延至{full_date(change.asked_for)}，待审批")
    return "，".join(said)
