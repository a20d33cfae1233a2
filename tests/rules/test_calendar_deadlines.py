"""Periods by 民法典 articles 201 to 203: T3-01 to T3-03, and the rules behind them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import calendar
from luoshi.rules.calendar import DayKind, Party

OFFICIAL = calendar.WorkCalendar()
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))


def test_t3_01_written_notice_is_due_fifteen_natural_days_after_receipt() -> None:
    due = calendar.deadline(date(2026, 9, 30), 15, DayKind.NATURAL, OFFICIAL, party=Party.BUREAU)
    assert due == calendar.Deadline(
        on=date(2026, 10, 15),
        provisional=False,
        safe_on=date(2026, 10, 15),
        basis="自2026年9月30日的次日起计算15日（民法典第二百零一条）",
    )


def test_t3_02_objection_to_a_transfer_is_due_five_workdays_over_national_day() -> None:
    due = calendar.deadline(date(2026, 9, 30), 5, DayKind.WORKING, OFFICIAL, party=Party.BUREAU)
    assert due == calendar.Deadline(
        on=date(2026, 10, 13),
        provisional=False,
        safe_on=date(2026, 10, 13),
        basis="自2026年9月30日的次日起计算5个工作日（民法典第二百零一条，按工作日计）",
    )


def test_t3_03_sixty_days_from_acceptance_and_thirty_more_with_the_safe_day_before_qingming() -> None:
    handled = calendar.deadline(date(2026, 1, 5), 60, DayKind.NATURAL, OFFICIAL, party=Party.BUREAU)
    extended = calendar.deadline(handled.on, 30, DayKind.NATURAL, OFFICIAL, party=Party.BUREAU)
    assert (handled.on, handled.safe_on) == (date(2026, 3, 6), date(2026, 3, 6))
    assert extended == calendar.Deadline(
        on=date(2026, 4, 5),
        provisional=False,
        safe_on=date(2026, 4, 3),
        basis="自2026年3月6日的次日起计算30日（民法典第二百零一条），期满日2026年4月5日为休息日，"
        "办理机关不顺延，最迟在2026年4月3日办结",
    )


def test_a_citizens_period_rolls_forward_where_the_bureaus_does_not() -> None:
    ends = {
        party: calendar.deadline(date(2026, 3, 6), 30, DayKind.NATURAL, OFFICIAL, party=party)
        for party in Party
    }
    assert ends[Party.CITIZEN] == calendar.Deadline(
        on=date(2026, 4, 7),
        provisional=False,
        safe_on=date(2026, 4, 7),
        basis="自2026年3月6日的次日起计算30日（民法典第二百零一条），期满日2026年4月5日为休息日，"
        "顺延至2026年4月7日（民法典第二百零三条）",
    )
    assert ends[Party.BUREAU].on == date(2026, 4, 5)


def test_a_period_that_ends_on_a_makeup_saturday_does_not_roll() -> None:
    due = calendar.deadline(date(2026, 10, 9), 1, DayKind.NATURAL, OFFICIAL, party=Party.CITIZEN)
    assert due.on == due.safe_on == date(2026, 10, 10)


def test_the_thirtieth_day_is_in_time_and_the_thirty_first_is_not() -> None:
    """T1-04: a review asked for on day 30 is accepted, on day 31 it is late."""
    received = date(2026, 11, 2)
    due = calendar.deadline(received, 30, DayKind.NATURAL, OFFICIAL, party=Party.CITIZEN)
    assert received + timedelta(days=30) <= due.on < received + timedelta(days=31)


@pytest.mark.parametrize(
    ("start", "months", "on"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(
    start: date, months: int, on: date
) -> None:
    due = calendar.deadline(start, months, DayKind.MONTH, OFFICIAL, party=Party.BUREAU)
    assert due.on == on
    assert due.basis.startswith(
        f"自{calendar.full_date(start)}的次日起计算{months}个月（民法典第二百零一条、第二百零二条）"
    )


def test_the_warning_day_is_never_before_the_event() -> None:
    """Received on the first day of a holiday and due within it: there is no working day to warn on."""
    due = calendar.deadline(date(2026, 10, 1), 3, DayKind.NATURAL, OFFICIAL, party=Party.BUREAU)
    assert (due.on, due.safe_on) == (date(2026, 10, 4), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("start", "amount", "kind", "provisional"),
    [
        (date(2026, 12, 20), 5, DayKind.WORKING, False),
        (date(2026, 12, 20), 15, DayKind.WORKING, True),
        (date(2026, 12, 20), 30, DayKind.NATURAL, True),
        (date(2026, 12, 20), 11, DayKind.NATURAL, False),
        (date(2026, 12, 20), 1, DayKind.MONTH, True),
        (date(2023, 12, 20), 15, DayKind.WORKING, True),
        (date(2023, 12, 20), 15, DayKind.NATURAL, False),
    ],
)
def test_counting_over_an_unpublished_year_is_provisional_and_says_so(
    start: date, amount: int, kind: DayKind, provisional: bool
) -> None:
    due = calendar.deadline(start, amount, kind, OFFICIAL, party=Party.BUREAU)
    assert due.provisional is provisional
    assert due.basis.endswith("放假安排尚未公布或录入，日期暂定") is provisional


def test_a_period_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        calendar.deadline(date(2026, 9, 30), 0, DayKind.NATURAL, OFFICIAL, party=Party.BUREAU)


@given(DAYS, st.integers(1, 120), st.sampled_from(DayKind), st.sampled_from(Party))
def test_every_period_ends_after_its_event_and_warns_in_time(
    start: date, amount: int, kind: DayKind, party: Party
) -> None:
    due = calendar.deadline(start, amount, kind, OFFICIAL, party=party)
    assert start <= due.safe_on <= due.on
    assert due.on > start
    if party is Party.CITIZEN or kind is DayKind.WORKING:
        assert OFFICIAL.is_workday(due.on)
        assert due.safe_on == due.on
    assert OFFICIAL.is_workday(due.safe_on) or due.safe_on == start


@given(DAYS, st.integers(1, 120), st.sampled_from(DayKind))
def test_a_citizen_never_has_less_time_than_the_bureau(start: date, amount: int, kind: DayKind) -> None:
    ends = {party: calendar.deadline(start, amount, kind, OFFICIAL, party=party).on for party in Party}
    assert ends[Party.CITIZEN] >= ends[Party.BUREAU]


@given(DAYS, st.integers(1, 120), st.sampled_from(DayKind), st.sampled_from(Party))
def test_a_day_later_never_ends_earlier(start: date, amount: int, kind: DayKind, party: Party) -> None:
    first, second = (
        calendar.deadline(day, amount, kind, OFFICIAL, party=party).on
        for day in (start, start + timedelta(days=1))
    )
    assert first <= second
