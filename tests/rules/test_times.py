"""Days used, stood, left and past: they add up on every day, whatever pauses and calendars there are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import lamps, times, ways
from luoshi.rules.calendar import OFFICIAL, WorkCalendar
from luoshi.rules.extensions import laid
from luoshi.rules.lamps import Trajectory
from luoshi.rules.times import Days, Reach
from luoshi.rules.ways import Pause

DAYS = WorkCalendar()
BARE = WorkCalendar({})
START, DUE = date(2026, 9, 21), date(2026, 11, 27)
WAY = Trajectory(START, DUE)
PLAIN = ways.Change()


def day(offset: int) -> date:
    """Return the day so many days after the start."""
    return START + timedelta(days=offset)


starts = st.dates(date(2025, 6, 1), date(2027, 6, 1))
offsets = st.integers(-20, 260)
pauses = st.lists(
    st.tuples(offsets, st.one_of(st.none(), st.integers(0, 30))).map(
        lambda drawn: Pause(day(drawn[0]), None if drawn[1] is None else day(drawn[0] + drawn[1]))
    ),
    max_size=4,
)
calendars = st.sampled_from([DAYS, BARE])


def on(today: date, change: ways.Change = PLAIN, days: WorkCalendar = DAYS) -> times.TimeAccount:
    """Return the time of the part on a day."""
    return times.account(lamps.along(WAY, change, today), today, days)


@given(offsets, pauses, calendars)
def test_used_stood_and_left_make_up_the_whole_on_every_day(
    offset: int, held: list[Pause], days: WorkCalendar
) -> None:
    time = on(day(offset), ways.change((), held), days)
    assert time.natural.used + time.natural.stood + time.natural.left == (time.due_on - time.start_on).days
    whole = days.workdays_between(time.start_on, time.due_on)
    assert time.working.used + time.working.stood + time.working.left == whole
    for natural, working in zip(
        (time.natural.used, time.natural.stood, time.natural.left, time.natural.over),
        (time.working.used, time.working.stood, time.working.left, time.working.over),
        strict=True,
    ):
        assert 0 <= working <= natural
    assert time.natural.over == 0 or time.natural.left == 0
    assert 0 <= time.used_x100 <= 10_000


@given(offsets, pauses)
def test_it_is_told_as_the_lamp_tells_it(offset: int, held: list[Pause]) -> None:
    today, change = day(offset), ways.change((), held)
    way, time = lamps.along(WAY, change, today), on(today, change)
    assert (time.start_on, time.due_on) == (way.start_on, way.due_on)
    assert time.natural.over == max(way.days_over(today), 0)
    assert time.natural.whole == (DUE - START).days, "a pause gives no day and takes none"


@given(st.integers(0, 60), st.integers(0, 40))
def test_while_the_clock_stands_nothing_is_used(asked: int, waited: int) -> None:
    change = ways.change((), [Pause(day(asked))])
    before, now = on(day(asked), change), on(day(asked + waited), change)
    assert (now.natural.used, now.natural.left) == (before.natural.used, before.natural.left)
    assert (now.natural.stood, now.due_on) == (waited, DUE + timedelta(days=waited))
    assert now.working.used == before.working.used


@given(pauses, st.integers(0, 250), st.randoms())
def test_the_order_of_pauses_is_the_same_to_it(held: list[Pause], offset: int, luck: object) -> None:
    dealt = list(held)
    luck.shuffle(dealt)  # type: ignore[attr-defined]
    assert on(day(offset), ways.change((), held)) == on(day(offset), ways.change((), dealt))


@given(starts, st.integers(0, 400), st.integers(-10, 420))
def test_working_days_are_counted_one_by_one(start: date, length: int, offset: int) -> None:
    """Held against a count day by day, 调休 included, in published and in provisional years."""
    today = start + timedelta(days=offset)
    time = times.account(Trajectory(start, start + timedelta(days=length)), today, DAYS)
    every = [start + timedelta(days=each) for each in range(1, max(length, offset) + 1)]
    worked = [each for each in every if DAYS.is_workday(each)]
    last = start + timedelta(days=length)
    assert time.working == Days(
        used=sum(each <= min(today, last) for each in worked),
        stood=0,
        left=sum(max(today, start) < each <= last for each in worked),
        over=sum(last < each <= today for each in worked),
    )
    years = {start.year, last.year, today.year if today > last else last.year}
    known = {year for year in range(min(years), max(years) + 1) if year in OFFICIAL}
    assert set(time.provisional) == set(range(start.year, max(last, today, start).year + 1)) - known


@given(st.integers(1, 120), st.integers(0, 60))
def test_a_granted_date_leaves_more_and_takes_nothing_back(later: int, offset: int) -> None:
    granted = ways.change([laid(START, DUE + timedelta(days=later), (), (), day(offset), DAYS)], ())
    before, after = on(day(offset)), on(day(offset), granted)
    assert after.natural.used == before.natural.used
    assert after.natural.left == before.natural.left + later


def test_a_holiday_with_exchanged_weekends() -> None:
    """National Day 2026 by the published notice: what is worked on a weekend counts."""
    way = Trajectory(date(2026, 9, 18), date(2026, 10, 12))
    time = times.account(way, date(2026, 9, 20), DAYS)
    assert DAYS.is_workday(date(2026, 9, 20)), "worked in exchange"
    assert (time.natural, time.working) == (Days(2, 0, 22, 0), Days(1, 0, 11, 0))
    bare = times.account(way, date(2026, 9, 20), BARE)
    assert (bare.working.used, bare.provisional) == (0, (2026,))


@pytest.mark.parametrize(
    ("today", "held", "words"),
    [
        (day(-3), [], "9月21日启动，尚未开始计时，共67日（44个工作日）。"),
        (
            day(10),
            [Pause(day(1), day(4))],
            "已用7日（4个工作日），还有60日（39个工作日）；等待答复的3日（2个工作日）不计。",
        ),
        (DUE + timedelta(days=5), [], "共67日（44个工作日），已用完，超过5日（3个工作日）。"),
    ],
)
def test_it_is_said_in_a_sentence(today: date, held: list[Pause], words: str) -> None:
    assert times.said(on(today, ways.change((), held)), today) == words


def test_what_is_not_published_is_said_to_be_provisional() -> None:
    way = Trajectory(date(2026, 12, 1), date(2027, 2, 26))
    words = times.said(times.account(way, date(2026, 12, 7), DAYS), date(2026, 12, 7))
    assert words.endswith("；2027年放假安排尚未公布，工作日暂定。")


def test_time_stands_beside_work_and_is_not_judged() -> None:
    time = on(day(34))
    assert times.beside(time, 2000, day(34)) == "时间用去50%，自报完成20%。"
    assert times.beside(time, None, day(34)) == "时间用去50%，还没有报过进度。"
    assert times.beside(on(day(-1)), None, day(-1)) == ""


def test_a_crowded_week_is_a_question_about_the_week() -> None:
    monday = date(2026, 11, 23)
    assert times.why_ask("甲某，局长", 8, 8, monday, START) is None
    asked = times.why_ask("甲某，局长", 9, 8, monday, START)
    assert asked is not None
    assert asked.startswith("11月23日起的一周，同一责任人（甲某，局长）有9项到期，超过8项。")
    assert asked.endswith("？")


@pytest.mark.parametrize(
    ("reach", "length", "is_right"),
    [(Reach.ME, 43, True), (Reach.UNIT, 43, True), (Reach.ALL, 43, False), (Reach.ME, 39, False)],
)
def test_a_feed_holds_ones_own_or_the_units_behind_a_long_key(
    reach: Reach, length: int, is_right: bool
) -> None:
    assert (times.why_not_feed(reach, "k" * length) is None) is is_right
