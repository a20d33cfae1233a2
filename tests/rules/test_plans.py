"""Shapes, pieces, gates, rings of waiting, and plans that change by record alone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import plans
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import Trajectory
from luoshi.rules.people import Duty
from luoshi.rules.plans import Awaited, Link, Piece, PlanChangeState, Shape
from luoshi.rules.refusals import Refused
from luoshi.rules.tasks import WHOLE_X100, AssignmentState, Role, weekly_steps

DAYS = WorkCalendar()
MONDAY, FRIDAY = date(2026, 11, 2), date(2026, 12, 25)
WHOLE = st.integers(0, 400)


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date]:
    """Draw a first and a last day, up to a year apart, holidays and 调休 among them."""
    start = date(2025, 12, 1) + timedelta(days=draw(WHOLE))
    return start, start + timedelta(days=draw(WHOLE))


@given(span=spans(), shape=st.sampled_from([Shape.STRAIGHT, Shape.FRONT, Shape.STEPS]))
def test_every_shape_is_a_plan_that_never_falls_and_ends_with_the_whole(
    span: tuple[date, date], shape: Shape
) -> None:
    steps = plans.steps(shape, *span, DAYS)
    days, levels = [step.due_on for step in steps], [step.planned_x100 for step in steps]
    assert days == sorted(set(days))
    assert levels == sorted(levels)
    assert (days[-1], levels[-1]) == (span[1], WHOLE_X100)
    way = Trajectory(*span, tuple(zip(days, levels, strict=True)))
    assert way.planned(span[1]) == WHOLE_X100
    assert not any(step.is_stage for step in steps), "no text asked for a stage"


@given(span=spans())
def test_fast_first_is_never_behind_straight_and_steps_never_ahead(span: tuple[date, date]) -> None:
    level = {
        shape: {step.due_on: step.planned_x100 for step in plans.steps(shape, *span, DAYS)}
        for shape in (Shape.STRAIGHT, Shape.FRONT, Shape.STEPS)
    }
    for day, straight in level[Shape.STRAIGHT].items():
        assert level[Shape.FRONT][day] >= straight
        assert level[Shape.STEPS].get(day, 0) <= straight


def test_half_of_the_time_is_three_quarters_of_a_plan_that_is_fast_first() -> None:
    start, due = date(2026, 11, 2), date(2026, 11, 27)
    steps = {step.due_on: step.planned_x100 for step in plans.steps(Shape.FRONT, start, due, DAYS)}
    assert steps[date(2026, 11, 13)] == 7500


def test_steps_stay_level_until_the_eve_and_rise_in_quarters() -> None:
    start, due = date(2026, 11, 2), date(2026, 11, 27)
    way = Trajectory(
        start,
        due,
        tuple((step.due_on, step.planned_x100) for step in plans.steps(Shape.STEPS, start, due, DAYS)),
    )
    fridays = [date(2026, 11, day) for day in (6, 13, 20, 27)]
    assert [way.planned(day) for day in fridays] == [2500, 5000, 7500, 10_000]
    assert [way.planned(day - timedelta(days=1)) for day in fridays] == [0, 2500, 5000, 7500]


def test_straight_is_what_it_always_was() -> None:
    assert plans.steps(Shape.STRAIGHT, MONDAY, FRIDAY, DAYS) == weekly_steps(MONDAY, FRIDAY, DAYS)


def test_an_own_shape_passes_through_its_points_by_working_days() -> None:
    curve = plans.read_curve("11月13日 １０％\n2026/12/4\t90.5", MONDAY, FRIDAY)
    assert curve == ((date(2026, 11, 13), 1000), (date(2026, 12, 4), 9050))
    steps = {
        step.due_on: step.planned_x100 for step in plans.steps(Shape.OWN, MONDAY, FRIDAY, DAYS, (), curve)
    }
    assert (steps[date(2026, 11, 6)], steps[date(2026, 11, 13)]) == (500, 1000)
    assert steps[date(2026, 11, 20)] == 1000 + (9050 - 1000) // 3
    assert (steps[date(2026, 12, 4)], steps[FRIDAY]) == (9050, WHOLE_X100)


def test_a_day_without_a_year_is_the_first_from_the_start_on() -> None:
    assert plans.read_curve("1月15日 50", MONDAY, date(2027, 3, 1)) == ((date(2027, 1, 15), 5000),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "一行也没有"),
        ("明天 40%", "第1行“明天 40%”：认不出"),
        ("2月30日 40%", "认不出"),
        ("11月20日 101%", "不能超过100%"),
        ("11月20日 40%\n11月19日 50%", "日期应晚于上一行"),
        ("11月20日 40%\n11月21日 30%", "不应低于上一行"),
        ("2027-01-05 40%", "日期应在2026年11月2日到2026年12月25日之间"),
        ("12月25日 90%", "完成时限当天应为100%"),
    ],
)
def test_what_is_no_curve_is_told_line_by_line(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        plans.read_curve(text, MONDAY, FRIDAY)


@given(span=spans(), later=st.integers(0, 200), places=st.lists(WHOLE, max_size=6))
def test_what_is_stretched_keeps_its_order_and_its_ends(
    span: tuple[date, date], later: int, places: list[int]
) -> None:
    start, due = span
    after = due + timedelta(days=later)
    days = sorted({min(start + timedelta(days=place), due) for place in places})
    moved = [plans.stretched(day, start, due, after, DAYS) for day in days]
    assert moved == sorted(moved)
    assert all(start <= new <= after for new in moved)
    assert plans.stretched(due, start, due, after, DAYS) == after
    if later == 0:
        assert [DAYS.workdays_between(start, new) for new in moved if new != start] == [
            DAYS.workdays_between(start, old) for old, new in zip(days, moved, strict=True) if new != start
        ]


@given(weights=st.lists(st.integers(1, 100), min_size=1, max_size=20), span=spans())
def test_links_fall_into_weeks_in_their_order_and_the_last_with_the_whole(
    weights: list[int], span: tuple[date, date]
) -> None:
    links = [Link(f"第{place}环节", weight) for place, weight in enumerate(weights)]
    days = plans.weeks(links, plans.steps(Shape.STRAIGHT, *span, DAYS))
    assert days == sorted(days)
    assert days[-1] == span[1]
    assert plans.why_not_days(links, days, *span) is None
    assert plans.points(zip(days, weights, strict=True))[-1] == (span[1], WHOLE_X100)


@pytest.mark.parametrize("template", plans.TEMPLATES, ids=lambda each: each.key)
def test_a_template_is_whole_and_its_gates_say_who_holds_them(template: plans.Template) -> None:
    assert plans.why_not_links(template.links) is None
    assert sum(link.weight for link in template.links) == 100
    assert any(link.is_gate for link in template.links)


@pytest.mark.parametrize(
    ("links", "words"),
    [
        ([], "还没有环节"),
        ([Link("开工"), Link("开工")], "写了两次"),
        ([Link("开工", 0)], "权重应在1到100之间"),
        ([Link("长" * 41)], "1到40个字"),
        ([Link(str(number)) for number in range(21)], "不超过20个"),
    ],
)
def test_links_that_may_not_be(links: list[Link], words: str) -> None:
    assert words in (plans.why_not_links(links) or "")


def piece(number: int, project: int, order: int, *, gate: bool = False, weight: int = 10) -> Piece:
    """Return a piece of a project that is not done."""
    return Piece(
        number, f"项目{project}", project, f"环节{order}", order, weight, gate, "审批局", FRIDAY, None
    )


@st.composite
def projects(draw: st.DrawFn) -> list[Piece]:
    """Draw the pieces of some projects that go through the same links, gates among them."""
    gates = draw(st.lists(st.booleans(), min_size=1, max_size=5))
    count = draw(st.integers(1, 4))
    return [
        piece(project * 10 + order, project, order, gate=gate, weight=order + 1)
        for project in range(count)
        for order, gate in enumerate(gates)
    ]


@given(pieces=projects(), data=st.data())
def test_a_gate_bars_exactly_what_comes_after_it_in_its_project(
    pieces: list[Piece], data: st.DataObject
) -> None:
    ticked = data.draw(st.sets(st.sampled_from([each.id for each in pieces])))
    barred = {each.id for each, _ in plans.barred_by(pieces, ticked)}
    expected = {
        each.id
        for each in pieces
        if each.id in ticked
        and any(
            gate.is_gate
            and gate.id not in ticked
            and gate.project_id == each.project_id
            and gate.order < each.order
            for gate in pieces
        )
    }
    assert barred == expected
    assert (plans.why_not_tick(pieces, ticked) is None) == (not barred)


@given(pieces=projects(), data=st.data())
def test_more_ticks_never_mean_less_progress(pieces: list[Piece], data: st.DataObject) -> None:
    numbers = [each.id for each in pieces]
    few = data.draw(st.sets(st.sampled_from(numbers)))
    more = few | data.draw(st.sets(st.sampled_from(numbers)))
    assert 0 <= plans.claimed_x100(pieces, few) <= plans.claimed_x100(pieces, more) <= WHOLE_X100
    assert plans.claimed_x100(pieces, numbers) == WHOLE_X100


@given(edges=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15))
def test_whatever_may_be_registered_leaves_no_ring(edges: list[tuple[int, int]]) -> None:
    waits: dict[int, list[int]] = {}
    for task, awaited in edges:
        ring = plans.cycle(waits, task, awaited)
        if not ring:
            waits.setdefault(task, []).append(awaited)
            continue
        assert ring[0] == ring[-1] == task
        assert ring[1] == awaited or len(ring) == 2
        assert all(after in waits[before] for before, after in pairwise(ring[1:]))
    seen: set[int] = set()
    while ready := [t for t in range(7) if t not in seen and all(w in seen for w in waits.get(t, ()))]:
        seen.update(ready)
    assert seen == set(range(7)), "all can be done in some order"


def test_a_ring_is_told_by_its_names() -> None:
    ring = plans.cycle({1: [2], 2: [3]}, 3, 1)
    assert ring == [3, 1, 2, 3]
    told = plans.why_not_wait(ring, {1: "甲", 2: "乙", 3: "丙"})
    assert told is not None
    assert "“丙” → “甲” → “乙” → “丙”" in told


def test_no_more_is_claimed_than_what_is_waited_for_allows() -> None:
    late = Awaited(1, "用地批复", ("东河区",), date(2026, 11, 20), 3000)
    done = Awaited(2, "资金到位", (), date(2026, 11, 20), 0)
    assert plans.why_not_beyond(3000, [late, done], MONDAY) is None
    told = plans.why_not_beyond(3001, [late, done], date(2026, 11, 25))
    assert told is not None
    assert "在等东河区：“用地批复”应于11月20日完成，已逾期5日；办完之前本任务最多报到30%" in told
    assert "提出求助" in told


def test_a_later_start_is_told_with_its_reason() -> None:
    barring = Awaited(1, "用地批复", ("东河区",), date(2026, 11, 20), 0)
    assert plans.later_start(MONDAY, [barring], DAYS) == (date(2026, 11, 23), barring)
    assert plans.later_start(date(2026, 11, 23), [barring], DAYS) is None
    assert plans.later_start(MONDAY, [Awaited(1, "用地批复", ("东河区",), FRIDAY, 5000)], DAYS) is None


OPEN = plans.Part(
    is_own=True,
    role=Role.RESPONSIBLE,
    state=AssignmentState.OPEN,
    due_on=FRIDAY,
    is_undecided=False,
    is_broken_down=True,
)
WISH = plans.Wish("一中：开工", date(2026, 11, 20), date(2026, 12, 4), is_done=False)


@pytest.mark.parametrize(
    ("today", "after", "words"),
    [
        (date(2026, 11, 19), date(2026, 12, 4), None),
        (date(2026, 11, 20), date(2026, 12, 4), "调整应在到期前申请，当天和逾期后不再受理"),
        (date(2026, 11, 19), date(2026, 12, 26), "不能排到完成时限2026年12月25日之后"),
        (date(2026, 11, 19), date(2026, 11, 19), "已经过去"),
    ],
    ids=lambda each: str(each),
)
def test_a_change_is_asked_for_before_the_day_and_within_the_due_date(
    today: date, after: date, words: str | None
) -> None:
    wish = plans.Wish(WISH.name, WISH.before_on, after, is_done=False)
    told = plans.why_not_ask(OPEN, [wish], "图审补正。", today, MONDAY)
    assert told is None if words is None else words in (told or "")


@pytest.mark.parametrize("state", PlanChangeState)
@pytest.mark.parametrize("wanted", PlanChangeState)
def test_what_is_decided_stays_decided(state: PlanChangeState, wanted: PlanChangeState) -> None:
    may = state is PlanChangeState.ASKED and wanted is not PlanChangeState.ASKED
    assert (plans.why_not_move(state, wanted) is None) == may


@pytest.mark.parametrize(
    ("duty", "own", "leaders", "asker", "may"),
    [
        (Duty.SUPERVISION_HEAD, False, False, False, True),
        (Duty.SUPERVISION_HEAD, False, False, True, False),
        (Duty.SUPERVISION_HEAD, True, True, False, False),
        (Duty.BUREAU_LEADER, False, True, False, True),
        (Duty.BUREAU_LEADER, True, True, False, True),
        (Duty.BUREAU_LEADER, False, False, False, False),
    ],
)
def test_who_decides(duty: Duty, own: bool, leaders: bool, asker: bool, may: bool) -> None:
    told = plans.why_not_decide(
        PlanChangeState.ASKED, duty, is_own=own, is_for_leaders=leaders, is_asker=asker
    )
    assert (told is None) == may


@given(
    first=st.dictionaries(st.integers(1, 9), st.dates(MONDAY, FRIDAY), min_size=1),
    data=st.data(),
)
def test_recorded_changes_replayed_in_any_order_of_reading_give_the_present_plan(
    first: dict[int, date], data: st.DataObject
) -> None:
    present, changes = dict(first), []
    for number in range(data.draw(st.integers(0, 6))):
        moved = data.draw(st.dictionaries(st.integers(1, 12), st.dates(MONDAY, FRIDAY), min_size=1))
        changes.append((number, [(key, present.get(key), day) for key, day in moved.items()]))
        present |= moved
    assert plans.replayed(first, data.draw(st.permutations(changes))) == present


def test_a_record_that_is_not_whole_is_told() -> None:
    with pytest.raises(ValueError, match="change 2 moves piece 1 from 2026-11-20, not"):
        plans.replayed({1: MONDAY}, [(2, [(1, date(2026, 11, 20), FRIDAY)])])
