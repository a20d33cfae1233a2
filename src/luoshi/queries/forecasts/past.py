"""What a week's forecasts are drawn from: finished tasks as they went, and tasks that still have time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from luoshi.crafts import forecasts as craft
from luoshi.crafts.forecasts import Foresight, Kind, Past, Reference
from luoshi.queries import calendar, parameters
from luoshi.records import rows, statements
from luoshi.records.models import Forecast
from luoshi.rules import reports
from luoshi.rules.forecasts import Weeks
from luoshi.rules.lamps import WHOLE_X100
from luoshi.rules.reports import Period
from luoshi.rules.tasks import ACCOUNTABLE

REMEMBERED = timedelta(days=3 * 366)
NEWEST = 400
"""So many finished tasks of each unit are looked at, the latest due first, of the last three years."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A forecast that is to be kept."""

    assignment_id: int
    due_on: date
    weeks_left: int
    claimed_x100: int
    foresight: Foresight


def closed_week(on: date) -> Period:
    """Return the latest weekly period whose accounts, late ones too, were all in before a day."""
    days, book = calendar.work_calendar(), parameters.book()
    day = on
    while True:
        period = reports.period_of(day, days, book)
        if period is not None and period.closes_on < on:
            return period
        day -= timedelta(days=7)


def is_drawn(week_start: date) -> bool:
    """Return whether the forecasts of a week are kept already."""
    return Forecast.objects.filter(week_start=week_start).exists()


def foreseen(week_start: date) -> Iterator[Foreseen]:
    """Yield the forecasts of a week, from its accounts and those before it: three queries.

    Only parts that somebody answers for, that had begun, and that had both work and time left. The same
    accounts give the same forecasts whenever they are asked for.
    """
    after = week_start + timedelta(days=7)
    over = _midnight(after)
    found = statements.ask(_UNDERWAY, (week_start, over, after, after, over))
    pasts = statements.ask(_PAST, (over, after, after - REMEMBERED, NEWEST))
    first = min((row[4] for row in (*found, *pasts)), default=week_start)
    last = max((row[5] for row in found), default=week_start)
    weeks = Weeks(calendar.work_calendar(), first, last)
    reference = Reference(_pasts(pasts, week_start, weeks))
    for part_id, unit, level, campaign, start_on, due_on, claimed in found:
        left, whole = weeks.count(after, due_on), weeks.count(start_on, due_on)
        if claimed >= WHOLE_X100 or not left:
            continue
        foresight = reference.foresee(Kind(unit, level, campaign), max(left, whole), left, claimed)
        if foresight is not None:
            yield Foreseen(part_id, due_on, left, claimed, foresight)


def _midnight(day: date) -> object:
    return statements.instant(timezone.make_aware(datetime.combine(day, time())))


def _pasts(
    found: list[tuple[int, int, str, str, date, date]], week_start: date, weeks: Weeks
) -> Iterator[Past]:
    claims: dict[int, dict[int, int]] = {row[0]: {} for row in found}
    starts = {row[0]: row[4] for row in found}
    asking = _TOLD.format(wanted=rows.handed_over("bigint"))
    told = statements.ask(asking, (rows.packed([row[0]] for row in found), week_start))
    for part_id, week, claimed in told:
        claims[part_id][weeks.count(starts[part_id], week)] = claimed
    for part_id, unit, level, campaign, start_on, due_on in found:
        yield craft.past(
            part_id, Kind(unit, level, campaign), max(1, weeks.count(start_on, due_on)), claims[part_id]
        )


_STANDING = statements.codes(reports.STANDING)
# One account at most stands for an assignment in a week: so none needs to be chosen by its revision.
_PART = f"""
SELECT part.id, part.unit_id, unit.kind, task.campaign, task.start_on, part.due_on {{more}}
FROM records_assignment part
JOIN records_task task ON task.id = part.task_id
JOIN records_unit unit ON unit.id = part.unit_id
JOIN records_document document ON document.id = task.document_id
WHERE NOT (part.state = 'PLANNED') AND part.role IN {statements.codes(ACCOUNTABLE)}
    AND document.published_at < %s
"""  # noqa: S608
_CLAIM = f""", COALESCE((
    SELECT report.claimed_x100 FROM records_report report
    WHERE report.assignment_id = part.id AND report.week_start <= %s AND report.state IN {_STANDING}
    ORDER BY report.week_start DESC LIMIT 1), 0)"""  # noqa: S608
_UNDERWAY = (
    _PART.format(more=_CLAIM)
    + """
    AND part.due_on >= %s AND task.start_on < %s AND (part.closed_at IS NULL OR part.closed_at >= %s)
ORDER BY part.id
"""
)
_PLACE = ", ROW_NUMBER() OVER (PARTITION BY part.unit_id ORDER BY part.due_on DESC, part.id DESC) AS place"
_PAST = f"""
SELECT id, unit_id, kind, campaign, start_on, due_on
FROM ({_PART.format(more=_PLACE)} AND part.due_on < %s AND part.due_on >= %s) AS finished
WHERE place <= %s
"""  # noqa: S608
_TOLD = f"""
SELECT report.assignment_id, report.week_start, report.claimed_x100 FROM records_report report
WHERE report.assignment_id IN ({{wanted}}) AND report.state IN {_STANDING} AND report.week_start <= %s
"""  # noqa: S608
