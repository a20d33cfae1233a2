"""School years as data: in order, provisional by default, replaced year by year; festivals by name."""

from datetime import date, timedelta

import pytest

from luoshi.rules import calendar
from luoshi.rules.calendar import Moment, SchoolCalendar, SchoolYear
from luoshi.rules.refusals import Refused

TERM_ENDS = frozenset({Moment.AUTUMN_ENDS, Moment.SPRING_ENDS})


def test_every_default_is_provisional_names_its_source_and_holds_about_39_weeks() -> None:
    for year in calendar.USUAL_YEARS.values():
        assert year.provisional
        assert "《义务教育课程方案（2022年版）》" in year.source
        taught = (year.autumn_ends - year.autumn_opens) + (year.spring_ends - year.spring_opens)
        assert timedelta(weeks=36) < taught < timedelta(weeks=43)
        assert (year.autumn_ends.weekday(), year.spring_opens.weekday(), year.spring_ends.weekday()) == (
            4, 0, 4,
        )  # fmt: skip


def test_the_first_moment_on_or_after_a_day_is_found() -> None:
    schools = SchoolCalendar()
    for since, on in (
        ("2026-09-01", "2027-01-15"),
        ("2027-01-15", "2027-01-15"),
        ("2027-01-16", "2027-07-02"),
    ):
        found = schools.first(TERM_ENDS, date.fromisoformat(since))
        assert found is not None
        assert found.on.isoformat() == on


def test_outside_the_years_that_are_known_nothing_is_found() -> None:
    schools = SchoolCalendar()
    assert schools.first(TERM_ENDS, date(2019, 5, 1)) is None
    assert schools.first(TERM_ENDS, date(2031, 5, 1)) is None


def test_a_citys_own_row_replaces_that_year_only() -> None:
    own = SchoolYear(2026, date(2026, 8, 31), date(2027, 1, 22), date(2027, 3, 1), date(2027, 7, 9), "校历")
    schools = SchoolCalendar({2026: own})
    opening = schools.first(frozenset({Moment.SPRING_OPENS}), date(2026, 9, 1))
    later = schools.first(frozenset({Moment.SPRING_OPENS}), date(2027, 9, 1))
    assert opening is not None
    assert later is not None
    assert (opening.on, opening.of.provisional) == (date(2027, 3, 1), False)
    assert (later.on, later.of.provisional) == (date(2028, 2, 7), True)
    summer = schools.first(frozenset({Moment.SUMMER_ENDS}), date(2026, 1, 1))
    assert summer is not None
    assert summer.on == date(2026, 8, 30)


@pytest.mark.parametrize(
    "days",
    [
        ("2026-09-01", "2026-08-01", "2027-02-22", "2027-07-02"),
        ("2026-09-01", "2027-01-15", "2027-01-15", "2027-07-02"),
        ("2025-09-01", "2027-01-15", "2027-02-22", "2027-07-02"),
        ("2026-09-01", "2027-01-15", "2026-02-22", "2027-07-02"),
    ],
)
def test_days_out_of_order_are_refused(days: tuple[str, str, str, str]) -> None:
    with pytest.raises(Refused, match="2026学年的四个日期前后不一致"):
        SchoolYear(2026, *map(date.fromisoformat, days), source="校历")


@pytest.mark.parametrize(
    ("year", "name", "day"),
    [
        (2026, "春节", "2026-02-17"),
        (2026, "端午", "2026-06-19"),
        (2026, "中秋", "2026-09-25"),
        (2027, "春节", "2027-02-06"),
        (2027, "元旦", "2027-01-01"),
        (2027, "清明", "2027-04-05"),
        (2027, "劳动节", "2027-05-01"),
        (2027, "国庆", "2027-10-01"),
    ],
)
def test_a_festival_is_known_by_its_name(year: int, name: str, day: str) -> None:
    assert calendar.festival(year, name) == date.fromisoformat(day)


def test_every_festival_of_a_published_year_is_a_day_off_and_others_are_unknown() -> None:
    workdays = calendar.WorkCalendar()
    for year in calendar.OFFICIAL:
        for name in ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆"):
            day = calendar.festival(year, name)
            assert day is not None
            assert not workdays.is_workday(day)
    assert calendar.festival(2019, "春节") is None


def test_the_last_published_year_is_told() -> None:
    assert calendar.WorkCalendar().last_published == 2026
    assert calendar.WorkCalendar({}).last_published == 0
