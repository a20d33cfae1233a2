"""The weekly account: its week, who is asked for it, and what may be claimed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import calendar, parameters, reports
from luoshi.rules.reports import Period
from luoshi.rules.units import UnitKind

WORK = calendar.WorkCalendar()
BOOK = parameters.ParameterBook()

WEEK = Period(
    week_start=date(2026, 11, 23),
    opens_on=date(2026, 11, 23),
    due_on=date(2026, 11, 27),
    closes_on=date(2026, 12, 1),
    provisional=False,
)


def test_an_ordinary_week_is_due_on_friday_and_closes_two_workdays_later() -> None:
    for offset in range(7):
        assert reports.period_of(date(2026, 11, 23) + timedelta(days=offset), WORK, BOOK) == WEEK


@pytest.mark.parametrize(
    ("day", "opens_on", "due_on", "closes_on"),
    [
        pytest.param(
            date(2026, 10, 1),
            date(2026, 9, 28),
            date(2026, 9, 30),
            date(2026, 10, 9),
            id="cut by National Day",
        ),
        pytest.param(
            date(2026, 10, 5), date(2026, 10, 8), date(2026, 10, 10), date(2026, 10, 13), id="worked Saturday"
        ),
        pytest.param(
            date(2026, 1, 4), date(2025, 12, 29), date(2026, 1, 4), date(2026, 1, 6), id="worked Sunday"
        ),
    ],
)
def test_a_week_with_holidays_keeps_to_its_workdays(
    day: date, opens_on: date, due_on: date, closes_on: date
) -> None:
    assert reports.period_of(day, WORK, BOOK) == Period(
        week_start=day - timedelta(days=day.weekday()),
        opens_on=opens_on,
        due_on=due_on,
        closes_on=closes_on,
        provisional=False,
    )


def test_a_week_wholly_off_has_no_account() -> None:
    assert reports.period_of(date(2026, 2, 18), WORK, BOOK) is None
    assert reports.period_of(date(2026, 2, 23), WORK, BOOK) is not None


def test_a_week_that_touches_an_unpublished_year_is_provisional() -> None:
    weeks = [reports.period_of(day, WORK, BOOK) for day in (date(2026, 12, 21), date(2026, 12, 28))]
    assert [week and (week.due_on, week.closes_on, week.provisional) for week in weeks] == [
        (date(2026, 12, 25), date(2026, 12, 29), False),
        (date(2026, 12, 31), date(2027, 1, 5), True),
    ]


def test_the_closing_day_follows_the_parameter_in_force_on_the_due_date() -> None:
    longer = parameters.local_row(
        "report.closing", 4, source="示教〔2026〕8号", effective_from=date(2026, 11, 27)
    )
    book = parameters.ParameterBook([*parameters.DEFAULTS, longer])
    closes = [
        period.closes_on
        for day in (date(2026, 11, 20), date(2026, 11, 23))
        if (period := reports.period_of(day, WORK, book))
    ]
    assert closes == [date(2026, 11, 24), date(2026, 12, 3)]


@given(st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_a_period_is_in_order_and_every_end_is_worked(day: date) -> None:
    period = reports.period_of(day, WORK, BOOK)
    monday = day - timedelta(days=day.weekday())
    if period is None:
        assert not any(WORK.is_workday(monday + timedelta(days=offset)) for offset in range(7))
        return
    assert monday == period.week_start <= period.opens_on <= period.due_on <= monday + timedelta(days=6)
    assert period.due_on < period.closes_on
    assert all(map(WORK.is_workday, (period.opens_on, period.due_on, period.closes_on)))


@pytest.mark.parametrize(
    ("today", "late", "reason"),
    [
        (date(2026, 11, 22), False, "本期周报从11月23日起填报，请到时再报。"),
        (date(2026, 11, 23), False, None),
        (date(2026, 11, 27), False, None),
        (date(2026, 11, 28), True, None),
        (date(2026, 12, 1), True, None),
        (
            date(2026, 12, 2),
            True,
            "本期周报已于12月1日截止补报，不再接收。请把最新进度报在本周周报中。",
        ),
    ],
)
def test_an_account_is_on_time_late_or_no_longer_taken(today: date, late: bool, reason: str | None) -> None:
    assert (reports.is_late(WEEK, today), reports.why_not_send(WEEK, today)) == (late, reason)


@pytest.mark.parametrize(
    ("today", "weeks"),
    [
        pytest.param(date(2026, 11, 27), [date(2026, 11, 23)], id="Friday"),
        pytest.param(date(2026, 11, 29), [date(2026, 11, 23)], id="Sunday, late"),
        pytest.param(date(2026, 11, 30), [date(2026, 11, 23), date(2026, 11, 30)], id="Monday, two weeks"),
        pytest.param(date(2026, 12, 1), [date(2026, 11, 23), date(2026, 11, 30)], id="Tuesday, last day"),
        pytest.param(date(2026, 12, 2), [date(2026, 11, 30)], id="Wednesday, closed"),
        pytest.param(date(2026, 2, 18), [date(2026, 2, 9)], id="week wholly off"),
        pytest.param(date(2026, 2, 24), [date(2026, 2, 9), date(2026, 2, 23)], id="first day after it"),
        pytest.param(date(2026, 10, 6), [date(2026, 9, 28)], id="holiday before the week opens"),
    ],
)
def test_a_week_stays_open_for_late_accounts_until_it_closes(today: date, weeks: list[date]) -> None:
    periods = reports.periods_open(today, WORK, BOOK)
    assert [period.week_start for period in periods] == weeks
    assert {reports.why_not_send(period, today) for period in periods} == {None}


def test_accounts_stop_at_offices_and_county_bureaus() -> None:
    reasons = {kind: reports.why_not_account(kind) for kind in UnitKind}
    assert {kind for kind, reason in reasons.items() if reason is None} == {
        UnitKind.BUREAU,
        UnitKind.OFFICE,
        UnitKind.COUNTY,
    }


@pytest.mark.parametrize("kind", [UnitKind.SCHOOL, UnitKind.KINDERGARTEN])
def test_schools_are_not_asked_and_the_refusal_says_what_is_possible(kind: UnitKind) -> None:
    assert reports.why_not_account(kind) == (
        f"周报只到局机关处室和县级教育局，不向{kind.label}布置：涉校事项实行年度清单管理，未纳入清单的"
        "一律不得开展，也不得以留痕资料、台账记录作为评价依据（教师厅〔2025〕2号）。"
        "可以使用已有数据，按年度清单已列事项了解，或由县级教育局抽样核实。"
    )


def test_outside_departments_answer_by_letter() -> None:
    assert reports.why_not_account(UnitKind.DEPARTMENT) == (
        "市直部门不报周报：教育部门未经本级政府指定，不能对其他部门开展政府督查"
        "（《政府督查工作条例》第七条）。请发函商请其书面回复，回复内容由督查科录入。"
    )


@pytest.mark.parametrize("kind", [UnitKind.DISCIPLINE, UnitKind.PUBLIC])
def test_nobody_else_accounts(kind: UnitKind) -> None:
    assert reports.why_not_account(kind) == (
        f"{kind.label}不承担周报任务。请把任务交办给局机关处室或县级教育局，由其报送进度。"
    )


@pytest.mark.parametrize(
    ("previous", "new", "words", "behind", "reason"),
    [
        (2000, 3000, "", False, None),
        (2000, 2000, "", False, None),
        (0, 0, "", False, None),
        (0, 10_000, "", False, None),
        (2000, -1, "说明", False, "进度应在0%到100%之间。请改正后再报。"),
        (2000, 10_001, "说明", False, "进度应在0%到100%之间。请改正后再报。"),
        (
            2000,
            1999,
            " \n",
            False,
            "本次进度19.99%低于上次所报20.00%。请写明更正原因（如：上次数据有误），再报送。",
        ),
        (2000, 1999, "上次多计一所", False, None),
        (
            2000,
            2000,
            "",
            True,
            "进度落后于计划或已逾期。请用一两句话写明原因和下一步措施，再报送；正常推进的不必写文字。",
        ),
        (2000, 2000, "等待规划许可，下周办结", True, None),
    ],
)
def test_a_claim_needs_words_only_when_it_goes_back_or_falls_behind(
    previous: int, new: int, words: str, behind: bool, reason: str | None
) -> None:
    assert reports.why_not_claim(previous, new, words, behind=behind) == reason
