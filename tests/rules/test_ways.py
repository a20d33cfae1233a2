"""The clock of a part: pauses and later dates give one way, in whatever order they come to be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import lamps, ways
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.extensions import laid
from luoshi.rules.lamps import Facts, Ground, Lamp, PausedWay, Thresholds, Trajectory
from luoshi.rules.ways import Change, Grant, Pause

START = date(2026, 9, 21)
DUE = date(2026, 12, 25)
DAYS = WorkCalendar()
LIMITS = Thresholds(1000, 3000)
PUBLISHED = Trajectory(START, DUE, ((date(2026, 10, 30), 3000), (date(2026, 11, 27), 7000)))


def day(offset: int) -> date:
    """Return the day so many days after the start."""
    return START + timedelta(days=offset)


offsets = st.integers(-10, 130)
pauses = st.tuples(offsets, st.one_of(st.none(), st.integers(0, 30))).map(
    lambda drawn: Pause(day(drawn[0]), None if drawn[1] is None else day(drawn[0] + drawn[1]))
)
ended = st.tuples(offsets, st.integers(0, 30)).map(lambda drawn: Pause(day(drawn[0]), day(sum(drawn))))
grants = st.tuples(st.integers(0, 90), st.integers(1, 200)).map(
    lambda drawn: laid(START, DUE + timedelta(days=drawn[1]), (), (), day(drawn[0]), DAYS)
)


def facts_on(change: Change, today: date, claimed_x100: int = 4000) -> Facts:
    """Return what is known on a day of a part with this claim, as the queries put it together."""
    since = change.stands_since(today)
    on = since or today
    way = lamps.along(PUBLISHED, change, on)
    soon = lamps.due_soon_on(way.due_on, 5, DAYS)
    return Facts(way, claimed_x100, True, False, on, soon, DAYS, since, change.asked_for)


@given(st.lists(pauses, max_size=6), st.lists(grants, max_size=3), st.randoms(), offsets)
def test_any_order_of_events_gives_the_same_lamp(
    held: list[Pause], granted: list[Grant], luck: object, offset: int
) -> None:
    shuffled, dealt = list(held), list(granted)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    luck.shuffle(dealt)  # type: ignore[attr-defined]
    one, other = ways.change(granted, held), ways.change(dealt, shuffled)
    assert one == other
    assert lamps.judge(facts_on(one, day(offset)), LIMITS) == lamps.judge(
        facts_on(other, day(offset)), LIMITS
    )


@given(st.lists(pauses, max_size=6), offsets)
def test_a_day_in_several_pauses_is_left_out_once(held: list[Pause], offset: int) -> None:
    today = day(offset)
    left_out = {
        each.after_on + timedelta(days=number)
        for each in held
        for number in range(1, ((each.until_on or today) - each.after_on).days + 1)
    }
    stood = ways.change((), held).stood(today)
    assert ways.days_stood(stood, today) == sum(one <= today for one in left_out)
    assert ways.counted(today, stood) == today - timedelta(days=sum(one <= today for one in left_out))


@given(st.lists(pauses, max_size=6), st.lists(ended, max_size=3))
def test_telling_a_pause_twice_or_in_pieces_changes_nothing(held: list[Pause], more: list[Pause]) -> None:
    halves = [
        piece
        for each in more
        for piece in (
            Pause(each.after_on, each.after_on + ((each.until_on or each.after_on) - each.after_on) / 2),
            Pause(each.after_on + ((each.until_on or each.after_on) - each.after_on) / 2, each.until_on),
        )
    ]
    assert ways.merged([*held, *more]) == ways.merged([*halves, *held, *held, *more])


@given(st.lists(ended, max_size=5), st.integers(0, 200))
def test_a_day_of_the_own_clock_falls_on_the_first_day_that_shows_it(held: list[Pause], offset: int) -> None:
    stood, own = ways.merged(held), day(offset)
    falls = ways.falls_on(own, stood)
    assert ways.counted(falls, stood) == own
    assert ways.counted(falls - timedelta(days=1), stood) < own


@given(st.lists(ended, max_size=4), st.integers(0, 9_999), st.integers(0, 160))
def test_a_paused_way_rises_as_laid_and_ends_late_by_what_it_stood(
    held: list[Pause], level: int, offset: int
) -> None:
    stood = ways.merged(held)
    way = PausedWay(PUBLISHED, stood)
    after = way.first_day_above(level)
    assert after is not None
    assert way.planned(after) > level >= way.planned(after - timedelta(days=1))
    assert way.planned(day(offset)) <= PUBLISHED.planned(day(offset))
    assert way.planned(way.due_on) == lamps.WHOLE_X100
    assert way.days_over(way.due_on) <= 0 < way.days_over(way.due_on + timedelta(days=1))
    assert (way.due_on - DUE).days == ways.days_stood(stood, way.due_on)


@given(st.lists(ended, max_size=3), st.integers(-5, 110), st.integers(0, 10_000), st.integers(0, 60))
def test_while_help_is_waited_for_the_lamp_stands_still(
    held: list[Pause], since: int, claimed: int, later: int
) -> None:
    asked = day(since)
    before = facts_on(ways.change((), held), asked, claimed)
    waiting = ways.change((), [*held, Pause(asked)])
    then = facts_on(waiting, asked + timedelta(days=later), claimed)
    if before.paused_on is None and not any((each.until_on or asked) >= asked for each in held):
        assert lamps.colour(then, LIMITS)[0] is lamps.colour(before, LIMITS)[0]
    assert lamps.colour(then, LIMITS)[1] is None


@given(st.lists(ended, max_size=3), st.lists(grants, max_size=2), st.integers(0, 9_000), st.integers(0, 90))
def test_the_next_change_is_told_to_the_day_on_a_paused_way(
    held: list[Pause], granted: list[Grant], claimed: int, offset: int
) -> None:
    change, today = ways.change(granted, held), day(offset)
    if any((each.until_on or today) > today for each in change.pauses):
        today = max(each.until_on or today for each in change.pauses)
    at = facts_on(change, today, claimed)
    lamp, turns_on = lamps.colour(at, LIMITS)
    limit = at.trajectory.due_on + timedelta(days=3)
    one = today
    while one <= limit and lamps.colour(facts_on(change, one, claimed), LIMITS)[0] is lamp:
        one += timedelta(days=1)
    assert turns_on == (one if one <= limit else None)


@given(st.lists(pauses, max_size=4), st.lists(grants, max_size=2), st.one_of(st.none(), st.dates()))
def test_what_is_kept_reads_back_as_it_was(
    held: list[Pause], granted: list[Grant], asked_for: date | None
) -> None:
    change = ways.change(granted, held, asked_for)
    assert ways.read(change.text) == change
    assert ways.Change().text == ""


def test_a_pause_that_was_taken_back_leaves_everything_as_it_was() -> None:
    assert ways.change((), ()) == ways.change((), [Pause(day(3), day(3))]) == Change()


@pytest.mark.parametrize(("answered", "due"), [(0, DUE), (1, day(96)), (7, date(2027, 1, 1))])
def test_the_due_date_moves_by_what_the_helper_took(answered: int, due: date) -> None:
    asked = date(2026, 11, 10)
    change = ways.change((), [Pause(asked, asked + timedelta(days=answered))])
    assert lamps.along(PUBLISHED, change, date(2026, 12, 1)).due_on == due


def test_who_asks_on_the_last_day_is_not_late_while_the_helper_takes_its_time() -> None:
    change = ways.change((), [Pause(DUE, DUE + timedelta(days=4))])
    seen = [
        lamps.judge(facts_on(change, DUE + timedelta(days=later), 9900), LIMITS).ground for later in range(6)
    ]
    assert seen == [*[Ground.PAUSED] * 4, Ground.DUE_SOON, Ground.OVERDUE]


def test_a_wish_for_a_later_date_is_told_and_changes_no_colour() -> None:
    plain = facts_on(Change(), date(2026, 12, 1), 3000)
    asked = replace(plain, asked_for=date(2027, 1, 15))
    before, after = lamps.judge(plain, LIMITS), lamps.judge(asked, LIMITS)
    assert (after.lamp, after.ground, after.next_change_on) == (
        Lamp.RED,
        before.ground,
        before.next_change_on,
    )
    assert after.reason == f"{before.reason}；已申请延期至2027年1月15日，待审批，批准前亮灯不变"


def test_a_grant_lays_the_plan_anew_and_leaves_the_published_one_alone() -> None:
    granted_on = date(2027, 1, 22)
    change = ways.change([laid(START, granted_on, (), (), date(2026, 12, 1), DAYS)], ())
    way = lamps.along(PUBLISHED, change, date(2026, 12, 2))
    assert (way.due_on, change.moved) == (granted_on, 1)
    assert way.planned(date(2026, 12, 1)) < PUBLISHED.planned(date(2026, 12, 1))
    assert (PUBLISHED.due_on, PUBLISHED.planned(DUE)) == (DUE, lamps.WHOLE_X100)


def test_a_granted_date_is_that_date_whatever_the_clock_had_stood_before() -> None:
    pause, granted_on, decided = (
        Pause(date(2026, 10, 9), date(2026, 10, 19)),
        date(2027, 1, 22),
        date(2026, 12, 1),
    )
    grant = laid(START, granted_on, (), (pause,), decided, DAYS)
    change = ways.change([grant], [pause])
    assert lamps.along(PUBLISHED, change, decided).due_on == granted_on
    more = ways.change([grant], [pause, Pause(date(2026, 12, 7), date(2026, 12, 10))])
    assert lamps.along(PUBLISHED, more, date(2026, 12, 20)).due_on == granted_on + timedelta(days=3)
