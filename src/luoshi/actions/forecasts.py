"""The clock draws a week's forecasts once, and holds those that fell due against what came."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from luoshi.actions import audit
from luoshi.queries import forecasts as forecast_queries
from luoshi.records import rows
from luoshi.records.models import Forecast, HitRate
from luoshi.rules import forecasts
from luoshi.rules.people import Actor

_DRAWN = (
    "assignment_id",
    "due_on",
    "weeks_left",
    "claimed_x100",
    "chance_x100",
    "basis",
    "tasks",
    "alike",
    "usual_x100",
)
_SETTLED = ("week_start", "ahead", "tenth", "made", "came_true", "chance_sum_x100", "error_sum_x100")


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many forecasts were drawn for a week, and how many earlier ones were held against what came."""

    drawn: int
    settled: int


@transaction.atomic
def draw_forecasts(*, week_start: date, by: Actor, at: datetime) -> Drawn:
    """Draw the forecasts of a closed week, and settle all that were due by its end.

    A second time, or by two at once, changes nothing: a forecast is kept once a week and never edited.
    """
    drawn = 0
    if not forecast_queries.is_drawn(week_start):
        found = [
            (
                each.assignment_id,
                each.due_on,
                each.weeks_left,
                each.claimed_x100,
                each.foresight.chance_x100,
                each.foresight.basis.value,
                each.foresight.tasks,
                each.foresight.alike,
                each.foresight.usual_x100,
            )
            for each in forecast_queries.foreseen(week_start)
        ]
        drawn = len(rows.insert(Forecast, _DRAWN, found, week_start=week_start))
    settled = _settle(week_start + timedelta(days=7))
    if drawn or settled:
        audit.record(
            action="forecasts.draw",
            subject=f"week:{week_start.isoformat()}",
            facts={"drawn": drawn, "settled": settled},
            by=by,
            at=at,
        )
    return Drawn(drawn, settled)


def _settle(before: date) -> int:
    """Add up what became of the forecasts that fell due before a day and were not added up yet."""
    begin = forecast_queries.unsettled_from()
    if begin is None:
        return 0
    sums: dict[tuple[date, str, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for due_on, weeks_left, chance, came_true in forecast_queries.settled(begin, before):
        monday = due_on - timedelta(days=due_on.weekday())
        tally = sums[monday, forecasts.ahead(weeks_left).value, forecasts.tenth(chance)]
        for place, number in enumerate((1, int(came_true), chance, forecasts.error_x100(chance, came_true))):
            tally[place] += number
    kept = rows.insert(
        HitRate, _SETTLED, [(*key, *tally) for key, tally in sorted(sums.items())], returning="made"
    )
    return sum(kept)
