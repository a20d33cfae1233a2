"""The working calendar: T10-01 to T10-05, and every day against an independent package."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import calendar
from luoshi.rules.calendar.holidays import statutory_holidays
from luoshi.rules.refusals import Refused

OFFICIAL = calendar.WorkCalendar()
DAYS = st.dates(date(2024, 1, 1), date(2036, 12, 31))
AMOUNTS = st.integers(1, 400)
STATUTORY_2027 = "01-01 02-05 02-08 02-09 02-10 04-05 05-03 05-04 06-09 09-15 10-01 10-04 10-05"


def entered(year: int, *, off: str, worked: str = "") -> calendar.Year:
    """Return a year as a clerk would enter it from a notice."""
    return calendar.Year(
        year=year,
        notice=f"示例通知（{year}）",
        source="测试",
        off_weekdays=frozenset(date.fromisoformat(f"{year}-{day}") for day in off.split()),
        work_weekends=frozenset(date.fromisoformat(f"{year}-{day}") for day in worked.split()),
    )


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        pytest.param(date.fromisoformat(f"2026-{day}"), worked, id=f"T10-01 {day} {worked}")
        for worked, days in (
            (True, "01-04 02-14 02-28 05-09 09-20 10-10 10-08"),
            (False, "02-23 04-06 09-25 10-07"),
        )
        for day in days.split()
    ],
)
def test_t10_01_makeup_days_are_worked_and_holidays_are_not(day: date, worked: bool) -> None:
    assert OFFICIAL.is_workday(day) is worked


def test_t10_02_five_workdays_after_the_eve_of_national_day_2026() -> None:
    assert OFFICIAL.add_workdays(date(2026, 9, 30), 5) == date(2026, 10, 13)


def test_t10_03_the_saturday_before_spring_festival_2026_is_the_next_workday() -> None:
    assert OFFICIAL.add_workdays(date(2026, 2, 13), 1) == date(2026, 2, 14)


def test_t10_04_a_year_without_its_notice_is_provisional_until_the_notice_is_entered() -> None:
    day = date(2027, 2, 11)
    assert OFFICIAL.is_provisional(day) is True
    assert calendar.deadline(
        day, 5, calendar.DayKind.WORKING, OFFICIAL, party=calendar.Party.BUREAU
    ).provisional
    notice = entered(2027, off=STATUTORY_2027 + " 02-11 02-12", worked="02-20 02-28")
    imported = calendar.WorkCalendar({**calendar.OFFICIAL, 2027: notice})
    assert (imported.is_provisional(day), imported.is_workday(day), OFFICIAL.is_workday(day)) == (
        False,
        False,
        True,
    )


@pytest.mark.parametrize(("year", "workdays"), [(2024, 251), (2025, 248), (2026, 248), (2027, 248)])
def test_t10_05_workdays_in_the_year(year: int, workdays: int) -> None:
    assert OFFICIAL.workdays_between(date(year - 1, 12, 31), date(year, 12, 31)) == workdays


def test_workdays_by_month_of_2026() -> None:
    ends = [date(2026, month, 1) - timedelta(days=1) for month in range(1, 13)] + [date(2026, 12, 31)]
    counted = [OFFICIAL.workdays_between(left, right) for left, right in pairwise(ends)]
    assert counted == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]


def test_every_day_of_the_published_years_agrees_with_an_independent_package() -> None:
    first, last = date(2024, 1, 1), date(2026, 12, 31)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    assert [d for d in days if OFFICIAL.is_workday(d) is not chinese_calendar.is_workday(d)] == []
    assert len(days) == 1096


def test_published_years_carry_their_notice() -> None:
    assert {year: row.notice for year, row in calendar.OFFICIAL.items()} == {
        2024: "国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）",
        2025: "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）",
        2026: "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）",
    }


def test_2027_by_the_law_alone_is_thirteen_days_and_those_in_lieu() -> None:
    row = calendar.statutory_year(2027)
    assert row.off_weekdays == {date.fromisoformat(f"2027-{day}") for day in STATUTORY_2027.split()}
    assert (row.work_weekends, row.published) == (frozenset(), False)


@pytest.mark.parametrize(
    ("year", "off"),
    [
        pytest.param(
            2028, "01-03 01-25 01-26 01-27 01-28 04-04 05-01 05-02 05-29 10-02 10-03 10-04", id="2028"
        ),
        pytest.param(
            2030, "01-01 02-04 02-05 02-06 02-07 04-05 05-01 05-02 06-05 09-12 10-01 10-02 10-03", id="2030"
        ),
        pytest.param(
            2031, "01-01 01-22 01-23 01-24 01-27 04-07 05-01 05-02 06-24 10-01 10-02 10-03", id="2031"
        ),
        pytest.param(2040, "01-02 04-04 05-01 05-02 10-01 10-02 10-03", id="2040: no lunar dates held"),
        pytest.param(2025, "01-01 04-04 05-01 05-02 10-01 10-02 10-03", id="2025: two days of 劳动节"),
        pytest.param(2023, "01-02 04-05 05-01 10-02 10-03 10-04", id="2023: one day of 劳动节"),
    ],
)
def test_other_years_by_the_law_alone(year: int, off: str) -> None:
    assert calendar.statutory_year(year).off_weekdays == {
        date.fromisoformat(f"{year}-{day}") for day in off.split()
    }


def test_qingming_agrees_with_an_independent_package() -> None:
    for year in range(2024, 2036):
        terms = chinese_calendar.get_solar_terms(date(year, 4, 1), date(year, 4, 10))
        (day,) = [day for day, name in terms if name == "清明"]
        assert day.replace(year=year) in statutory_holidays(year)


@given(DAYS, AMOUNTS)
def test_adding_lands_on_a_workday_and_subtracting_undoes_it(day: date, amount: int) -> None:
    landed = OFFICIAL.add_workdays(day, amount)
    assert OFFICIAL.is_workday(landed)
    assert OFFICIAL.workdays_between(day, landed) == amount
    assert OFFICIAL.subtract_workdays(landed, amount) == OFFICIAL.last_workday_on_or_before(day)


@given(DAYS, AMOUNTS)
def test_subtracting_lands_on_a_workday_and_adding_undoes_it(day: date, amount: int) -> None:
    landed = OFFICIAL.subtract_workdays(day, amount)
    assert OFFICIAL.is_workday(landed)
    assert OFFICIAL.add_workdays(landed, amount) == OFFICIAL.next_workday_on_or_after(day)


@given(DAYS, st.integers(0, 60))
def test_counting_agrees_with_walking_day_by_day(day: date, span: int) -> None:
    until = day + timedelta(days=span)
    walked = [day + timedelta(days=offset) for offset in range(1, span + 1)]
    assert OFFICIAL.workdays_between(day, until) == sum(map(OFFICIAL.is_workday, walked))
    assert OFFICIAL.workdays_between(until, day) == 0


@given(DAYS, DAYS, AMOUNTS)
def test_a_later_start_never_ends_earlier(one: date, other: date, amount: int) -> None:
    earlier, later = sorted((one, other))
    assert OFFICIAL.add_workdays(earlier, amount) <= OFFICIAL.add_workdays(later, amount)


@given(DAYS)
def test_nothing_added_is_the_day_itself_and_negative_amounts_are_errors(day: date) -> None:
    assert OFFICIAL.add_workdays(day, 0) == day == OFFICIAL.subtract_workdays(day, 0)
    with pytest.raises(ValueError, match="use subtract_workdays"):
        OFFICIAL.add_workdays(day, -1)
    with pytest.raises(ValueError, match="use add_workdays"):
        OFFICIAL.subtract_workdays(day, -1)


@pytest.mark.parametrize(
    ("day", "close"),
    [
        (date(2026, 11, 23), date(2026, 11, 27)),
        (date(2026, 11, 29), date(2026, 11, 27)),
        (date(2026, 1, 1), date(2026, 1, 4)),  # the Sunday is worked in exchange
        (date(2026, 2, 9), date(2026, 2, 14)),  # the Saturday is
        (date(2026, 10, 1), date(2026, 9, 30)),
        (date(2024, 10, 3), date(2024, 9, 30)),  # only the Monday is worked
        (date(2026, 2, 18), None),  # 春节 takes the whole week
    ],
)
def test_a_week_closes_on_its_last_workday(day: date, close: date | None) -> None:
    assert OFFICIAL.week_close(day) == close


@given(DAYS)
def test_a_week_has_one_close_whichever_day_asks(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    worked = [d for d in (monday + timedelta(days=n) for n in range(7)) if OFFICIAL.is_workday(d)]
    assert OFFICIAL.week_close(day) == (worked[-1] if worked else None)


def test_calendars_of_equal_years_are_equal() -> None:
    same, other = calendar.WorkCalendar(dict(calendar.OFFICIAL)), calendar.WorkCalendar({})
    assert {OFFICIAL, same, other} == {OFFICIAL, other}
    assert OFFICIAL != "calendar"


@pytest.mark.parametrize("day", [date(206, 11, 27), date(1949, 12, 30), date(2200, 1, 6), date(9999, 12, 31)])
def test_a_slip_in_the_year_is_refused_with_the_year(day: date) -> None:
    with pytest.raises(Refused, match=f"^{day.year}年超出工作日历的范围"):
        OFFICIAL.is_workday(day)
    assert OFFICIAL.is_workday(date(1950, 1, 3)) is OFFICIAL.is_workday(date(2199, 12, 31)) is True


def test_a_notice_may_name_days_from_the_last_week_of_the_december_before() -> None:
    for outside, inside in ((date(2026, 12, 24), date(2026, 12, 25)), (date(2028, 1, 3), date(2027, 12, 31))):
        statutory = frozenset(date.fromisoformat(f"2027-{d}") for d in STATUTORY_2027.split())
        assert calendar.Year(2027, "示例通知", "测试", statutory | {inside}, frozenset()).published is True
        with pytest.raises(Refused, match=f"^{outside}不属于2027年的放假安排"):
            calendar.Year(2027, "示例通知", "测试", statutory | {outside}, frozenset())


def test_a_december_day_named_by_the_next_years_notice_counts() -> None:
    notice = calendar.Year(
        2027,
        "示例通知",
        "测试",
        frozenset({date(2026, 12, 31)} | {date.fromisoformat(f"2027-{d}") for d in STATUTORY_2027.split()}),
        frozenset({date(2026, 12, 27)}),
    )
    imported = calendar.WorkCalendar({**calendar.OFFICIAL, 2027: notice})
    for day, worked in ((date(2026, 12, 31), False), (date(2026, 12, 27), True), (date(2026, 12, 30), True)):
        assert imported.is_workday(day) is worked


@pytest.mark.parametrize(
    ("off", "worked", "reason"),
    [
        pytest.param(
            STATUTORY_2027 + " 02-06",
            "",
            "2027-02-06本来就是周末，不必列为放假日，请从“放假的工作日”中删去。",
        ),
        pytest.param(STATUTORY_2027, "02-11", "2027-02-11不是周末，不能列为调休上班日，请核对通知原文。"),
        pytest.param(
            STATUTORY_2027.replace("10-01", ""),
            "",
            "2027-10-01是法定节假日，应列为放假日，请对照通知原文补上。",
        ),
        pytest.param("", "", "2027-01-01是法定节假日，应列为放假日，请对照通知原文补上。"),
    ],
)
def test_a_wrongly_entered_year_is_refused_with_the_day(off: str, worked: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        entered(2027, off=off, worked=worked)
    assert refusal.value.reason == reason
    assert entered(2027, off=STATUTORY_2027, worked="02-20").published is True


def test_a_day_of_another_year_is_refused() -> None:
    with pytest.raises(Refused, match=r"^2026-10-01不属于2027年的放假安排"):
        calendar.Year(2027, "示例通知", "测试", frozenset({date(2026, 10, 1)}), frozenset())


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 27), "11月27日（周五，还有3个工作日）"),
        (date(2026, 11, 24), "11月24日（周二，今天）"),
        (date(2026, 11, 20), "11月20日（周五，已过2个工作日）"),
        (date(2026, 11, 29), "11月29日（周日，还有3个工作日）"),
        (date(2025, 11, 24), "2025年11月24日（周一，已过248个工作日）"),
        (date(2027, 1, 8), "2027年1月8日（周五，还有32个工作日）（暂定）"),
    ],
)
def test_dates_are_said_with_weekday_and_distance(day: date, words: str) -> None:
    assert calendar.spoken(day, TODAY, OFFICIAL) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 29), "11月29日（周日，此前没有工作日）"),
        (date(2026, 11, 27), "11月27日（周五，已过，其后尚无工作日）"),
    ],
)
def test_dates_are_said_plainly_when_no_workday_lies_between(day: date, words: str) -> None:
    assert calendar.spoken(day, date(2026, 11, 28), OFFICIAL) == words


def test_paper_dates_have_the_year_and_no_leading_zeros() -> None:
    assert calendar.full_date(date(2026, 1, 5)) == "2026年1月5日"
    assert calendar.short_date(date(2026, 1, 5), TODAY) == "1月5日"
    assert calendar.short_date(date(2025, 1, 5), TODAY) == "2025年1月5日"
