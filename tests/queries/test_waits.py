"""Who kept whom waiting, as the database counts it and as one would count by hand."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.queries import calendar, obstacles
from luoshi.records.models import Asking, Obstacle
from luoshi.rules import obstacles as rules
from luoshi.rules.obstacles import ObstacleState
from luoshi.rules.parameters import DEFAULTS, ParameterBook
from tests import cast

TODAY = date(2026, 11, 22)  # a Sunday: what was due on Friday is not late yet


def askings(city: cast.City, count: int, seed: int) -> None:
    """Let the eastern county have asked so often: answered in time, late, not yet; some of it taken back."""
    chance, days, book = random.Random(seed), calendar.work_calendar(), ParameterBook(DEFAULTS)
    for _ in range(count):
        state = chance.choice([ObstacleState.ASKED, ObstacleState.CLOSED, ObstacleState.CLOSED])
        asked_on = TODAY - timedelta(days=chance.randrange(1, 500))
        if chance.random() < 0.1:
            state = ObstacleState.WITHDRAWN
        obstacle = Obstacle.objects.create(
            assignment=city.assignments["east"],
            kind="MONEY",
            helper=chance.choice([city.finance, city.treasury, city.bureau]),
            state=ObstacleState.CLOSED,
        )
        due_on = rules.answer_due(asked_on, book, days)
        answered: dict[str, object] = {}
        if state is ObstacleState.CLOSED:
            answered_on = asked_on + timedelta(days=chance.randrange(0, 15))
            waited = rules.waited(asked_on, due_on, answered_on, days)
            answered = {
                "answered_on": answered_on,
                "answered_at": cast.MONDAY_NOON,
                "answered_by": "某某",
                "outcome": "SOLVED",
                "took": waited.workdays,
                "late": waited.late,
            }
        elif state is ObstacleState.WITHDRAWN:
            Obstacle.objects.filter(id=obstacle.id).update(state=state)
        Asking.objects.create(
            obstacle=obstacle,
            number=1,
            words="请核拨。",
            asked_on=asked_on,
            due_on=due_on,
            asked_at=cast.MONDAY_NOON,
            asked_by="某某",
            **answered,
        )


def by_hand(since: date) -> dict[str, tuple[int, int, int, int, int | None]]:
    """Return asked, open, overdue, late answers and the middle of the days taken, by the helper's name."""
    days, groups = calendar.work_calendar(), defaultdict(list)
    for each in Asking.objects.select_related("obstacle__helper"):
        if each.obstacle.state == ObstacleState.WITHDRAWN:
            continue
        if each.answered_on is None or each.asked_on >= since:
            waited = rules.waited(each.asked_on, each.due_on, each.answered_on or TODAY, days)
            groups[each.obstacle.helper.name].append((each.answered_on is None, waited))
    found = {}
    for name, group in groups.items():
        took = sorted(waited.workdays for is_open, waited in group if not is_open)
        found[name] = (
            len(group),
            sum(is_open for is_open, _ in group),
            sum(is_open and waited.late > 0 for is_open, waited in group),
            sum(not is_open and waited.late > 0 for is_open, waited in group),
            took[len(took) // 2] if took else None,
        )
    return found


@pytest.mark.parametrize("seed", range(4))
def test_the_database_counts_as_one_counts_by_hand(city: cast.City, seed: int) -> None:
    askings(city, 60, seed)
    counted = obstacles.by_helper(city.leader, TODAY)
    assert {
        each.unit.name: (each.asked, each.open, each.overdue, each.late, each.middle_workdays)
        for each in counted
    } == by_hand(TODAY - obstacles.YEAR)
    assert [each.unit for each in counted] == [
        each.unit
        for each in sorted(counted, key=lambda each: (-each.overdue, -each.late, -each.asked, each.unit.path))
    ]
    for each in counted:
        assert obstacles.helper_seen(city.leader, each.unit.id, TODAY) == each


def test_those_that_wait_longest_come_first(city: cast.City) -> None:
    askings(city, 60, 7)
    found = obstacles.told(obstacles.waits(city.leader, TODAY), TODAY)
    assert found == sorted(
        found, key=lambda each: (not each.is_open, -each.waited.late, -each.waited.workdays)
    )
    treasury = obstacles.waits(city.leader, TODAY, city.treasury.id)
    assert {row.obstacle.helper for row in treasury} == {city.treasury}


def test_it_asks_as_often_for_many_as_for_few(city: cast.City) -> None:
    counts = []
    for more in (5, 40):
        askings(city, more, more)
        with CaptureQueriesContext(connection) as asked:
            obstacles.by_helper(city.leader, TODAY)
            obstacles.told(obstacles.waits(city.leader, TODAY)[:50], TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]
