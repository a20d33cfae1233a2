"""When a later due date may be asked for, who decides, and what may be granted.

A published plan changes only by a record of this kind (facts §6.5, T6-05): asked before the due date, with a
reason. Beyond a number of days, and from the second time on, a leader of the bureau decides. No law sets
these bounds: they are parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.rules.calendar import WorkCalendar, full_date, short_date
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.people import Duty
from luoshi.rules.plans import Curve, stretched
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState, Role, weekly_steps
from luoshi.rules.ways import Grant, Pause, counted


class ExtensionState(Labelled):
    """Where a wish for a later date stands."""

    AT_OFFICE = "AT_OFFICE", "待督查科审批"
    AT_LEADER = "AT_LEADER", "待局领导审批"
    GRANTED = "GRANTED", "已同意"
    REFUSED = "REFUSED", "不同意"
    WITHDRAWN = "WITHDRAWN", "单位撤回"


S = ExtensionState
MOVES: Mapping[ExtensionState, frozenset[ExtensionState]] = {
    S.AT_OFFICE: frozenset({S.AT_LEADER, S.GRANTED, S.REFUSED, S.WITHDRAWN}),
    S.AT_LEADER: frozenset({S.GRANTED, S.REFUSED, S.WITHDRAWN}),
    S.GRANTED: frozenset(),
    S.REFUSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
TURNS: Mapping[ExtensionState, Turn] = {
    S.AT_OFFICE: Turn.OFFICE,
    S.AT_LEADER: Turn.LEADER,
    S.GRANTED: Turn.NOBODY,
    S.REFUSED: Turn.NOBODY,
    S.WITHDRAWN: Turn.NOBODY,
}
UNDECIDED = frozenset({S.AT_OFFICE, S.AT_LEADER})
DECIDERS: Mapping[ExtensionState, Duty] = {
    S.AT_OFFICE: Duty.SUPERVISION_HEAD,
    S.AT_LEADER: Duty.BUREAU_LEADER,
}


@dataclass(frozen=True, slots=True)
class Part:
    """What of an assignment bears on its extension. `due_on` is its due date as it counts today."""

    is_own: bool
    role: Role
    state: AssignmentState
    due_on: date
    is_undecided: bool


def why_not_begin(part: Part, today: date) -> str | None:
    """Return why no later date may be asked for at all today; None when one may."""
    if not part.is_own:
        return "只能为本单位承担的任务申请延期。"
    if part.role not in ACCOUNTABLE:
        return "配合单位不单独申请延期，由牵头或责任单位统一申请。"
    if part.state is not AssignmentState.OPEN:
        return f"该项现为“{part.state.label}”，不需要延期。"
    if part.is_undecided:
        return "这一项已有延期申请待审批，批下来之前不能再申请。要改日期，请先撤回原申请。"
    if today >= part.due_on:
        return (
            f"完成时限是{full_date(part.due_on)}，延期应在到期前申请，当天和逾期后不再受理。"
            "请在周报中如实写明原因和完成时间；因他人未办而受阻的，今后可在受阻当时提出求助，暂停计时。"
        )
    return None


def why_not_ask(part: Part, today: date, proposed_on: date, reason: str) -> str | None:
    """Return why this later date may not be asked for; None when it may."""
    if refusal := why_not_begin(part, today):
        return refusal
    if proposed_on <= part.due_on:
        return f"申请的日期应晚于现在的完成时限{full_date(part.due_on)}，请改正。"
    if proposed_on > part.due_on + timedelta(days=366):
        return "一次最多申请延期一年。更长的，请按年度分段申请，或请督查科重新交办。"
    if not reason.strip():
        return "请写明延期的原因：是什么耽误了、已经做到哪一步、新的时限凭什么能完成。"
    return None


def first_state(
    part_due_on: date,
    proposed_on: date,
    granted_before: int,
    *,
    asker_is_office: bool,
    asker_is_bureau: bool,
    book: ParameterBook,
    today: date,
) -> tuple[ExtensionState, str]:
    """Return who decides first, and why in words.

    `granted_before` counts the later dates that this assignment was granted; `asker_is_office` says that the
    assignment is the supervision office's own, `asker_is_bureau` that it is the bureau's, above which none of
    its offices stands.
    """
    days = (proposed_on - part_due_on).days
    most, first = book.value("extension.leader_days", today), book.value("extension.leader_from", today)
    if asker_is_office:
        return S.AT_LEADER, "督查科自己承担的任务，由局领导审批"
    if asker_is_bureau:
        return S.AT_LEADER, "市教育局本级承担的任务，局内科室不能审批，由局领导审批"
    if granted_before + 1 >= first:
        return S.AT_LEADER, f"第{granted_before + 1}次延期，第{first}次起由局领导审批"
    if days > most:
        return S.AT_LEADER, f"延期{days}日，超过{most}日由局领导审批"
    return S.AT_OFFICE, f"延期{days}日，不超过{most}日由督查科科长审批"


def decide_by(asked_on: date, book: ParameterBook, calendar: WorkCalendar) -> date:
    """Return the day by which a wish that was asked on a day should be decided."""
    return calendar.add_workdays(asked_on, book.value("extension.decide", asked_on))


def why_not_move(current: ExtensionState, wanted: ExtensionState) -> str | None:
    """Return why a wish may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"延期申请现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_decide(
    state: ExtensionState, duty: Duty, *, is_own: bool, is_bureau: bool, is_asker: bool
) -> str | None:
    """Return why somebody with this duty may not decide.

    `is_own` says that their unit asked, `is_bureau` that the bureau did, `is_asker` that they did themselves,
    in whichever post. What the bureau itself asks for its leaders decide: there is nobody above them here.
    """
    decider = DECIDERS.get(state)
    if decider is None:
        return f"延期申请现为“{state.label}”，已有结论，不能再审批。"
    if is_asker:
        return "这份延期申请是您本人提出的，不能自己审批。请由其他有权审批的人办理。"
    if is_own and not (is_bureau and duty is Duty.BUREAU_LEADER):
        return "不能审批本单位的延期申请，请由局领导审批。"
    if duty is not decider:
        return f"这份延期申请{state.label}，由{decider.label}决定。"
    return None


