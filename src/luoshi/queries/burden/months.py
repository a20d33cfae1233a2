"""What a month came to: by unit, by who asked, and what stands behind each sum. Only counted weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.queries.burden.loads import budget_on
from luoshi.records import statements
from luoshi.records.models import Blocked, Burden
from luoshi.rules.burden import AskKind

MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Sum:
    """Forms, fields and minutes of one unit as asked (`others` 0) or as asker (`others`: of how many units).

    `exempt` are those of the minutes that a law demands; `full_weeks` those beyond the budget.
    """

    unit_id: int
    name: str
    forms: int
    fields: int
    minutes: int
    exempt: int
    others: int = 0
    full_weeks: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """What stands behind a sum: in a week, of whom, by whom, what."""

    monday: date
    unit: str
    asker: str
    kind: AskKind
    forms: int
    fields: int
    minutes: int
    exempt: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month's weeks (their Mondays), what each unit was asked for and what each asked for, most first."""

    first: date
    weeks: tuple[date, ...]
    budget: int
    units: tuple[Sum, ...]
    askers: tuple[Sum, ...]

    @property
    def minutes(self) -> int:
        """All minutes."""
        return sum(each.minutes for each in self.units)


def next_month(first: date) -> date:
    """Return the first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def months_counted(today: date) -> list[date]:
    """Return the first days of the latest months of which weeks were counted, newest first."""
    since = (today - timedelta(days=31 * MOST_MONTHS)).replace(day=1)
    weeks = Burden.objects.filter(week_start__gte=since).order_by().values_list("week_start", flat=True)
    return sorted({monday.replace(day=1) for monday in weeks.distinct()}, reverse=True)


def month(first: date) -> Month:
    """Return a month by unit and by who asked; its weeks are those whose Monday lies in it. Three queries."""
    after, budget = next_month(first), budget_on(first)
    weeks = statements.ask(_WEEKS, [first, after])
    units = statements.ask(_UNITS, [budget, first, after])
    askers = statements.ask(_ASKERS, [first, after])
    return Month(
        first,
        tuple(row[0] for row in weeks),
        budget,
        tuple(Sum(*row) for row in units),
        tuple(Sum(*row) for row in askers),
    )


def asks(first: date, *, unit_id: int | None = None, asker_id: int | None = None) -> Sequence[Ask]:
    """Return what stands behind the sum of a unit asked, or of one that asked, newest week first."""
    found = Burden.objects.filter(week_start__gte=first, week_start__lt=next_month(first))
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    if asker_id is not None:
        found = found.filter(asker_id=asker_id)
    rows = found.select_related("unit", "asker").order_by("-week_start", "unit__path", "kind")
    return [
        Ask(
            row.week_start,
            row.unit.short_name,
            row.asker.short_name,
            AskKind(row.kind),
            row.asked,
            row.fields,
            row.minutes,
            row.exempt,
        )
        for row in rows[:500]
    ]


def held_back(first: date) -> Sequence[Blocked]:
    """Return the requests that the gate held back in a month, newest first."""
    found = Blocked.objects.filter(blocked_on__gte=first, blocked_on__lt=next_month(first))
    return list(found.select_related("request__asker").order_by("-blocked_on", "-id")[:200])


_WEEKS = """
SELECT DISTINCT week_start FROM records_burden WHERE week_start >= %s AND week_start < %s ORDER BY week_start
"""
_UNITS = """
SELECT unit.id, unit.short_name, CAST(sum(week.asked) AS bigint), CAST(sum(week.fields) AS bigint),
       CAST(sum(week.minutes) AS bigint), CAST(sum(week.exempt) AS bigint), 0,
       count(CASE WHEN week.minutes > %s THEN 1 END)
FROM (SELECT unit_id, week_start, sum(asked) AS asked, sum(fields) AS fields, sum(minutes) AS minutes,
             sum(exempt) AS exempt
      FROM records_burden WHERE week_start >= %s AND week_start < %s GROUP BY unit_id, week_start) week
JOIN records_unit unit ON unit.id = week.unit_id
GROUP BY unit.id, unit.short_name, unit.path
ORDER BY sum(week.minutes) DESC, unit.path
"""
_ASKERS = """
SELECT unit.id, unit.short_name, CAST(sum(burden.asked) AS bigint), CAST(sum(burden.fields) AS bigint),
       CAST(sum(burden.minutes) AS bigint), CAST(sum(burden.exempt) AS bigint), count(DISTINCT burden.unit_id)
FROM records_burden burden JOIN records_unit unit ON unit.id = burden.asker_id
WHERE burden.week_start >= %s AND burden.week_start < %s
GROUP BY unit.id, unit.short_name, unit.path
ORDER BY sum(burden.minutes) DESC, unit.path
"""
