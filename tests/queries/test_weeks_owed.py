"""What a unit owes an account of in a week: nothing that it was given only afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.queries import reports
from luoshi.rules.reports import Period
from tests import cast


def period(monday: date) -> Period:
    found = reports.period(monday)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("monday", "owed"), [(date(2026, 10, 26), 0), (cast.MONDAY, 1), (date(2026, 11, 9), 1)]
)
def test_a_week_is_owed_from_the_publishing_on(city: cast.City, monday: date, owed: int) -> None:
    week = period(monday)
    assert len(reports.week_of(city.county, week, cast.MONDAY)) == owed
    assert reports.progress(city.county, monday) == (0, owed)
    assert len(reports.waiting_in(city.clerk, monday, city.east.pk)) == owed
    assert [unit.pk for unit, _ in reports.units_owing(week)] == [city.east.pk, city.west.pk][: 2 * owed]


def test_a_unit_with_nothing_but_new_tasks_has_no_account_of_last_week_on_its_desk(city: cast.City) -> None:
    last, this = reports.periods_open(cast.MONDAY, city.east.id)
    assert reports.week_of(city.county, last, cast.MONDAY) == []
    assert [line.assignment for line in reports.week_of(city.county, this, cast.MONDAY)] == [
        city.assignments["east"]
    ]
