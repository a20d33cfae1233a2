"""What may happen to a task and to each unit's assignment of it, whose turn it is, and why not.

A task starts as a directive found in a document (PROPOSED). The office accepts it or decides that it is
nothing; only publishing the document turns accepted tasks into the ledger and assigns them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.units import UnitKind

WHOLE_X100 = 10_000


class TaskState(Labelled):
    """Where a task stands."""

    PROPOSED = "PROPOSED", "待审"
    ACCEPTED = "ACCEPTED", "已采纳"
    DROPPED = "DROPPED", "不列任务"
    OPEN = "OPEN", "办理中"
    CLOSED = "CLOSED", "已办结"
    CANCELLED = "CANCELLED", "已撤销"


class AssignmentState(Labelled):
    """Where one unit's part of a task stands."""

    PLANNED = "PLANNED", "拟交办"
    OPEN = "OPEN", "办理中"
    CLOSING = "CLOSING", "申请销号"
    CLOSED = "CLOSED", "已销号"
    CANCELLED = "CANCELLED", "已撤销"


class Role(Labelled):
    """What a unit is to a task."""

    LEAD = "LEAD", "牵头"
    RESPONSIBLE = "RESPONSIBLE", "责任"
    HELPING = "HELPING", "配合"


T, A = TaskState, AssignmentState

MOVES: Mapping[TaskState, frozenset[TaskState]] = {
    T.PROPOSED: frozenset({T.ACCEPTED, T.DROPPED}),
    T.ACCEPTED: frozenset({T.PROPOSED, T.DROPPED, T.OPEN}),
    T.DROPPED: frozenset({T.PROPOSED}),
    T.OPEN: frozenset({T.CLOSED, T.CANCELLED}),
    T.CLOSED: frozenset(),
    T.CANCELLED: frozenset(),
}
TURNS: Mapping[TaskState, Turn] = {
    T.PROPOSED: Turn.OFFICE,
    T.ACCEPTED: Turn.OFFICE,
    T.DROPPED: Turn.NOBODY,
    T.OPEN: Turn.UNIT,
    T.CLOSED: Turn.NOBODY,
    T.CANCELLED: Turn.NOBODY,
}
ASSIGNMENT_MOVES: Mapping[AssignmentState, frozenset[AssignmentState]] = {
    A.PLANNED: frozenset({A.OPEN}),
    A.OPEN: frozenset({A.CLOSING, A.CANCELLED}),
    A.CLOSING: frozenset({A.CLOSED, A.OPEN, A.CANCELLED}),
    A.CLOSED: frozenset(),
    A.CANCELLED: frozenset(),
}
ASSIGNMENT_TURNS: Mapping[AssignmentState, Turn] = {
    A.PLANNED: Turn.OFFICE,
    A.OPEN: Turn.UNIT,
    A.CLOSING: Turn.OFFICE,
    A.CLOSED: Turn.NOBODY,
    A.CANCELLED: Turn.NOBODY,
}
DRAFTS = frozenset({T.PROPOSED, T.ACCEPTED, T.DROPPED})
UNDERWAY = frozenset({A.OPEN, A.CLOSING})
ACCOUNTABLE = frozenset({Role.LEAD, Role.RESPONSIBLE})


def why_not_move(current: TaskState, wanted: TaskState) -> str | None:
    """Return why a task may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"任务现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_move_assignment(current: AssignmentState, wanted: AssignmentState) -> str | None:
    """Return why an assignment may not move so; None when it may."""
    if wanted in ASSIGNMENT_MOVES[current]:
        return None
    return f"该项交办现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_edit(state: TaskState) -> str | None:
    """Return why a task may no longer be changed at the reading desk; None when it may."""
    if state in DRAFTS:
        return None
    return "任务已发布进入台账，内容不能直接修改；如需调整时限，由责任单位在到期前申请延期。"


def why_not_accept(*, due_on: date | None, start_on: date, units: int, leads: int) -> str | None:
    """Return what an accepted task still lacks; None when it is complete."""
    if units == 0:
        return "还没有责任单位。请先指定至少一个牵头或责任单位，再采纳。"
    if leads == 0:
        return "只有配合单位，没有牵头或责任单位。请指定由谁负责，再采纳。"
    if due_on is None:
        return "还没有完成时限。请先填写完成日期，再采纳。"
    if due_on < start_on:
        return f"完成日期{due_on:%Y-%m-%d}早于起始日期{start_on:%Y-%m-%d}。请核对后再采纳。"
    return None


def why_not_assign(unit_kind: UnitKind) -> str | None:
    """Return why no part of a task may be given to a unit of this kind; None when it may."""
    if unit_kind in {UnitKind.SCHOOL, UnitKind.KINDERGARTEN}:
        return (
            f"任务不能直接交办{unit_kind.label}：涉校事项实行年度清单管理，未纳入清单的一律不得开展"
            "（教师厅〔2025〕2号）。请交办其主管的县级教育局或机关处室。"
        )
    if unit_kind is UnitKind.PUBLIC:
        return "任务不能交办社会公众。请改选局机关处室、县级教育局或有关部门。"
    return None


def why_not_publish(states: Collection[TaskState]) -> str | None:
    """Return why a document's drafts may not be published yet; None when they may."""
    waiting = sum(state == T.PROPOSED for state in states)
    if waiting:
        return f"还有{waiting}条未审定。请逐条采纳或列为“不作任务”，每句话都有着落后再发布。"
    if not any(state == T.ACCEPTED for state in states):
        return "没有采纳的任务，不需要发布；来文已登记，可随时查阅。"
    return None


