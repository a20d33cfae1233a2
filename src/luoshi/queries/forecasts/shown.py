"""Forecasts as people see them, and how often such forecasts came true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max, QuerySet, Subquery, Sum

from luoshi.queries import tasks
from luoshi.records import rows, statements
from luoshi.records.models import Forecast, HitRate
from luoshi.rules import forecasts
from luoshi.rules.forecasts import Ahead
from luoshi.rules.lamps import WHOLE_X100
from luoshi.rules.people import Actor
from luoshi.rules.reports import STANDING


@dataclass(frozen=True, slots=True)
class Hits:
    """How many forecasts were made, how many came true, and the chance and error that they add up to."""

    made: int = 0
    came_true: int = 0
    chance_sum_x100: int = 0
    error_sum_x100: int = 0

    def __add__(self, other: Hits) -> Hits:
        return Hits(
            self.made + other.made,
            self.came_true + other.came_true,
            self.chance_sum_x100 + other.chance_sum_x100,
            self.error_sum_x100 + other.error_sum_x100,
        )

    @property
    def true_x100(self) -> int:
        """The share that came true."""
        return self.came_true * WHOLE_X100 // self.made if self.made else 0

    @property
    def chance_x100(self) -> int:
        """The mean chance that was foretold."""
        return self.chance_sum_x100 // self.made if self.made else 0

    @property
    def brier_x10000(self) -> int:
        """The Brier score in ten-thousandths: the mean squared error, 0 if all were sure and right."""
        return self.error_sum_x100 // self.made if self.made else 0

    @property
    def plain_brier_x10000(self) -> int:
        """The Brier score of always saying the share that came true: what a forecast must be better than."""
        share = self.true_x100
        return share * (WHOLE_X100 - share) // WHOLE_X100


@dataclass(frozen=True, slots=True)
class Record:
    """How forecasts did until now: altogether, by the tenth that they said, and by how early they were."""

    whole: Hits
    by_tenth: dict[int, Hits]
    by_ahead: dict[Ahead, Hits]
    weeks: int


def record() -> Record:
    """Return how the forecasts whose due weeks are over did. One query over a small table."""
    by_tenth = {tenth: Hits() for tenth in range(10)}
    by_ahead = {ahead: Hits() for ahead in Ahead}
    sums = HitRate.objects.values_list("ahead", "tenth").annotate(
        Sum("made"), Sum("came_true"), Sum("chance_sum_x100"), Sum("error_sum_x100")
    )
    for ahead, tenth, *numbers in sums:
        hits = Hits(*numbers)
        by_tenth[tenth] += hits
        by_ahead[Ahead(ahead)] += hits
    weeks = HitRate.objects.values("week_start").distinct().count()
    return Record(sum(by_tenth.values(), Hits()), by_tenth, by_ahead, weeks)


def hits_like(chance_x100: int) -> Hits:
    """Return how forecasts that said the same tenth did. One query."""
    sums = HitRate.objects.filter(tenth=forecasts.tenth(chance_x100)).aggregate(
        Sum("made"), Sum("came_true"), Sum("chance_sum_x100"), Sum("error_sum_x100")
    )
    return Hits(*(number or 0 for number in sums.values()))


def about(part_id: int) -> list[Forecast]:
    """Return every forecast of one part, newest first."""
    return list(Forecast.objects.filter(assignment=part_id).order_by("-week_start"))


def latest_week() -> date | None:
    """Return the Monday of the latest week that forecasts were drawn for; None before the first."""
    found: date | None = Forecast.objects.aggregate(latest=Max("week_start"))["latest"]
    return found


_LATEST = Forecast.objects.order_by("-week_start").values("week_start")[:1]


def chances(part_ids: Iterable[int]) -> dict[int, int]:
    """Return the latest chances of some parts, in hundredths of a percent, by part: one query for a page."""
    asking = _CHANCES.format(rows.handed_over("bigint"))
    return dict(statements.ask(asking, (rows.packed([part] for part in part_ids),)))


_CHANCES = """
SELECT assignment_id, chance_x100 FROM records_forecast
WHERE assignment_id IN ({}) AND week_start = (SELECT max(week_start) FROM records_forecast)
"""


def unlikely(actor: Actor, today: date, until: date | None = None) -> QuerySet[Forecast]:
    """Return the latest forecasts of visible parts that are rather not done on time, least likely first.

    Only of what still has time on `today`, and by `until` if given.
    """
    found = (
        Forecast.objects.filter(week_start=Subquery(_LATEST), chance_x100__lt=forecasts.UNLIKELY_X100)
        .filter(
            tasks.visible_through(actor, "assignment__"), tasks.underway("assignment__"), due_on__gte=today
        )
        .filter(due_on=F("assignment__due_on"), assignment__claimed_x100__lt=WHOLE_X100)
        .select_related("assignment__task", "assignment__unit")
        .order_by("chance_x100", "due_on", "id")
    )
    return found.filter(due_on__lte=until) if until else found


def settled(from_on: date, before: date) -> list[tuple[date, int, int, bool]]:
    """Return (due date, weeks left, chance, came true) of every forecast due from a day and before another.

    It came true when the whole was claimed for the week of the due date or one before it.
    """
    return [
        (due_on, left, chance, bool(whole))
        for due_on, left, chance, whole in statements.ask(_SETTLED, (from_on, before))
    ]


_SETTLED = f"""
SELECT forecast.due_on, forecast.weeks_left, forecast.chance_x100, CASE WHEN EXISTS (
    SELECT 1 FROM records_report report
    WHERE report.assignment_id = forecast.assignment_id AND report.week_start <= forecast.due_on
        AND report.state IN {statements.codes(STANDING)} AND report.claimed_x100 = {WHOLE_X100}
) THEN 1 ELSE 0 END
FROM records_forecast forecast
WHERE forecast.due_on >= %s AND forecast.due_on < %s
"""  # noqa: S608


def unsettled_from() -> date | None:
    """Return the first day whose due forecasts were not held against what came; None when there are none."""
    last: date | None = HitRate.objects.aggregate(last=Max("week_start"))["last"]
    if last is not None:
        return last + timedelta(days=7)
    first = Forecast.objects.order_by("due_on").values_list("due_on", flat=True).first()
    return first - timedelta(days=first.weekday()) if first else None
