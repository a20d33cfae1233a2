"""Which lamp is shown: T6-01 with its boundaries, the grounds, and the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import calendar, lamps, parameters
from luoshi.rules.lamps import Facts, Ground, Lamp, Thresholds, Trajectory

WORK = calendar.WorkCalendar()
LIMITS = Thresholds(yellow_gap_x100=1000, red_gap_x100=3000)

# One hundred days from 1 September to 10 December 2026: the plan rises by exactly one point a day.
START, DUE = date(2026, 9, 1), date(2026, 12, 10)
PLAN = Trajectory(START, DUE)
DAY_50 = date(2026, 10, 21)


def facts(claimed_x100: int, *, today: date = DAY_50, started: bool = True, closed: bool = False) -> Facts:
    """Return an assignment on the hundred-day plan."""
    return Facts(
        trajectory=PLAN,
        claimed_x100=claimed_x100,
        started=started,
        closed=closed,
        today=today,
        due_soon_on=lamps.due_soon_on(DUE, 5, WORK),
    )


@pytest.mark.parametrize(
    ("claimed_x100", "lamp"),
    [
        pytest.param(6000, Lamp.GREEN, id="T6-01 ahead"),
        pytest.param(5000, Lamp.GREEN, id="T6-01 level"),
        pytest.param(4001, Lamp.GREEN, id="T6-01 9.99 behind"),
        pytest.param(4000, Lamp.GREEN, id="T6-01 10.00 behind"),
        pytest.param(3999, Lamp.YELLOW, id="T6-01 10.01 behind"),
        pytest.param(2001, Lamp.YELLOW, id="T6-01 29.99 behind"),
        pytest.param(2000, Lamp.YELLOW, id="T6-01 30.00 behind"),
        pytest.param(1999, Lamp.RED, id="T6-01 30.01 behind"),
        pytest.param(0, Lamp.RED, id="T6-01 nothing done"),
    ],
)
def test_t6_01_by_progress_at_half_time(claimed_x100: int, lamp: Lamp) -> None:
    assert PLAN.planned(DAY_50) == 5000
    assert lamps.judge(facts(claimed_x100), LIMITS).lamp is lamp


@pytest.mark.parametrize(
    ("today", "claimed_x100", "lamp"),
    [
        pytest.param(date(2026, 12, 2), 9999, Lamp.GREEN, id="T6-01 six workdays left"),
        pytest.param(date(2026, 12, 3), 9999, Lamp.YELLOW, id="T6-01 five workdays left"),
        pytest.param(date(2026, 12, 3), 10_000, Lamp.GREEN, id="T6-01 five workdays left, done"),
        pytest.param(DUE, 9999, Lamp.YELLOW, id="T6-01 on the due date"),
        pytest.param(DUE, 6999, Lamp.RED, id="T6-01 on the due date, 30.01 behind"),
        pytest.param(date(2026, 12, 11), 9999, Lamp.RED, id="T6-01 the day after"),
        pytest.param(date(2026, 12, 11), 10_000, Lamp.GREEN, id="T6-01 the day after, done"),
    ],
)
def test_t6_01_by_date_near_the_due_date(today: date, claimed_x100: int, lamp: Lamp) -> None:
    assert lamps.judge(facts(claimed_x100, today=today), LIMITS).lamp is lamp


@pytest.mark.parametrize(
    ("today", "lamp"),
    [
        pytest.param(date(2026, 8, 1), Lamp.GREY, id="T6-01 before the start"),
        pytest.param(START, Lamp.GREY, id="T6-01 started, nothing reported"),
        pytest.param(date(2026, 9, 11), Lamp.GREY, id="T6-01 nothing reported, 10.00 behind"),
        pytest.param(date(2026, 9, 12), Lamp.YELLOW, id="T6-01 nothing reported, 11.00 behind"),
        pytest.param(date(2026, 10, 1), Lamp.YELLOW, id="T6-01 nothing reported, 30.00 behind"),
        pytest.param(date(2026, 10, 2), Lamp.RED, id="T6-01 nothing reported, 31.00 behind"),
    ],
)
def test_t6_01_grey_only_while_nothing_reported_is_nothing_missed(today: date, lamp: Lamp) -> None:
    assert lamps.judge(facts(0, today=today, started=False), LIMITS).lamp is lamp


def test_t6_01_struck_off_is_blue_whatever_the_numbers() -> None:
    late = date(2027, 6, 1)
    assert lamps.judge(facts(0, today=late), LIMITS).lamp is Lamp.RED
    assert lamps.judge(facts(0, today=late, closed=True), LIMITS).lamp is Lamp.BLUE


def test_started_early_is_green_and_a_claim_means_started() -> None:
    early = date(2026, 8, 20)
    seen = [
        lamps.judge(facts(claimed, today=early, started=started), LIMITS).lamp
        for claimed, started in ((0, False), (0, True), (500, False))
    ]
    assert seen == [Lamp.GREY, Lamp.GREEN, Lamp.GREEN]


def test_a_task_shorter_than_the_warning_is_grey_until_its_start() -> None:
    short = Facts(
        trajectory=Trajectory(date(2026, 11, 25), date(2026, 11, 27)),
        claimed_x100=0,
        started=False,
        closed=False,
        today=date(2026, 11, 24),
        due_soon_on=lamps.due_soon_on(date(2026, 11, 27), 5, WORK),
    )
    assert lamps.colour(short, LIMITS) == (Lamp.GREY, date(2026, 11, 25))
    assert lamps.colour(replace(short, today=date(2026, 11, 25)), LIMITS) == (Lamp.YELLOW, date(2026, 11, 26))


@pytest.mark.parametrize(
    ("due_on", "soon_on"),
    [
        (date(2026, 11, 27), date(2026, 11, 20)),
        (date(2026, 11, 29), date(2026, 11, 20)),  # a Sunday: its last working day is the Friday
        (date(2026, 10, 12), date(2026, 9, 29)),  # over National Day and the worked Saturday
        (date(2026, 10, 7), date(2026, 9, 22)),
    ],
)
def test_due_soon_begins_when_five_workdays_are_left(due_on: date, soon_on: date) -> None:
    assert lamps.due_soon_on(due_on, 5, WORK) == soon_on
    assert WORK.workdays_between(soon_on, due_on) == 5
    assert WORK.workdays_between(soon_on - timedelta(days=1), due_on) == 6


@pytest.mark.parametrize(
    ("seen", "ground", "reason"),
    [
        (facts(0, started=False, today=date(2026, 8, 1)), Ground.NOT_STARTED, "9月1日启动，尚未到启动日"),
        (
            facts(0, started=False, today=date(2026, 9, 6)),
            Ground.NOT_STARTED,
            "尚无填报，应达5.00%，未超过10个百分点",
        ),
        (facts(5000), Ground.ON_TRACK, "应达50.00%，自报50.00%，与计划持平"),
        (facts(4550), Ground.ON_TRACK, "应达50.00%，自报45.50%，落后4.5个百分点"),
        (facts(6205), Ground.ON_TRACK, "应达50.00%，自报62.05%，超前12.05个百分点"),
        (facts(10_000), Ground.CLAIMED_WHOLE, "已报完成（自报100.00%），等待核验销号"),
        (facts(2500), Ground.BEHIND, "应达50.00%，自报25.00%，落后25个百分点，超过10个百分点"),
        (
            facts(0, started=False, today=date(2026, 9, 21)),
            Ground.BEHIND,
            "应达20.00%，尚无填报，落后20个百分点，超过10个百分点",
        ),
        (
            facts(7500, today=date(2026, 12, 4)),
            Ground.BEHIND,
            "应达94.00%，自报75.00%，落后19个百分点，超过10个百分点，12月10日到期",
        ),
        (
            facts(9200, today=date(2026, 12, 4)),
            Ground.DUE_SOON,
            "12月10日到期，临近期限尚未完成，应达94.00%，自报92.00%，落后2个百分点",
        ),
        (facts(1000), Ground.FAR_BEHIND, "应达50.00%，自报10.00%，落后40个百分点，超过30个百分点"),
        (
            facts(5000, today=DUE),
            Ground.FAR_BEHIND,
            "应达100.00%，自报50.00%，落后50个百分点，超过30个百分点",
        ),
        (facts(0), Ground.FAR_BEHIND, "应达50.00%，自报0.00%，落后50个百分点，超过30个百分点"),
        (
            facts(8300, today=date(2026, 12, 3)),
            Ground.DUE_SOON,
            "12月10日到期，临近期限尚未完成，应达93.00%，自报83.00%，落后10个百分点",
        ),
        (
            facts(8299, today=date(2026, 12, 3)),
            Ground.BEHIND,
            "应达93.00%，自报82.99%，落后10.01个百分点，超过10个百分点，12月10日到期",
        ),
        (facts(6000, today=date(2026, 12, 13)), Ground.OVERDUE, "应于12月10日完成，已逾期3日，自报60.00%"),
        (
            facts(0, started=False, today=date(2027, 1, 10)),
            Ground.OVERDUE,
            "应于2026年12月10日完成，已逾期31日，尚无填报",
        ),
        (facts(10_000, closed=True), Ground.STRUCK_OFF, "已核验销号"),
    ],
)
def test_the_reason_gives_the_numbers(seen: Facts, ground: Ground, reason: str) -> None:
    verdict = lamps.judge(seen, LIMITS)
    assert (verdict.ground, verdict.reason) == (ground, reason)
    assert verdict.planned_x100 == PLAN.planned(seen.today)


def test_every_lamp_has_its_own_shape_and_word() -> None:
    assert {lamp.value: lamp.sign + lamp.label for lamp in Lamp} == {
        "GREY": "○未启动",
        "GREEN": "●正常",
        "YELLOW": "▲滞后或临期",
        "RED": "■逾期或严重滞后",
        "BLUE": "✓已销号",
    }
    assert Lamp("RED") is Lamp.RED
    assert Lamp.choices()[0] == ("GREY", "未启动")


def test_thresholds_come_from_the_book_of_the_day() -> None:
    stricter = parameters.local_row(
        "lamp.yellow_gap_x100", 500, source="示教〔2026〕5号", effective_from=date(2026, 10, 1)
    )
    book = parameters.ParameterBook([*parameters.DEFAULTS, stricter])
    before, after = (lamps.thresholds(book, date(2026, 10, 1) - timedelta(days=n)) for n in (1, 0))
    assert (before, after) == (LIMITS, Thresholds(500, 3000))
    assert [lamps.judge(facts(4200), limits).lamp for limits in (before, after)] == [Lamp.GREEN, Lamp.YELLOW]


def test_a_yellow_gap_above_the_red_one_leaves_red_as_it_was() -> None:
    red_only = Thresholds(yellow_gap_x100=4000, red_gap_x100=3000)
    seen = [lamps.judge(facts(claimed), red_only).lamp for claimed in (2000, 1999, 0)]
    assert seen == [Lamp.GREEN, Lamp.RED, Lamp.RED]


@pytest.mark.parametrize(
    ("x100", "as_percent", "as_points"),
    [(0, "0.00%", "0"), (5, "0.05%", "0.05"), (1000, "10.00%", "10"), (2550, "25.50%", "25.5")],
)
def test_numbers_are_written_exactly(x100: int, as_percent: str, as_points: str) -> None:
    assert (lamps.percent(x100), lamps.points(x100)) == (as_percent, as_points)


@pytest.mark.parametrize(
    ("today", "spoken_for"),
    [
        pytest.param(date(2026, 11, 19), date(2026, 11, 13), id="a Thursday: last Friday"),
        pytest.param(date(2026, 11, 20), date(2026, 11, 13), id="the account's last day: still last Friday"),
        pytest.param(date(2026, 11, 21), date(2026, 11, 20), id="the day after it"),
        pytest.param(date(2026, 10, 9), date(2026, 9, 30), id="the National Day week worked until Saturday"),
        pytest.param(date(2026, 10, 11), date(2026, 10, 10), id="after its worked Saturday"),
    ],
)
def test_accounts_speak_for_the_last_week_that_is_over(today: date, spoken_for: date) -> None:
    assert lamps.accounted_on(today, WORK) == spoken_for
    assert lamps.held_against_on(spoken_for, WORK) <= today


@given(st.dates(START, date(2026, 12, 31)), st.integers(0, 9_999), st.booleans())
def test_a_weekly_lamp_turns_on_the_very_day_it_says(today: date, claimed_x100: int, started: bool) -> None:
    at = replace(facts(claimed_x100, today=today, started=started), weekly=WORK)
    lamp, turns_on = lamps.colour(at, LIMITS)
    day = today
    while day <= date(2027, 1, 5) and lamps.colour(replace(at, today=day), LIMITS)[0] is lamp:
        day += timedelta(days=1)
    assert turns_on == (day if day <= date(2027, 1, 5) else None)


@given(st.dates(START, date(2026, 12, 31)), st.integers(0, 9_999))
def test_a_weekly_lamp_never_asks_for_what_no_account_could_tell(today: date, claimed_x100: int) -> None:
    at = replace(facts(claimed_x100, today=today), weekly=WORK)
    verdict = lamps.judge(at, LIMITS)
    behind = verdict.planned_x100 - claimed_x100 > LIMITS.yellow_gap_x100
    assert behind == (verdict.ground in lamps.OFF_TRACK and claimed_x100 < lamps.WHOLE_X100) or today > DUE


def test_a_weekly_lamp_says_for_which_day_the_plan_was_held_against_the_claim() -> None:
    wednesday = replace(facts(4000, today=date(2026, 10, 21)), weekly=WORK)
    friday = date(2026, 10, 16)
    assert lamps.accounted_on(wednesday.today, WORK) == friday == wednesday.planned_for
    planned = wednesday.trajectory.planned(friday)
    reason = lamps.judge(wednesday, LIMITS).reason
    assert reason.startswith(f"10月16日应达{lamps.percent(planned)}，自报40.00%，")
    assert lamps.judge(replace(wednesday, weekly=None), LIMITS).reason.startswith("应达")
