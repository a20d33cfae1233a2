"""The planned line, and that the day foretold for a change is the day on which it happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import lamps
from luoshi.rules.lamps import Facts, Lamp, Thresholds, Trajectory
from luoshi.rules.refusals import Refused

ORIGIN = date(2026, 9, 1)
SEVERITY = {Lamp.GREY: 0, Lamp.GREEN: 0, Lamp.YELLOW: 1, Lamp.RED: 2}


def on(offset: int) -> date:
    """Return the day so many days after the origin."""
    return ORIGIN + timedelta(days=offset)


@st.composite
def trajectories(draw: st.DrawFn) -> Trajectory:
    """Draw any consistent trajectory of up to a hundred days, with or without milestones."""
    span = draw(st.integers(0, 100))
    days = sorted(draw(st.sets(st.integers(0, span), max_size=6)))
    heights = sorted(draw(st.lists(st.integers(0, 10_000), min_size=len(days), max_size=len(days))))
    return Trajectory(
        ORIGIN, on(span), tuple((on(day), height) for day, height in zip(days, heights, strict=True))
    )


@st.composite
def situations(draw: st.DrawFn) -> tuple[Facts, Thresholds]:
    """Draw an assignment on any day around its trajectory, and thresholds."""
    facts = Facts(
        trajectory=draw(trajectories()),
        claimed_x100=draw(st.one_of(st.integers(0, 10_000), st.sampled_from([0, 9999, 10_000]))),
        started=draw(st.booleans()),
        closed=draw(st.integers(0, 9)) == 0,
        today=on(draw(st.integers(-20, 120))),
        due_soon_on=ORIGIN,
    )
    soon_on = facts.trajectory.due_on - timedelta(days=draw(st.integers(0, 12)))
    return replace(facts, due_soon_on=soon_on), Thresholds(
        draw(st.integers(1, 6000)), draw(st.integers(1, 6000))
    )


@given(trajectories())
def test_the_plan_rises_from_nothing_to_the_whole(plan: Trajectory) -> None:
    values = [plan.planned(on(offset)) for offset in range(-2, 103)]
    assert values == sorted(values)
    assert plan.planned(ORIGIN - timedelta(days=1)) == 0
    assert plan.planned(plan.due_on) == plan.planned(on(102)) == 10_000


@given(trajectories())
def test_the_plan_passes_through_its_milestones(plan: Trajectory) -> None:
    for day, planned in plan.points:
        assert plan.planned(day) == (10_000 if day == plan.due_on else planned)


@given(trajectories(), st.integers(0, 10_500))
def test_the_first_day_above_a_level_is_the_first_found_by_walking(plan: Trajectory, level: int) -> None:
    walked = [on(offset) for offset in range(101) if plan.planned(on(offset)) > level]
    assert plan.first_day_above(level) == (walked[0] if walked else None)


def test_every_plan_is_above_a_negative_level_so_asking_is_an_error() -> None:
    plan = Trajectory(ORIGIN, on(10))
    assert plan.first_day_above(0) == on(1)
    assert (plan.first_day_above(9999), plan.first_day_above(10_000)) == (on(10), None)
    with pytest.raises(ValueError, match="at least 0"):
        plan.first_day_above(-1)


def test_a_straight_line_rounds_down_and_keeps_to_integers() -> None:
    plan = Trajectory(ORIGIN, on(3))
    assert [plan.planned(on(offset)) for offset in range(-1, 5)] == [0, 0, 3333, 6666, 10_000, 10_000]


def test_milestones_bend_the_line() -> None:
    plan = Trajectory(ORIGIN, on(20), ((on(10), 2000), (on(15), 2000)))
    assert [plan.planned(on(offset)) for offset in (0, 5, 10, 15, 16, 20)] == [
        0,
        1000,
        2000,
        2000,
        3600,
        10_000,
    ]


def test_a_task_of_one_day_is_planned_whole_on_that_day() -> None:
    plan = Trajectory(ORIGIN, ORIGIN)
    assert [plan.planned(on(offset)) for offset in (-1, 0, 1)] == [0, 10_000, 10_000]
    assert plan.first_day_above(0) == ORIGIN


@pytest.mark.parametrize(
    ("due_on", "points", "reason"),
    [
        (on(-1), (), "完成日期2026年8月31日早于启动日期2026年9月1日，请改正其中之一。"),
        (on(9), ((on(5), 10), (on(5), 20)), "里程碑应按日期先后排列且每日只有一个，请检查2026年9月6日。"),
        (
            on(9),
            ((on(5), 20), (on(6), 10)),
            "2026年9月7日的计划进度应在0%到100%之间，且不低于前一里程碑，请改正。",
        ),
        (
            on(9),
            ((on(5), 10_001),),
            "2026年9月6日的计划进度应在0%到100%之间，且不低于前一里程碑，请改正。",
        ),
        (on(9), ((on(10), 10),), "里程碑的日期应在启动日期和完成日期之间，请改正。"),
        (on(9), ((on(-1), 10),), "里程碑的日期应在启动日期和完成日期之间，请改正。"),
    ],
)
def test_a_contradictory_plan_is_refused(
    due_on: date, points: tuple[tuple[date, int], ...], reason: str
) -> None:
    with pytest.raises(Refused) as refusal:
        Trajectory(ORIGIN, due_on, points)
    assert refusal.value.reason == reason


@given(situations())
def test_the_foretold_day_is_the_first_on_which_the_lamp_differs(situation: tuple[Facts, Thresholds]) -> None:
    facts, limits = situation
    lamp, next_change_on = lamps.colour(facts, limits)
    later = (facts.today + timedelta(days=offset) for offset in range(1, 260))
    differing = [day for day in later if lamps.colour(replace(facts, today=day), limits)[0] is not lamp]
    assert next_change_on == (differing[0] if differing else None)


@given(situations())
def test_time_alone_never_improves_a_lamp(situation: tuple[Facts, Thresholds]) -> None:
    facts, limits = situation
    seen = [
        lamps.colour(replace(facts, closed=False, today=on(offset)), limits)[0] for offset in range(-20, 121)
    ]
    for earlier, later in pairwise(seen):
        assert SEVERITY[earlier] <= SEVERITY[later]
        assert later is earlier or SEVERITY[earlier] < SEVERITY[later]


@given(situations(), st.integers(0, 10_000))
def test_claiming_more_never_worsens_a_lamp(situation: tuple[Facts, Thresholds], more: int) -> None:
    facts, limits = situation
    facts = replace(facts, closed=False)
    greater = replace(facts, claimed_x100=max(more, facts.claimed_x100))
    before, after = (lamps.colour(given_, limits)[0] for given_ in (facts, greater))
    assert SEVERITY[after] <= SEVERITY[before]


@given(situations())
def test_the_worded_verdict_and_the_fast_path_agree(situation: tuple[Facts, Thresholds]) -> None:
    facts, limits = situation
    verdict = lamps.judge(facts, limits)
    assert (verdict.lamp, verdict.next_change_on) == lamps.colour(facts, limits)
    assert verdict.reason


@given(situations())
def test_the_lamp_follows_the_gap_as_the_rule_is_written(situation: tuple[Facts, Thresholds]) -> None:
    """The rule as it is written, day by day, against the turning days that the fast path works out."""
    facts, limits = situation
    gap = facts.trajectory.planned(facts.today) - facts.claimed_x100
    started = facts.started or facts.claimed_x100 > 0
    begun = facts.today >= facts.trajectory.start_on
    if facts.closed:
        expected = Lamp.BLUE
    elif facts.claimed_x100 == 10_000:
        expected = Lamp.GREEN
    elif facts.today > facts.trajectory.due_on or gap > limits.red_gap_x100:
        expected = Lamp.RED
    elif gap > limits.yellow_gap_x100 or (begun and facts.today >= facts.due_soon_on):
        expected = Lamp.YELLOW
    else:
        expected = Lamp.GREEN if started else Lamp.GREY
    assert lamps.colour(facts, limits)[0] is expected