def why_not_grant(due_on: date, proposed_on: date, granted_on: date, today: date, words: str) -> str | None:
    """Return why this date may not be granted; None when it may."""
    if granted_on <= due_on:
        return f"同意的日期应晚于现在的完成时限{full_date(due_on)}；不同意延期的，请点“不同意”。"
    if granted_on > proposed_on:
        return f"同意的日期不能晚于单位申请的{full_date(proposed_on)}；确需更晚的，请单位重新申请。"
    if granted_on <= today:
        return f"{short_date(granted_on, today)}已到，不能作为新的时限。请另定日期，或不同意。"
    if granted_on != proposed_on and not words.strip():
        return "同意的日期与申请的不同，请写明理由，让单位知道为什么。"
    return None


def why_not_refuse(words: str) -> str | None:
    """Return why a wish may not be refused so; None when it may."""
    return None if words.strip() else "不同意延期应写明理由，单位据此安排工作。"


def laid(
    start_on: date,
    granted_on: date,
    stages: Sequence[date],
    stood: Sequence[Pause],
    on: date,
    calendar: WorkCalendar,
    planned: tuple[date, Curve] | None = None,
) -> Grant:
    """Return the grant of a date, with the plan that leads to it, laid anew as if it had been due then.

    `stood` are the pauses so far. Stages that were set when the task was published stay where they were. A
    plan of its own kind, `planned` (its last day, its points), keeps its shape and is stretched instead.
    """
    own_due_on = max(counted(granted_on, stood), start_on)
    if planned is not None:
        before_on, points = planned
        moved = {stretched(day, start_on, before_on, own_due_on, calendar): level for day, level in points}
        return Grant(on, own_due_on, tuple(sorted(moved.items())))
    within = [stage for stage in stages if start_on <= stage < own_due_on]
    steps = weekly_steps(start_on, own_due_on, calendar, within)
    return Grant(on, own_due_on, tuple((step.due_on, step.planned_x100) for step in steps))
