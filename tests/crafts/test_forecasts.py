"""A chance comes from how like tasks went, is the same whenever it is drawn, and says what it rests on."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.crafts import forecasts
from luoshi.crafts.forecasts import Foresight, Kind, Past, Reference
from luoshi.rules.forecasts import ENOUGH, Basis
from luoshi.rules.lamps import WHOLE_X100

HERE = Kind(1, "COUNTY", "SAFETY")
WEEKS = 10
CLAIMS = st.lists(st.integers(0, WHOLE_X100), min_size=1, max_size=30)


def steady(number: int, share_x100: int, kind: Kind = HERE) -> Past:
    """Return a task that reached so much in ten even weeks."""
    return forecasts.past(number, kind, WEEKS, {week: share_x100 * week // WEEKS for week in range(1, 11)})


def past_ones(count: int, share_x100: int, kind: Kind = HERE, first: int = 1) -> list[Past]:
    return [steady(first + number, share_x100, kind) for number in range(count)]


def test_a_past_task_is_cut_into_twentieths_and_stands_where_no_account_came() -> None:
    one = forecasts.past(7, HERE, 5, {1: 1000, 3: 5000, 4: 5000, 5: 9000})
    first = (0, 250, 500, 750, 1000, 1000, 1000, 1000, 1000)
    assert one.stood == (*first, 2000, 3000, 4000, *[5000] * 5, 6000, 7000, 8000, 9000)
    assert one.made == one.stood


def test_who_was_done_early_could_have_made_more() -> None:
    one = forecasts.past(7, HERE, 10, {week: min(WHOLE_X100, 2000 * week) for week in range(1, 11)})
    assert one.stood[10:] == (WHOLE_X100,) * 11
    assert one.made[10:] == tuple(range(10_000, 20_001, 1000))


@given(CLAIMS)
def test_a_past_task_begins_at_nothing_and_ends_where_its_last_week_stood(claims: list[int]) -> None:
    one = forecasts.past(1, HERE, len(claims), dict(enumerate(claims, start=1)))
    assert (len(one.stood), one.stood[0], one.stood[-1]) == (21, 0, claims[-1])
    assert all(0 <= each <= WHOLE_X100 for each in one.stood)


def test_where_all_like_tasks_were_done_the_chance_is_high_but_never_certain() -> None:
    all_done = Reference(past_ones(30, WHOLE_X100))
    assert all_done.foresee(HERE, WEEKS, 5, 5000) == Foresight(9166, Basis.UNIT_CAMPAIGN, 30, 10, 5000)


def test_where_no_like_task_was_done_the_chance_is_small_but_never_nothing() -> None:
    none_done = Reference(past_ones(30, 6000))
    assert none_done.foresee(HERE, WEEKS, 5, 3000) == Foresight(833, Basis.UNIT_CAMPAIGN, 30, 10, 3000)


def test_what_moved_like_the_slow_ones_is_foretold_by_the_slow_ones() -> None:
    reference = Reference([*past_ones(15, WHOLE_X100), *past_ones(15, 5000, first=100)])
    slow, fast = reference.foresee(HERE, WEEKS, 5, 2400), reference.foresee(HERE, WEEKS, 5, 5000)
    assert slow is not None
    assert fast is not None
    assert slow.chance_x100 < 1000 < 9000 < fast.chance_x100


def test_a_class_that_is_too_small_gives_way_to_the_next_wider_one() -> None:
    elsewhere, office = Kind(2, "COUNTY", ""), Kind(3, "OFFICE", "")
    few = past_ones(ENOUGH - 1, WHOLE_X100)
    assert Reference(few).foresee(HERE, WEEKS, 5, 5000) is None
    asked = {
        Basis.UNIT_CAMPAIGN: HERE,
        Basis.UNIT: Kind(1, "COUNTY", ""),
        Basis.LEVEL_CAMPAIGN: Kind(2, "COUNTY", "SAFETY"),
        Basis.LEVEL: elsewhere,
        Basis.CITY: office,
    }
    for basis, kind in asked.items():
        one_more = steady(999, WHOLE_X100, kind)
        found = Reference([*few, one_more]).foresee(HERE, WEEKS, 5, 5000)
        assert found is not None
        assert (found.basis, found.tasks) == (basis, ENOUGH)


def test_a_long_and_a_short_task_are_compared_by_the_share_of_their_time() -> None:
    reference = Reference(past_ones(30, WHOLE_X100))
    short, long = reference.foresee(HERE, 4, 2, 5000), reference.foresee(HERE, 40, 20, 5000)
    assert short == long


def test_less_time_for_the_same_work_never_makes_it_likelier() -> None:
    chance = random.Random(5)
    mixed = [steady(number, chance.randrange(4000, 12_000)) for number in range(60)]
    reference = Reference(mixed)
    found = [reference.foresee(HERE, 40, left, 4500) for left in (20, 19)]
    chances = [each.chance_x100 for each in found if each is not None]
    assert len(chances) == 2
    assert chances == sorted(chances, reverse=True)


@given(st.lists(st.integers(0, 13_000), min_size=ENOUGH, max_size=50), st.integers(1, WEEKS), st.randoms())
def test_the_same_past_gives_the_same_chance_in_whatever_order_it_is_told(
    shares: list[int], left: int, order: random.Random
) -> None:
    pasts = [steady(number, share) for number, share in enumerate(shares)]
    shuffled = list(pasts)
    order.shuffle(shuffled)
    claimed = 10_000 * (WEEKS - left) // WEEKS
    once = Reference(pasts).foresee(HERE, WEEKS, left, claimed)
    again = Reference(shuffled)
    again.foresee(HERE, WEEKS, 1, 100)
    assert once == again.foresee(HERE, WEEKS, left, claimed)
    assert once is not None
    assert 0 < once.chance_x100 < WHOLE_X100


@given(st.integers(1, 40), st.lists(st.integers(3000, 13_000), min_size=ENOUGH, max_size=30))
def test_more_done_is_never_less_likely_among_those_that_stood_alike(left: int, shares: list[int]) -> None:
    reference = Reference([steady(number, share) for number, share in enumerate(shares)])
    found = [reference.foresee(HERE, 40, left, claimed) for claimed in range(9000, 10_000, 100)]
    known = [each for each in found if each is not None]
    for before, after in pairwise(known):
        if before.alike == after.alike and before.usual_x100 == after.usual_x100:
            assert before.chance_x100 <= after.chance_x100


@pytest.mark.parametrize("left", [0, WEEKS + 1])
def test_without_time_or_with_more_than_all_nothing_is_foretold(left: int) -> None:
    with pytest.raises(ValueError, match="weeks_left"):
        Reference(past_ones(30, WHOLE_X100)).foresee(HERE, WEEKS, left, 0)


def brier(chances: Mapping[int, int], came: Mapping[int, bool]) -> float:
    return sum((chances[n] / 10_000 - came[n]) ** 2 for n in chances) / len(chances)


def test_forecasts_of_made_up_tasks_come_true_about_as_often_as_they_say() -> None:
    """Half of a made-up history foretells the other half, halfway through its time."""
    luck = random.Random(11)

    def walk(number: int) -> Past:
        pace = luck.gauss(1000, 250)
        at, claims = 0, {}
        for week in range(1, WEEKS + 1):
            at = min(WHOLE_X100, at + max(0, int(luck.gauss(pace, 300))))
            claims[week] = at
        return forecasts.past(number, HERE, WEEKS, claims)

    known, later = [walk(number) for number in range(300)], [walk(number) for number in range(300)]
    reference = Reference(known)
    came = {number: one.stood[-1] == WHOLE_X100 for number, one in enumerate(later)}
    chances = {}
    for number, one in enumerate(later):
        found = reference.foresee(HERE, WEEKS, 5, one.stood[10])
        assert found is not None
        chances[number] = found.chance_x100
    share = sum(came.values()) / len(came)
    mean = sum(chances.values()) / len(chances) / 10_000
    assert abs(mean - share) < 0.08
    assert brier(chances, came) < 0.8 * share * (1 - share)
