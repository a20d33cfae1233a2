"""Accounts, wishes for later dates, pauses and the morning's sweep come to the same in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from luoshi.actions import extensions, lamps, obstacles, reports
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import obstacles as obstacle_queries
from luoshi.queries.tasks import trajectory
from luoshi.records.models import Assignment, Entry, Extension, LampChange, Obstacle, Report, Unit
from luoshi.rules.obstacles import ObstacleKind, Outcome, outsider
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.stage import noon

PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
"""No shrinking: an order of twenty steps is read as it is, and each attempt costs a second."""
LAST = 26
"""The day, counted from the Monday of the cast, on which all is looked at."""

Act = Callable[[cast.City], None]
Step = tuple[int, Act]


def part(city: cast.City) -> Assignment:
    """Return the eastern county's part, read anew."""
    return Assignment.objects.select_related("unit", "task").get(id=city.assignments["east"].id)


def tell(day: int, week: int, claimed_x100: int) -> Step:
    """An account of a week so many weeks after the first, sent on a day."""

    def act(city: cast.City) -> None:
        reports.submit_report(
            assignment=part(city),
            week_start=cast.MONDAY + timedelta(weeks=week),
            claimed_x100=claimed_x100,
            words="按实际进度报送",
            revision=1,
            by=city.county,
            at=noon(day),
        )

    return day, act


def wish(day: int) -> Step:
    """A later date is asked for."""

    def act(city: cast.City) -> None:
        extensions.ask_extension(
            assignment=part(city),
            proposed_on=date(2027, 1, 8),
            reason="批复晚了",
            by=city.county,
            at=noon(day),
        )

    return day, act


def grant(day: int) -> Step:
    """The later date is granted."""

    def act(city: cast.City) -> None:
        extensions.grant_extension(
            extension=Extension.objects.get(),
            granted_on=date(2027, 1, 8),
            words="",
            by=city.head,
            at=noon(day),
        )

    return day, act


def ask(day: int, helper: str) -> Step:
    """Help is asked for: the clock stands from the next day on."""

    def act(city: cast.City) -> None:
        unit: Unit = getattr(city, helper)
        obstacles.raise_obstacle(
            assignment=part(city),
            kind=ObstacleKind.MONEY,
            helper=unit,
            words="请核拨",
            by=city.county,
            at=noon(day),
        )

    return day, act


def answer(day: int, helper: str) -> Step:
    """The helper answers, by link where it has no account: the clock runs on."""

    def act(city: cast.City) -> None:
        unit: Unit = getattr(city, helper)
        matter = Obstacle.objects.select_related("assignment__unit", "assignment__task", "helper").get(
            helper=unit
        )
        said = {"outcome": Outcome.SOLVED, "answer": "已办", "who_can": "", "at": noon(day)}
        asking = obstacle_queries.latest_asking(matter)
        if asking.link_key:
            asking.obstacle = matter
            by = outsider(unit.id, unit.name, "某某", "科长")
            obstacles.answer_by_link(asking=asking, key=asking.link_key, contact="0000", by=by, **said)
        else:
            obstacles.answer_obstacle(obstacle=matter, number=asking.number, by=city.office_unit, **said)

    return day, act


def sweep(day: int) -> Step:
    """What the clock does on a morning, in either order, as often as it likes."""

    def act(city: cast.City) -> None:
        on = cast.MONDAY + timedelta(days=day)
        obstacles.carry_paused(on=on, by=SYSTEM, at=noon(day))
        while lamps.turn_lamps(on=on, by=SYSTEM, at=noon(day)).looked:
            continue  # a call turns so many lamps at most

    return day, act


ACCOUNTS = (tell(1, 0, 900), tell(8, 1, 1500), tell(15, 2, 4000))
LATER_DATE = (wish(3), grant(9))
BY_OFFICE = (ask(4, "finance"), answer(9, "finance"))
BY_LINK = (ask(8, "treasury"), answer(15, "treasury"))
SWEEPS = tuple(sweep(day) for day in (3, 4, 8, 9, 15, 16))
THREADS = (ACCOUNTS, LATER_DATE, BY_OFFICE, BY_LINK, *((each,) for each in SWEEPS))


def in_order_of_days(threads: Sequence[Sequence[Step]], chance: Random) -> list[Step]:
    """Return all steps day by day, those of one day in any order that keeps each thread's own."""
    placed = [
        (step[0], chance.random(), thread, step) for thread, steps in enumerate(threads) for step in steps
    ]
    return [step for *_, step in sorted(placed, key=lambda each: each[:2])]


def interleaved(threads: Sequence[Sequence[Step]], chance: Random) -> list[Step]:
    """Return all steps in any order at all that keeps each thread's own."""
    waiting = [list(steps) for steps in threads]
    found = []
    while any(waiting):
        chosen = chance.choice([steps for steps in waiting if steps])
        found.append(chosen.pop(0))
    return found


def outcome(city: cast.City, steps: Sequence[Step]) -> dict[str, object]:
    """Do all steps and the last day's sweep, return what is on record then, and take it all back."""
    with transaction.atomic():
        entries = Entry.objects.count()
        for _, act in steps:
            act(city)
        sweep(LAST)[1](city)
        now = part(city)
        today = cast.MONDAY + timedelta(days=LAST)
        verdict = lamp_queries.judge_with(today)(now, trajectory(now.task))
        assert (now.lamp, now.next_lamp_on) == (verdict.lamp.value, verdict.next_change_on)
        turned = list(LampChange.objects.filter(assignment=now).order_by("id").values_list("before", "after"))
        assert [after for _, after in turned[:-1]] == [before for before, _ in turned[1:]], "no turn is lost"
        found = {
            "claim": (now.claimed_x100, now.claimed_on, now.claimed_words),
            "way": (now.change, now.due_on),
            "lamp": (now.lamp, now.next_lamp_on, verdict.reason),
            "accounts": list(
                Report.objects.order_by("week_start").values_list(
                    "week_start", "state", "claimed_x100", "is_late"
                )
            ),
            "said by people": Entry.objects.exclude(unit="系统").count() - entries,
        }
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], phases=PHASES)
@given(st.randoms(use_true_random=False), st.sets(st.integers(0, len(THREADS) - 1)))
def test_what_happens_on_one_day_may_happen_in_any_order(
    city: cast.City, chance: Random, left_out: set[int]
) -> None:
    threads = [steps for place, steps in enumerate(THREADS) if place not in left_out]
    plain = sorted((step for steps in threads for step in steps), key=lambda step: step[0])
    assert outcome(city, in_order_of_days(threads, chance)) == outcome(city, plain)


@pytest.mark.django_db
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], phases=PHASES)
@given(st.randoms(use_true_random=False))
def test_what_is_put_on_record_late_counts_from_its_own_day(city: cast.City, chance: Random) -> None:
    """An account of an earlier day is refused then, and a date is granted in view of the pauses so far."""
    threads = ((wish(3),), BY_OFFICE, BY_LINK, *((each,) for each in SWEEPS))
    plain = sorted((step for steps in threads for step in steps), key=lambda step: step[0])
    first = ACCOUNTS[0]
    assert outcome(city, [first, *interleaved(threads, chance)]) == outcome(city, [first, *plain])
