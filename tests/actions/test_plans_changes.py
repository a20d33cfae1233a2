"""Nothing moves a published plan but a record: asked for in time, decided, replayed to the present plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from luoshi.actions import extensions, obstacles, plans
from luoshi.queries import plans as plan_queries
from luoshi.records.models import Assignment, Milestone, Piece, PlanChange, Task
from luoshi.rules import plans as rules
from luoshi.rules import ways
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.obstacles import ObstacleKind
from luoshi.rules.plans import Link
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.watch import nothing_but, one_entry

LINKS = (Link("立项", 20), Link("施工许可", 30, is_gate=True, holder="行政审批部门"), Link("开工", 50))
DAYS = (date(2026, 11, 13), date(2026, 11, 27), date(2026, 12, 18))


@pytest.fixture
def broken(city: cast.City) -> cast.City:
    """The published city with the eastern county's part broken down."""
    return break_down(city)


def break_down(city: cast.City) -> cast.City:
    """Break the eastern county's part down into one project of three links."""
    task = Task.objects.get(id=city.task.id)
    plans.break_down(
        task=task,
        links=LINKS,
        days=DAYS,
        projects={city.east.id: [("一中", "")]},
        version=task.version,
        reason="按项目清单分解。",
        by=city.head,
        at=NOON,
    )
    return city


def part(city: cast.City) -> Assignment:
    """Return the eastern county's part as it stands."""
    return Assignment.objects.select_related("task", "unit").get(id=city.assignments["east"].id)


def piece(name: str) -> Piece:
    """Return the piece of a link."""
    return Piece.objects.get(link__name=name)


def ask(city: cast.City, days: dict[str, date], on: int = 0) -> PlanChange:
    """Let the eastern county ask for other days of its pieces."""
    return plans.ask_change(
        assignment=part(city),
        days={piece(name).id: day for name, day in days.items()},
        reason="图审补正。",
        by=city.county,
        at=noon(on),
    )


def present(city: cast.City) -> dict[int, date]:
    """Return the plan as the records of its changes tell it, read in the wrong order."""
    granted = PlanChange.objects.filter(assignment=part(city), state="GRANTED").order_by("-number")
    told = [
        (
            change.number,
            [
                (number, date.fromisoformat(before) if before else None, date.fromisoformat(after))
                for number, before, after in change.moves
            ],
        )
        for change in granted
    ]
    return rules.replayed(plan_queries.first_plan(part(city).id), told)


def as_kept(city: cast.City) -> dict[int, date]:
    """Return the plan as it is kept."""
    return dict(Piece.objects.filter(assignment=part(city)).values_list("id", "due_on"))


def test_a_wish_moves_nothing_until_it_is_granted(broken: cast.City) -> None:
    before, kept = part(broken).change, as_kept(broken)
    with one_entry("plans.ask", broken.county, f"assignment:{part(broken).id}"):
        change = ask(broken, {"施工许可": date(2026, 12, 4)})
    assert (part(broken).change, as_kept(broken)) == (before, kept)
    assert list(plan_queries.waiting(broken.head)) == [change]
    assert list(plan_queries.waiting(broken.leader)) == []
    with one_entry("plans.grant", broken.head, f"assignment:{part(broken).id}"):
        plans.grant_change(change=change, words="", by=broken.head, at=noon(1))
    assert piece("施工许可").due_on == date(2026, 12, 4)
    assert piece("施工许可").planned_on == date(2026, 11, 27)
    assert ways.read(part(broken).change).plan[1] == (date(2026, 12, 4), 5000)
    assert present(broken) == as_kept(broken)


def test_refused_or_taken_back_it_leaves_the_plan_as_it_was(broken: cast.City) -> None:
    kept = as_kept(broken)
    first = ask(broken, {"开工": date(2026, 12, 23)})
    with nothing_but("不同意调整应写明理由"):
        plans.refuse_change(change=first, words=" ", by=broken.head, at=NOON)
    plans.refuse_change(change=first, words="时间够用。", by=broken.head, at=NOON)
    second = ask(broken, {"开工": date(2026, 12, 24)})
    plans.withdraw_change(change=second, by=broken.county, at=NOON)
    assert as_kept(broken) == kept == present(broken)
    with nothing_but("已有结论"):
        plans.grant_change(change=second, words="", by=broken.head, at=NOON)


def test_who_may_not_ask_and_who_may_not_decide(broken: cast.City) -> None:
    asked = {"days": {piece("开工").id: date(2026, 12, 23)}, "reason": "图审。", "at": NOON}
    with nothing_but("只能为本单位"):
        plans.ask_change(assignment=part(broken), by=broken.other_county, **asked)
    with nothing_but("申请延期"):
        plans.ask_change(assignment=part(broken), by=broken.head, **asked)
    change = ask(broken, {"开工": date(2026, 12, 23)})
    with nothing_but("已有计划调整待审批"):
        ask(broken, {"立项": date(2026, 11, 20)})
    for who, words in (("leader", "由督查科科长审批"), ("clerk", "审批延期"), ("county_head", "审批延期")):
        with nothing_but(words):
            plans.grant_change(change=change, words="", by=broken.actors[who], at=NOON)


@pytest.mark.parametrize(
    ("on", "told"), [(10, None), (11, "立项”应于2026年11月13日完成，调整应在到期前申请")]
)
def test_asked_before_the_day_or_not_at_all(broken: cast.City, on: int, told: str | None) -> None:
    if told is None:
        assert ask(broken, {"立项": date(2026, 11, 20)}, on).state == "ASKED"
    else:
        with nothing_but(told):
            ask(broken, {"立项": date(2026, 11, 20)}, on)


