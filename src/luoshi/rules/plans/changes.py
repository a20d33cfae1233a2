"""How a published plan may still change: by a record with a reason, asked in time, decided by who may.

Facts §6.5, T6-05: a published plan is not edited. A later due date is an extension; what moves within the
due date, and what is added to a plan, is a change of the plan. Nothing else moves a day of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import full_date
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.people import Duty
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState, Role

Moves = Sequence[tuple[int, date | None, date]]
"""What a change does: (piece, its day before or None where it is new, its day after)."""


class PlanChangeKind(Labelled):
    """What a change does to a published plan."""

    ADDED = "ADDED", "增加环节"
    MOVED = "MOVED", "调整环节时间"
    EXTENDED = "EXTENDED", "随延期重排"


class PlanChangeState(Labelled):
    """Where a change of a published plan stands."""

    ASKED = "ASKED", "待督查科审批"
    GRANTED = "GRANTED", "已调整"
    REFUSED = "REFUSED", "不同意调整"
    WITHDRAWN = "WITHDRAWN", "单位撤回"


S = PlanChangeState
MOVES: Mapping[PlanChangeState, frozenset[PlanChangeState]] = {
    S.ASKED: frozenset({S.GRANTED, S.REFUSED, S.WITHDRAWN}),
    S.GRANTED: frozenset(),
    S.REFUSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
TURNS: Mapping[PlanChangeState, Turn] = {
    S.ASKED: Turn.OFFICE,
    S.GRANTED: Turn.NOBODY,
    S.REFUSED: Turn.NOBODY,
    S.WITHDRAWN: Turn.NOBODY,
}


@dataclass(frozen=True, slots=True)
class Part:
    """What of an assignment bears on a change of its plan; `due_on` is its due date as it counts today."""

    is_own: bool
    role: Role
    state: AssignmentState
    due_on: date
    is_undecided: bool
    is_broken_down: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """A piece that is to move: its name, its days as they count today, whether it is done."""

    name: str
    before_on: date
    after_on: date
    is_done: bool


def why_not_begin(part: Part, today: date) -> str | None:
    """Return why no change of the plan may be asked for today; None when one may."""
    if not part.is_own:
        return "只能为本单位承担的任务申请调整环节时间。"
    if part.role not in ACCOUNTABLE:
        return "配合单位没有自己的计划，由牵头或责任单位申请调整。"
    if not part.is_broken_down:
        return "这一项没有分解到环节，没有环节时间可调。整项时限需要推后的，请申请延期。"
    if part.state is not AssignmentState.OPEN:
        return f"该项现为“{part.state.label}”，计划不再调整。"
    if part.is_undecided:
        return "这一项已有计划调整待审批，批下来之前不能再申请。要改，请先撤回原申请。"
    if today >= part.due_on:
        return f"完成时限是{full_date(part.due_on)}，计划调整应在到期前申请，当天和逾期后不再受理。"
    return None


def why_not_ask(part: Part, wishes: Sequence[Wish], reason: str, today: date, start_on: date) -> str | None:
    """Return why these pieces may not be moved so; None when they may."""
    if refusal := why_not_begin(part, today):
        return refusal
    if not wishes:
        return "没有改动任何环节的日期。请把要调整的环节改成新的日期，再提交。"
    for wish in wishes:
        if reason_of_one := _why_not_move_one(wish, part.due_on, today, start_on):
            return f"“{wish.name}”{reason_of_one}"
    if not reason.strip():
        return "请写明调整的原因：哪里与原计划不同、为什么、对整项时限有没有影响。"
    return None


def _why_not_move_one(wish: Wish, due_on: date, today: date, start_on: date) -> str | None:
    if wish.is_done:
        return "已经完成，时间不再调整。"
    if today >= wish.before_on:
        return f"应于{full_date(wish.before_on)}完成，调整应在到期前申请，当天和逾期后不再受理。"
    if wish.after_on > due_on:
        return f"不能排到完成时限{full_date(due_on)}之后。整项时限需要推后的，请申请延期。"
    if wish.after_on <= today or wish.after_on < start_on:
        return f"的新日期{full_date(wish.after_on)}已经过去，请另定日期。"
    return None


def why_not_move(current: PlanChangeState, wanted: PlanChangeState) -> str | None:
    """Return why a change may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"这次计划调整现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_decide(
    state: PlanChangeState, duty: Duty, *, is_own: bool, is_for_leaders: bool, is_asker: bool
) -> str | None:
    """Return why somebody with this duty may not decide on a change that was asked for; None when they may.

    `is_own` says that their own unit asked, `is_for_leaders` that the supervision office or the bureau itself
    did, `is_asker` that they did themselves, in whichever post.
    """
    if state is not S.ASKED:
        return f"这次计划调整现为“{state.label}”，已有结论，不能再审批。"
    if is_asker:
        return "这次计划调整是您本人提出的，不能自己审批。请由其他有权审批的人办理。"
    if is_for_leaders:
        return None if duty is Duty.BUREAU_LEADER else "督查科和局本级承担的任务，计划调整由局领导审批。"
    if is_own or duty is not Duty.SUPERVISION_HEAD:
        return "计划调整由督查科科长审批。"
    return None


def why_not_refuse(words: str) -> str | None:
    """Return why a change may not be refused so; None when it may."""
    return None if words.strip() else "不同意调整应写明理由，单位据此安排工作。"


def replayed(first: Mapping[int, date], changes: Iterable[tuple[int, Moves]]) -> dict[int, date]:
    """Return the plan that recorded changes make of the first one, told in whatever order.

    `first` are the days of the pieces as published, `changes` (number, moves). Raises ValueError when a
    change does not begin where the one before it ended: the record is not whole.
    """
    present: dict[int, date] = dict(first)
    for number, moves in sorted(changes, key=lambda each: each[0]):
        for piece, before, after in moves:
            if present.get(piece) != before:
                raise ValueError(
                    f"change {number} moves piece {piece} from {before}, not {present.get(piece)}"
                )
            present[piece] = after
    return present
