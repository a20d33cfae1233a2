"""The weekly periods, with the exceptions that a unit was granted for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from luoshi.queries import calendar, parameters
from luoshi.records import models, questions
from luoshi.records.models import UnitChange
from luoshi.rules import reports
from luoshi.rules.reports import Allowance, AllowanceKind, Period
from luoshi.rules.units import ChangeKind


def period(day: date) -> Period | None:
    """Return the weekly period of a day; None in a week without working days."""
    return reports.period_of(day, calendar.work_calendar(), parameters.book())


def period_for(day: date, unit_id: int | None) -> Period | None:
    """Return the period of a day with what a unit, or with None every unit, was granted for it."""
    this = period(day)
    return this.with_allowances(allowances(this.week_start, unit_id)) if this else None


def periods_open(today: date, unit_id: int) -> tuple[Period, ...]:
    """Return the periods that take a unit's accounts today, earliest first; a week opened again is one."""
    days, book = calendar.work_calendar(), parameters.book()
    granted: dict[date, list[Allowance]] = {}
    for week_start, kind, until_on in questions.ask(_lasting, unit_id, today):
        granted.setdefault(week_start, []).append(Allowance(AllowanceKind(kind), until_on))
    found = {each.week_start: each for each in reports.periods_open(today, days, book)}
    for week_start in granted:
        this = found.get(week_start) or reports.period_of(week_start, days, book)
        if this and not reports.why_not_send(allowed := this.with_allowances(granted[week_start]), today):
            found[week_start] = allowed
    return tuple(found[monday] for monday in sorted(found))


def allowances(week_start: date, unit_id: int | None) -> list[Allowance]:
    """Return what a unit, or with None every unit, was granted for a week. One query."""
    return [_plain(row) for row in granted(week_start, unit_id)]


def granted(week_start: date, unit_id: int | None) -> Sequence[models.Allowance]:
    """Return the exceptions on record for a unit and a week, latest first."""
    return list(_granted_to(unit_id).filter(week_start=week_start).order_by("-granted_at", "-id"))


def after(this: Period) -> date:
    """Return the first day on which a week's account is over and its plan counts."""
    return this.due_on + timedelta(days=1)


def _granted_to(unit_id: int | None) -> QuerySet[models.Allowance]:
    """Return what was granted to all, to a unit, and to those that went into it: their account is its own."""
    if unit_id is None:
        return models.Allowance.objects.filter(unit=None)
    merged = UnitChange.objects.filter(other=unit_id, kind=ChangeKind.MERGED.value)
    theirs = Q(unit=unit_id) | Q(unit=None) | Q(unit__in=merged.values("unit_id"))
    return models.Allowance.objects.filter(theirs)


def _lasting(unit_id: int, on: date) -> QuerySet[Any, Any]:
    return _granted_to(unit_id).filter(until_on__gte=on).values_list("week_start", "kind", "until_on")


def _plain(row: models.Allowance) -> Allowance:
    return Allowance(AllowanceKind(row.kind), row.until_on)
