"""A week's forecasts are drawn once, from the accounts up to that week, and held against what came."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.actions import forecasts
from luoshi.actions.forecasts import Drawn
from luoshi.queries import forecasts as forecast_queries
from luoshi.records.models import Assignment, Forecast, HitRate, Report, Task
from luoshi.rules.forecasts import Basis
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.stage import NOON
from tests.actions.watch import changed, one_entry, rows

WEEK = date(2026, 11, 9)
AT = NOON + timedelta(days=15)


def finished(
    city: cast.City, number: int, percents: list[int], due_on: date = date(2026, 11, 8)
) -> Assignment:
    """Give the eastern county one more task, of as many weeks as there are accounts, due on a day."""
    assert city.task is not None
    monday = due_on - timedelta(days=due_on.weekday())
    task = Task.objects.get(id=city.task.id)
    task.pk, task.start_on, task.due_on = None, monday - timedelta(days=7 * (len(percents) - 1)), due_on
    task.save()
    part = Assignment.objects.get(id=city.assignments["east"].id)
    part.pk, part.task, part.due_on, part.claimed_x100 = None, task, due_on, percents[-1] * 100
    part.save()
    tell(part, task.start_on, percents)
    city.assignments[f"past {number}"] = part
    return part


def tell(part: Assignment, monday: date, percents: list[int]) -> None:
    """Give a part one account a week from a Monday on."""
    Report.objects.bulk_create(
        Report(
            assignment=part,
            week_start=monday + timedelta(days=7 * number),
            claimed_x100=percent * 100,
            is_unchanged=False,
            is_late=False,
            state="SENT",
            submitted_at=NOON,
            submitted_by="甲",
            submitted_post_id=1,
        )
        for number, percent in enumerate(percents)
    )


@pytest.fixture
def told(city: cast.City) -> cast.City:
    """The city before whose task sixteen others of the eastern county fell due, every fourth in vain."""
    assert city.document is not None
    city.document.published_at = AT - timedelta(days=200)
    city.document.save()
    for number in range(16):
        finished(city, number, [25, 50, 75, 100] if number % 4 else [20, 40, 60, 80])
    tell(city.assignments["east"], cast.MONDAY, [10, 25])
    return city


def draw(week: date = WEEK, at: datetime = AT) -> Drawn:
    return forecasts.draw_forecasts(week_start=week, by=SYSTEM, at=at)


def test_what_has_work_and_time_left_is_foretold_once_with_what_it_rests_on(told: cast.City) -> None:
    with one_entry("forecasts.draw", SYSTEM, "week:2026-11-09"):
        assert draw() == Drawn(drawn=2, settled=0)
    east, west = Forecast.objects.order_by("assignment_id")
    assert (east.assignment_id, east.claimed_x100, east.weeks_left) == (told.assignments["east"].id, 2500, 6)
    assert (east.basis, east.tasks) == (Basis.UNIT, 16)
    assert (west.basis, west.tasks) == (Basis.LEVEL, 16)
    assert west.chance_x100 < east.chance_x100

    before = rows()
    assert draw() == Drawn(drawn=0, settled=0)
    assert changed(before) == set()


def test_the_same_accounts_give_the_same_forecasts_whenever_they_are_drawn(told: cast.City) -> None:
    draw()
    once = list(Forecast.objects.order_by("assignment_id").values_list("assignment_id", "chance_x100"))
    Forecast.objects.all().delete()
    tell(told.assignments["east"], date(2026, 11, 16), [100])
    Assignment.objects.filter(id=told.assignments["east"].id).update(
        state="CLOSED", claimed_x100=10_000, closed_at=AT, closed_by="乙"
    )
    draw(at=AT + timedelta(days=60))
    assert (
        list(Forecast.objects.order_by("assignment_id").values_list("assignment_id", "chance_x100")) == once
    )


@pytest.mark.parametrize(
    "change",
    [
        {"claimed": 100},
        {"role": "HELPING"},
        {"state": "PLANNED"},
        {"due_on": date(2026, 11, 15)},
        {"state": "CLOSED", "closed_at": AT - timedelta(days=7), "closed_by": "乙"},
    ],
)
def test_what_is_done_over_or_nobodys_is_not_foretold(told: cast.City, change: dict[str, object]) -> None:
    part = told.assignments["east"]
    if change.pop("claimed", None):
        Report.objects.filter(assignment=part, week_start=WEEK).update(claimed_x100=10_000)
    Assignment.objects.filter(id=part.id).update(**change)
    draw()
    assert set(Forecast.objects.values_list("assignment_id", flat=True)) == {told.assignments["west"].id}


def test_without_enough_like_tasks_nothing_is_foretold_and_nothing_entered(city: cast.City) -> None:
    before = rows()
    assert draw() == Drawn(0, 0)
    assert changed(before) == set()


def test_returned_and_replaced_accounts_do_not_count(told: cast.City) -> None:
    Report.objects.filter(assignment=told.assignments["east"], week_start=WEEK).update(
        state="RETURNED", return_reason="请核对"
    )
    draw()
    assert Forecast.objects.get(assignment=told.assignments["east"]).claimed_x100 == 1000


def test_what_fell_due_is_held_against_what_came(told: cast.City) -> None:
    draw()
    east, west = told.assignments["east"], told.assignments["west"]
    chances = dict(Forecast.objects.values_list("assignment_id", "chance_x100"))
    tell(east, date(2026, 12, 21), [100])
    tell(west, date(2026, 12, 28), [100])
    with one_entry("forecasts.draw", SYSTEM):
        assert draw(date(2026, 12, 21), AT + timedelta(days=60)).settled == 2
    record = forecast_queries.record()
    assert (record.whole.made, record.whole.came_true, record.weeks) == (2, 1, 1)
    assert record.whole.chance_sum_x100 == sum(chances.values())
    wrong, right = chances[west.id], 10_000 - chances[east.id]
    assert record.whole.error_sum_x100 == wrong * wrong // 10_000 + right * right // 10_000
    assert sum(hits.made for hits in record.by_tenth.values()) == 2
    assert forecast_queries.hits_like(chances[east.id]).came_true == 1

    before = rows()
    draw(date(2026, 12, 21), AT + timedelta(days=60))
    assert changed(before) == set(), "nothing is settled twice"
    assert HitRate.objects.count() > 0


def test_the_week_is_the_latest_whose_late_accounts_are_in(bare_city: cast.City) -> None:
    def closed(day: date) -> date:
        return forecast_queries.closed_week(day).week_start

    assert closed(date(2026, 11, 16)) == date(2026, 11, 2), "late accounts of last week still come in"
    assert closed(date(2026, 11, 17)) == date(2026, 11, 2)
    assert closed(date(2026, 11, 18)) == date(2026, 11, 9)
    assert closed(date(2026, 10, 9)) == date(2026, 9, 21), "the national holiday lies between"


@given(st.lists(st.tuples(st.integers(0, 10_000), st.booleans()), min_size=1, max_size=40))
def test_hits_add_up_in_any_order(outcomes: list[tuple[int, bool]]) -> None:
    def one(chance: int, came: bool) -> forecast_queries.Hits:
        return forecast_queries.Hits(1, int(came), chance, abs(chance - 10_000 * came))

    forth = sum((one(*each) for each in outcomes), forecast_queries.Hits())
    back = sum((one(*each) for each in reversed(outcomes)), forecast_queries.Hits())
    assert forth == back
    assert (forth.made, forth.came_true) == (len(outcomes), sum(came for _, came in outcomes))
    assert 0 <= forth.plain_brier_x10000 <= 2500