def why_not_ask_to_close(*, is_own: bool, role: Role, claimed_x100: int) -> str | None:
    """Return why a unit may not ask to have its part struck off; None when it may."""
    if not is_own:
        return "只能为本单位承担的部分申请销号。"
    if role not in ACCOUNTABLE:
        return "配合单位不单独申请销号，牵头、责任单位销号后一并办结。"
    if claimed_x100 < WHOLE_X100:
        return "尚未报完成，不能申请销号。请先在周报中报送100%。"
    return None


def why_not_close(*, answerable_posts: Collection[int], verifier_post: int, claimed_x100: int) -> str | None:
    """Return why a claim of completion may not be confirmed by this verifier; None when it may.

    `answerable_posts` are the posts that answer for the assignment or reported on it: who verifies is never
    one of them (facts §6.5, T6-03).
    """
    if verifier_post in answerable_posts:
        return "核定销号的人不能是该项任务的责任人或报送人。请由督查科其他人员或局领导核定。"
    if claimed_x100 < WHOLE_X100:
        return f"最近一次周报进度为{claimed_x100 / 100:.2f}%，尚未报完成。请责任单位先在周报中报送100%。"
    return None


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone: `planned_x100` hundredths of a percent are to be done by the end of `due_on`.

    `is_stage` says that the day is, or is the last working day before, one of the stages.
    """

    due_on: date
    planned_x100: int
    label: str
    is_stage: bool = False


def why_not_stage(stages: Sequence[date], start_on: date, due_on: date | None) -> str | None:
    """Return why a part of a task may not be due by each of these days; None when it may."""
    if due_on is None:
        return "这条还没有完成时限，不能定阶段时限。请先定完成时限。"
    if not stages:
        return None
    if min(stages) < start_on:
        return f"阶段时限{min(stages):%Y-%m-%d}早于起始日期{start_on:%Y-%m-%d}，请核对。"
    if max(stages) >= due_on:
        return f"阶段时限{max(stages):%Y-%m-%d}应早于完成时限{due_on:%Y-%m-%d}，请核对。"
    return None


def evenly(done: int, length: int) -> int:
    """Return the share of a part that is due after `done` of its `length` working days: what went by."""
    return WHOLE_X100 * done // length


def weekly_steps(
    start_on: date,
    due_on: date,
    calendar: WorkCalendar,
    stages: Sequence[date] = (),
    rise: Callable[[int, int], int] = evenly,
) -> Sequence[Step]:
    """Return the milestones of a task by week, and by day in its last week.

    Planned progress follows working days: each week's last working day carries the share of working days
    gone by; each working day of the week that holds `due_on` carries its own. By the end of each of the
    `stages` an equal part of the whole is due, and within a part progress follows `rise`, which takes the
    working days gone by and all of the part's and returns hundredths of a percent of it.
    """
    days = _working_days(start_on, due_on, calendar)
    if not days:
        return (Step(due_on, WHOLE_X100, "完成"),)
    ends = sorted({*(bisect_right(days, stage) for stage in stages), len(days)} - {0})
    last_week = _week(days[-1])
    steps = []
    week = 1
    for done, day in enumerate(days, start=1):
        following = days[done] if done < len(days) else None
        ends_week = following is None or _week(following) != _week(day)
        words = f"第{week}周"
        if _week(day) == last_week:
            words += f"·{'一二三四五六日'[day.weekday()]}"
        is_stage = done in ends[:-1]
        if is_stage:
            words += "·阶段时限"
        if ends_week or _week(day) == last_week or done in ends:
            steps.append(Step(day, _planned(done, ends, rise), words, is_stage))
        week += ends_week
    if steps[-1].due_on != due_on:
        steps[-1] = Step(due_on, WHOLE_X100, "完成")
    else:
        steps[-1] = Step(due_on, WHOLE_X100, f"{steps[-1].label}·完成")
    return tuple(steps)


def _planned(done: int, ends: Sequence[int], rise: Callable[[int, int], int]) -> int:
    """Return what is planned after `done` working days, of parts that end after so many days each."""
    part = bisect_left(ends, done)
    begun = ends[part - 1] if part else 0
    return (WHOLE_X100 * part + rise(done - begun, ends[part] - begun)) // len(ends)


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week


def _working_days(start_on: date, due_on: date, calendar: WorkCalendar) -> list[date]:
    span = (due_on - start_on).days
    days = (date.fromordinal(start_on.toordinal() + offset) for offset in range(span + 1))
    return [day for day in days if calendar.is_workday(day)]
