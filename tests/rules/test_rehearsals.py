"""A past replayed by its own rules comes out as it was; stricter limits never warn of less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.rules import lamps, rehearsals
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import Facts, Trajectory
from luoshi.rules.parameters import DEFAULTS, ParameterBook
from luoshi.rules.rehearsals import DAY, Event, Laid, Past, Track

WORK = WorkCalendar()
FIRST, LAST = date(2026, 3, 2), date(2026, 7, 31)
DAYS = rehearsals.Days(FIRST, LAST, WORK)
BOOK = ParameterBook()
IN_FORCE = rehearsals.Bounds(BOOK, DAYS)
MORNING, NOON = 8 * 3600, 12 * 3600
DAILY = rehearsals.clock(day * DAY + MORNING for day in range(DAYS.first, DAYS.last + 1))
INSIDE = st.integers(0, (LAST - FIRST).days)

ways = st.tuples(INSIDE, st.integers(0, 120)).map(
    lambda given: Trajectory(FIRST + timedelta(days=given[0]), FIRST + timedelta(days=given[0] + given[1]))
)
claims = st.lists(st.tuples(INSIDE, st.integers(0, 100)), max_size=12).map(sorted)
strikes = st.sets(INSIDE, min_size=1).map(
    lambda days: rehearsals.clock((DAYS.first + day) * DAY + MORNING for day in days)
)


def past(way: Trajectory, told: list[tuple[int, int]]) -> Past:
    """Return a part that was published at noon of the first day and accounted for at noons."""
    events: list[Event] = [
        ((DAYS.first + day) * DAY + NOON, rehearsals.CLAIM, 100 * percent, None) for day, percent in told
    ]
    return Past(
        part=1,
        begins=DAYS.first * DAY + NOON - 1,
        laid=Laid(rehearsals.Course(way, DAYS)),
        events=events,
        lamp_on=DAYS.first,
    )


def bounds(**changes: int) -> rehearsals.Bounds:
    """Return the limits in force but for some."""
    named = {f"lamp.{key}": value for key, value in changes.items()}
    return rehearsals.Bounds(rehearsals.book_with(BOOK, named.items()), DAYS)


@settings(max_examples=60)
@given(way=ways, day=INSIDE, percent=st.integers(0, 100), started=st.booleans())
def test_a_lamp_is_the_one_that_the_rule_of_lamps_shows(
    way: Trajectory, day: int, percent: int, started: bool
) -> None:
    today = FIRST + timedelta(days=day)
    soon = lamps.due_soon_on(way.due_on, BOOK.value("lamp.due_soon", today), WORK)
    facts = Facts(way, 100 * percent, started, False, today, soon, WORK)
    lamp, next_on = lamps.colour(facts, lamps.thresholds(BOOK, today))
    course = rehearsals.Course(way, DAYS)
    mine, mine_on = course.colour(today.toordinal(), today.toordinal(), 100 * percent, started, IN_FORCE)
    assert mine == rehearsals.CODES[lamp.value]
    if next_on and next_on <= LAST:
        assert mine_on == next_on.toordinal()
    else:
        assert mine_on > DAYS.last


@settings(max_examples=60)
@given(way=ways, told=claims, clock=strikes, yellow=st.integers(1, 1000), red=st.integers(1, 3000))
def test_stricter_limits_never_warn_of_less(
    way: Trajectory, told: list[tuple[int, int]], clock: rehearsals.Clock, yellow: int, red: int
) -> None:
    part = past(way, told)
    now = rehearsals.replay(part, clock, IN_FORCE)
    then = rehearsals.replay(part, clock, bounds(yellow_gap_x100=yellow, red_gap_x100=red))
    assert off_track(now) <= off_track(then)
    assert bool(now.warnings) <= bool(then.warnings)


@settings(max_examples=60)
@given(way=ways, told=claims, clock=strikes, step=INSIDE, yellow=st.integers(1, 2000))
def test_looked_at_after_every_account_a_part_becomes_the_same(
    way: Trajectory, told: list[tuple[int, int]], clock: rehearsals.Clock, step: int, yellow: int
) -> None:
    """Also where the number of yellow changes on some day: the clock sees that when it looks next."""
    [row] = [row for row in DEFAULTS if row.key == "lamp.yellow_gap_x100"]
    since = FIRST + timedelta(days=step)
    rows = [each for each in DEFAULTS if each is not row]
    rows += [
        replace(row, effective_to=since - timedelta(days=1)),
        replace(row, value=yellow, effective_from=since),
    ]
    changing = rehearsals.Bounds(ParameterBook(rows), DAYS)
    part = past(way, told)
    looks: list[Event] = [(moment, rehearsals.WAY, 0, part.laid) for moment, *_ in part.events]
    often = [event for pair in zip(part.events, looks, strict=True) for event in pair]
    track = rehearsals.replay(part, clock, changing)
    looked_at = rehearsals.replay(replace(part, events=often), clock, changing)
    assert (track.turns, track.warnings, track.lamp) == (looked_at.turns, looked_at.warnings, looked_at.lamp)


def off_track(track: Track) -> set[int]:
    """Return the days at whose end the lamp was yellow or red."""
    lamp, found = 0, set()
    turns = {turn.moment // DAY: turn.after for turn in track.turns}
    for day in range(DAYS.first, DAYS.last + 1):
        lamp = turns.get(day, lamp)
        found |= {day} if lamp in {2, 3} else set()
    return found


def test_a_warning_is_raised_once_a_week_cleared_by_a_better_account_and_quiet_once_set_aside() -> None:
    way = Trajectory(FIRST, FIRST + timedelta(days=99))
    told = [(30, 0), (36, 35), (50, 36)]
    track = rehearsals.replay(past(way, told), DAILY, IN_FORCE)
    raised = [(each.lamp, each.raised - DAYS.first) for each in track.warnings]
    first = track.warnings[0]
    assert raised[0] == (2, 12)
    assert [each.ended > each.begins for each in track.warnings] == [True] * len(raised)
    part = past(way, told)
    aside = (first.begins + 1, rehearsals.ASIDE, 2, None)
    quiet = rehearsals.replay(replace(part, events=[aside, *part.events]), DAILY, IN_FORCE)
    assert quiet.turns == track.turns
    assert quiet.warnings[0].ended == first.begins + 1
    assert len(quiet.warnings) == len(track.warnings)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([], "至少改一个数"),
        ([("lamp.due_soon", 5)], "没有改动"),
        ([("lamp.due_soon", 0)], "不小于1"),
        ([("lamp.yellow_gap_x100", 10_001)], "最大为10000"),
        ([("password.days", 3)], "只能预演灯色和督办阶梯"),
        ([("lamp.due_soon", 3), ("lamp.due_soon", 4)], "写了两次"),
    ],
)
def test_what_cannot_be_rehearsed_says_why(changes: list[tuple[str, int]], words: str) -> None:
    refusal = rehearsals.why_not_rehearse(changes, FIRST, LAST, LAST, BOOK)
    assert words in str(refusal)
    assert rehearsals.why_not_rehearse([("lamp.due_soon", 3)], FIRST, LAST, LAST, BOOK) is None


def test_days_to_come_and_days_without_end_cannot_be_rehearsed() -> None:
    changes = [("lamp.due_soon", 3)]
    tomorrow = LAST + timedelta(days=1)
    assert "不能晚于今天" in str(rehearsals.why_not_rehearse(changes, FIRST, tomorrow, LAST, BOOK))
    assert "早于" in str(rehearsals.why_not_rehearse(changes, LAST, LAST, LAST, BOOK))
    early = LAST - timedelta(days=366)
    assert "最多预演366天" in str(rehearsals.why_not_rehearse(changes, early, LAST, LAST, BOOK))
    assert rehearsals.why_not_rehearse(changes, early + timedelta(days=1), LAST, LAST, BOOK) is None
