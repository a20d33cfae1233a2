"""Chances in words, weeks that are counted, and how a forecast is held against what came."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import forecasts
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.forecasts import Ahead, Basis, Weeks

DAYS = WorkCalendar()
CHANCES = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0, "不到一成"),
        (499, "不到一成"),
        (500, "约一成"),
        (1499, "约一成"),
        (1500, "约二成"),
        (5849, "约六成"),
        (9499, "约九成"),
        (9500, "九成以上"),
        (10_000, "九成以上"),
    ],
)
def test_a_chance_is_said_in_tenths(chance: int, words: str) -> None:
    assert forecasts.tenths(chance) == words
    assert forecasts.said(chance) == f"按以往进度，按期完成的可能{words}"


@given(CHANCES)
def test_what_is_said_and_what_is_counted_agree(chance: int) -> None:
    assert 0 <= forecasts.tenth(chance) <= 9
    assert abs(forecasts.tenth(chance) * 1000 + 500 - chance) <= 500
    assert forecasts.percent(chance) == f"{round(chance / 100 + 1e-9)}%"


@given(CHANCES, st.booleans())
def test_the_error_is_the_squared_distance(chance: int, came_true: bool) -> None:
    error = forecasts.error_x100(chance, came_true)
    assert 0 <= error <= 10_000
    assert error == ((10_000 - chance if came_true else chance) ** 2) // 10_000


def test_a_sample_says_how_large_it_is_and_when_it_had_to_be_widened() -> None:
    own = forecasts.sample(Basis.UNIT, 40, 13)
    assert own == "本单位任务，同类样本n=40，其中当时进度相近的13项"
    assert forecasts.sample(Basis.LEVEL, 40, 13) == (
        "同级单位任务，同类样本n=40，其中当时进度相近的13项，本单位办结的样本不足，放宽了范围"
    )


def test_how_early_a_forecast_is() -> None:
    assert [forecasts.ahead(weeks) for weeks in (1, 2, 3, 4, 5, 40)] == [
        Ahead.NEAR,
        Ahead.NEAR,
        Ahead.MIDDLE,
        Ahead.MIDDLE,
        Ahead.FAR,
        Ahead.FAR,
    ]


def test_weeks_are_counted_from_that_of_one_day_to_that_of_another() -> None:
    weeks = Weeks(DAYS, date(2026, 11, 4), date(2026, 12, 31))
    assert weeks.count(date(2026, 11, 4), date(2026, 11, 4)) == 1
    assert weeks.count(date(2026, 11, 8), date(2026, 11, 9)) == 2
    assert weeks.count(date(2026, 11, 16), date(2026, 11, 15)) == 0


def test_a_week_that_is_off_brings_no_progress() -> None:
    # The week from 2025-02-17 is worked, that of the spring festival from 2026-02-16 is off from end to end.
    assert DAYS.week_close(date(2026, 2, 16)) is None
    weeks = Weeks(DAYS, date(2026, 2, 9), date(2026, 3, 1))
    assert weeks.count(date(2026, 2, 9), date(2026, 3, 1)) == 2


@given(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.integers(0, 200),
    st.integers(0, 200),
)
def test_weeks_add_up(first: date, one: int, other: int) -> None:
    sunday = first + timedelta(days=6 - first.weekday() + 7 * one)
    last = sunday + timedelta(days=other)
    weeks = Weeks(DAYS, first, last)
    following = sunday + timedelta(days=1)
    assert weeks.count(first, last) == weeks.count(first, sunday) + weeks.count(following, last)
