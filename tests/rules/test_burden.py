"""What is measured of an account: bounded, never negative, the same in one sitting however it is cut."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import burden
from luoshi.rules.burden import FIELDS, MOST_SECONDS, AskKind, Sitting

OPENED = datetime(2026, 11, 20, 1, tzinfo=UTC)


def at(seconds: int) -> datetime:
    """Return the instant so many seconds after the page was opened."""
    return OPENED + timedelta(seconds=seconds)


@given(st.lists(st.integers(0, 2 * MOST_SECONDS), min_size=1))
def test_the_lines_of_a_sitting_come_to_the_time_until_the_last(seconds: list[int]) -> None:
    told, last = 0, 0
    for each in sorted(seconds):
        told += Sitting(OPENED, at(last)).added(at(each))[0]
        last = each
    assert told == min(max(seconds), MOST_SECONDS)


@given(st.integers(-MOST_SECONDS, 3 * MOST_SECONDS), st.integers(-MOST_SECONDS, 3 * MOST_SECONDS))
def test_nothing_is_negative_and_nothing_beyond_the_bound(last: int, now: int) -> None:
    seconds, is_cut = Sitting(OPENED, at(last)).added(at(now))
    assert 0 <= seconds <= MOST_SECONDS
    assert is_cut is (now > MOST_SECONDS)


@given(st.lists(st.integers(0, 9999)))
def test_the_middle_has_as_many_below_as_above(values: list[int]) -> None:
    middle = burden.middle(values)
    if middle is None:
        assert values == []
        return
    assert middle in values
    assert sum(each < middle for each in values) <= len(values) / 2
    assert sum(each > middle for each in values) <= len(values) / 2


@pytest.mark.parametrize(("seconds", "words"), [(0, "0"), (3, "0.1"), (150, "2.5"), (180, "3"), (3600, "60")])
def test_minutes_are_said_with_one_decimal(seconds: int, words: str) -> None:
    assert burden.minutes(seconds) == words


def test_every_kind_of_asking_has_its_fields() -> None:
    assert set(FIELDS) == set(AskKind)
    nothing_to_fill_in = {kind for kind, fields in FIELDS.items() if not fields}
    assert nothing_to_fill_in == {AskKind.MEETING, AskKind.INSPECTION}