def test_an_extension_stretches_the_pieces_and_is_on_record_as_such(broken: cast.City) -> None:
    wish = extensions.ask_extension(
        assignment=part(broken), proposed_on=date(2027, 1, 8), reason="汛期停工。", by=broken.county, at=NOON
    )
    with one_entry("extensions.grant", broken.head, f"assignment:{part(broken).id}"):
        extensions.grant_extension(
            extension=wish, granted_on=date(2027, 1, 8), words="", by=broken.head, at=NOON
        )
    change = PlanChange.objects.get(kind="EXTENDED")
    assert len(change.moves) == 3
    days = [piece(link.name).due_on for link in LINKS]
    assert days == sorted(days)
    assert all(before < after <= date(2027, 1, 8) for before, after in zip(DAYS, days, strict=True))
    assert ways.read(part(broken).change).plan == tuple(zip(days, (2000, 5000, 10_000), strict=True))
    assert present(broken) == as_kept(broken)
    assert Milestone.objects.filter(task=part(broken).task).count() == len(
        rules.steps(rules.Shape.STRAIGHT, cast.MONDAY, date(2026, 12, 25), WorkCalendar())
    ), "the published milestones stay"


def test_what_moved_meanwhile_is_not_moved_over(broken: cast.City) -> None:
    change = ask(broken, {"开工": date(2026, 12, 23)})
    wish = extensions.ask_extension(
        assignment=part(broken), proposed_on=date(2027, 1, 4), reason="汛期停工。", by=broken.county, at=NOON
    )
    extensions.grant_extension(extension=wish, granted_on=date(2027, 1, 4), words="", by=broken.head, at=NOON)
    with nothing_but("有环节的时间刚刚被改动", SomebodyWasFirst):
        plans.grant_change(change=change, words="", by=broken.head, at=NOON)
    change.refresh_from_db()
    plans.refuse_change(change=change, words="已随延期重排。", by=broken.head, at=NOON)
    assert present(broken) == as_kept(broken)


def test_days_that_the_clock_stood_are_not_counted_against_a_piece(broken: cast.City) -> None:
    obstacle = obstacles.raise_obstacle(
        assignment=part(broken),
        kind=ObstacleKind.LAND,
        helper=broken.finance,
        words="用地批复没有下来。",
        by=broken.county,
        at=NOON,
    )
    assert obstacle.state == "ASKED"
    stood = ways.read(part(broken).change).stood(date(2026, 11, 9))
    assert ways.last_day(piece("立项").due_on, stood) == date(2026, 11, 20)
    change = ask(broken, {"立项": date(2026, 11, 23)}, on=7)
    assert change.moves[0][1:] == ["2026-11-13", "2026-11-16"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["ask", "grant", "refuse", "withdraw", "extend", "add"]),
        st.sampled_from([link.name for link in LINKS]),
        st.integers(1, 40),
    ),
    max_size=8,
)


class WhateverIsDone(TestCase):
    """Records replayed over the first plan give the present plan after any course of events."""

    city: ClassVar[cast.City]

    @classmethod
    def setUpTestData(cls) -> None:
        """Lay the city once; each course of events is taken back."""
        cls.city = break_down(cast.publish(cast.build_city()))

    @settings(max_examples=60)
    @given(steps=STEPS)
    def test_the_record_is_the_plan(self, steps: list[tuple[str, str, int]]) -> None:
        """Refusals are part of the course: they leave all as it was."""
        city = self.city
        for turn, (what, name, size) in enumerate(steps):
            try:
                self._do(city, what, name, size, turn)
            except (Refused, SomebodyWasFirst):
                continue
        assert present(city) == as_kept(city)
        dated = [(each.due_on, each.link.weight) for each in part(city).pieces.select_related("link")]
        assert ways.read(part(city).change).plan == rules.points(dated)

    def _do(self, city: cast.City, what: str, name: str, size: int, turn: int) -> None:
        asked = PlanChange.objects.filter(state="ASKED").first()
        by_head = {"by": city.head, "at": noon(turn)}
        if what == "ask":
            first = part(city).pieces.filter(link__name=name).order_by("id").first()
            plans.ask_change(
                assignment=part(city),
                days={first.id: first.due_on + timedelta(days=size - 10)},
                reason="图审。",
                by=city.county,
                at=noon(turn),
            )
        elif what == "grant" and asked:
            plans.grant_change(change=asked, words="", **by_head)
        elif what == "refuse" and asked:
            plans.refuse_change(change=asked, words="时间够用。", **by_head)
        elif what == "withdraw" and asked:
            plans.withdraw_change(change=asked, by=city.county, at=noon(turn))
        elif what == "extend":
            due_on = part(city).due_on + timedelta(days=size)
            wish = extensions.ask_extension(
                assignment=part(city), proposed_on=due_on, reason="停工。", by=city.county, at=noon(turn)
            )
            decider = city.head if wish.state == "AT_OFFICE" else city.leader
            extensions.grant_extension(extension=wish, granted_on=due_on, words="", by=decider, at=noon(turn))
        elif what == "add":
            task = Task.objects.get(id=city.task.id)
            plans.break_down(
                task=task,
                links=LINKS,
                days=DAYS,
                projects={city.east.id: [(f"第{turn}批", "")]},
                version=task.version,
                reason="新增项目。",
                **by_head,
            )
