"""What may happen to a task and to a unit's part of it, and the plan by weeks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import tasks
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.enums import Turn
from luoshi.rules.tasks import AssignmentState, Role, TaskState

CALENDAR = WorkCalendar()

ALLOWED = {
    "PROPOSED>ACCEPTED",
    "PROPOSED>DROPPED",
    "ACCEPTED>PROPOSED",
    "ACCEPTED>DROPPED",
    "ACCEPTED>OPEN",
    "DROPPED>PROPOSED",
    "OPEN>CLOSED",
    "OPEN>CANCELLED",
}
ALLOWED_PARTS = {
    "PLANNED>OPEN",
    "OPEN>CLOSING",
    "OPEN>CANCELLED",
    "CLOSING>CLOSED",
    "CLOSING>OPEN",
    "CLOSING>CANCELLED",
}


@pytest.mark.parametrize(("current", "wanted"), list(product(TaskState, TaskState)))
def test_every_move_of_a_task(current: TaskState, wanted: TaskState) -> None:
    reason = tasks.why_not_move(current, wanted)
    if f"{current}>{wanted}" in ALLOWED:
        assert reason is None
    else:
        assert reason == f"任务现为“{current.label}”，不能改为“{wanted.label}”。"


@pytest.mark.parametrize(("current", "wanted"), list(product(AssignmentState, AssignmentState)))
def test_every_move_of_a_part(current: AssignmentState, wanted: AssignmentState) -> None:
    reason = tasks.why_not_move_assignment(current, wanted)
    if f"{current}>{wanted}" in ALLOWED_PARTS:
        assert reason is None
    else:
        assert reason == f"该项交办现为“{current.label}”，不能改为“{wanted.label}”。"


def test_whose_turn_it_is() -> None:
    assert dict(tasks.TURNS) == {
        TaskState.PROPOSED: Turn.OFFICE,
        TaskState.ACCEPTED: Turn.OFFICE,
        TaskState.DROPPED: Turn.NOBODY,
        TaskState.OPEN: Turn.UNIT,
        TaskState.CLOSED: Turn.NOBODY,
        TaskState.CANCELLED: Turn.NOBODY,
    }
    assert dict(tasks.ASSIGNMENT_TURNS) == {
        AssignmentState.PLANNED: Turn.OFFICE,
        AssignmentState.OPEN: Turn.UNIT,
        AssignmentState.CLOSING: Turn.OFFICE,
        AssignmentState.CLOSED: Turn.NOBODY,
        AssignmentState.CANCELLED: Turn.NOBODY,
    }


@pytest.mark.parametrize("state", TaskState)
def test_only_drafts_are_edited(state: TaskState) -> None:
    editable = state in {TaskState.PROPOSED, TaskState.ACCEPTED, TaskState.DROPPED}
    assert (tasks.why_not_edit(state) is None) == editable


START = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("due_on", "units", "leads", "says"),
    [
        (START, 1, 1, None),
        (START, 3, 1, None),
        (START + timedelta(days=1), 1, 1, None),
        (START, 0, 0, "还没有责任单位"),
        (None, 0, 0, "还没有责任单位"),
        (START, 1, 0, "只有配合单位"),
        (None, 1, 1, "还没有完成时限"),
        (START - timedelta(days=1), 1, 1, "完成日期2026-11-01早于起始日期2026-11-02"),
    ],
)
def test_what_an_accepted_task_needs(due_on: date | None, units: int, leads: int, says: str | None) -> None:
    reason = tasks.why_not_accept(due_on=due_on, start_on=START, units=units, leads=leads)
    assert (reason is None) == (says is None)
    assert (reason or "").startswith(says or "")


def test_publishing_waits_for_every_sentence_and_needs_a_task() -> None:
    P, A, D = TaskState.PROPOSED, TaskState.ACCEPTED, TaskState.DROPPED
    assert tasks.why_not_publish([A]) is None
    assert tasks.why_not_publish([A, D, A]) is None
    assert (tasks.why_not_publish([A, P, P]) or "").startswith("还有2条未审定")
    assert (tasks.why_not_publish([D]) or "").startswith("没有采纳的任务")
    assert (tasks.why_not_publish([]) or "").startswith("没有采纳的任务")


@pytest.mark.parametrize(
    ("is_own", "role", "claimed", "says"),
    [
        (True, Role.LEAD, 10_000, None),
        (True, Role.RESPONSIBLE, 10_000, None),
        (True, Role.HELPING, 10_000, "配合单位不单独申请销号"),
        (True, Role.LEAD, 9_999, "尚未报完成"),
        (False, Role.LEAD, 10_000, "只能为本单位"),
    ],
)
def test_who_may_ask_to_close(is_own: bool, role: Role, claimed: int, says: str | None) -> None:
    reason = tasks.why_not_ask_to_close(is_own=is_own, role=role, claimed_x100=claimed)
    assert (reason is None) == (says is None)
    assert (reason or "").startswith(says or "")


def test_t6_03_who_verifies_is_never_who_answers() -> None:
    """T6-03: 销号 requires verifier ≠ responsible person."""

    def why(verifier: int, claimed: int = 10_000) -> str | None:
        return tasks.why_not_close(answerable_posts={11, 12}, verifier_post=verifier, claimed_x100=claimed)

    assert why(13) is None
    assert [(why(post) or "").startswith("核定销号的人不能是") for post in (11, 12)] == [True, True]
    assert (why(13, 9_950) or "").startswith("最近一次周报进度为99.50%")


dates = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(start=dates, days=st.integers(0, 500))
def test_the_plan_by_weeks_holds_its_promises(start: date, days: int) -> None:
    due = start + timedelta(days=days)
    steps = tasks.weekly_steps(start, due, CALENDAR)
    assert (steps[-1].due_on, steps[-1].planned_x100) == (due, 10_000)
    assert steps[-1].label.endswith("完成")
    on = [step.due_on for step in steps]
    assert on == sorted(set(on))
    planned = [step.planned_x100 for step in steps]
    assert planned == sorted(planned)
    assert all(start <= day <= due for day in on)
    assert all(CALENDAR.is_workday(day) for day in on[:-1])


@given(start=dates, days=st.integers(0, 500))
def test_one_step_a_week_and_one_a_day_in_the_last(start: date, days: int) -> None:
    due = start + timedelta(days=days)
    worked = [day for day in (start + timedelta(days=n) for n in range(days + 1)) if CALENDAR.is_workday(day)]
    steps = tasks.weekly_steps(start, due, CALENDAR)
    if not worked:
        assert [(step.due_on, step.label) for step in steps] == [(due, "完成")]
        return
    weeks: dict[date, list[date]] = {}
    for day in worked:
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(day)
    *earlier, last = weeks.values()
    wanted = [week[-1] for week in earlier] + last
    wanted[-1] = due
    assert [step.due_on for step in steps] == wanted
    shares = [10_000 * (worked.index(day) + 1) // len(worked) for day in wanted[:-1]] + [10_000]
    assert [step.planned_x100 for step in steps] == shares


def test_the_weeks_are_numbered() -> None:
    steps = tasks.weekly_steps(date(2026, 11, 4), date(2026, 11, 18), CALENDAR)
    assert [(f"{step.due_on:%m-%d}", step.planned_x100, step.label) for step in steps] == [
        ("11-06", 2727, "第1周"),
        ("11-13", 7272, "第2周"),
        ("11-16", 8181, "第3周·一"),
        ("11-17", 9090, "第3周·二"),
        ("11-18", 10_000, "第3周·三·完成"),
    ]


def test_by_each_stage_an_equal_part_is_planned() -> None:
    start, due = date(2026, 11, 2), date(2026, 12, 25)
    stages = (date(2026, 11, 18), date(2026, 12, 6))
    steps = {step.due_on: step for step in tasks.weekly_steps(start, due, CALENDAR, stages)}
    # 6 December is a Sunday: the last working day before it carries the part.
    assert [steps[day].planned_x100 for day in (stages[0], date(2026, 12, 4), due)] == [3333, 6666, 10_000]
    assert [step.label for step in steps.values() if "阶段" in step.label] == [
        "第3周·阶段时限",
        "第5周·阶段时限",
    ]
    planned = [step.planned_x100 for step in steps.values()]
    assert planned == sorted(planned)


def test_stages_without_a_working_day_of_their_own_add_nothing() -> None:
    start, due = date(2026, 11, 4), date(2026, 11, 18)
    plain = tasks.weekly_steps(start, due, CALENDAR)
    assert tasks.weekly_steps(start, due, CALENDAR, (date(2026, 11, 1), due)) == plain


@pytest.mark.parametrize(
    ("stages", "due_on", "words"),
    [
        ((date(2026, 11, 18),), None, "先定完成时限"),
        ((date(2026, 11, 1),), date(2026, 12, 25), "早于起始日期2026-11-02"),
        ((date(2026, 12, 25),), date(2026, 12, 25), "应早于完成时限2026-12-25"),
        ((date(2026, 11, 2), date(2026, 12, 24)), date(2026, 12, 25), None),
        ((), date(2026, 12, 25), None),
    ],
)
def test_a_stage_lies_between_start_and_due_date(
    stages: tuple[date, ...], due_on: date | None, words: str | None
) -> None:
    why = tasks.why_not_stage(stages, date(2026, 11, 2), due_on)
    assert why is None if words is None else words in str(why)
