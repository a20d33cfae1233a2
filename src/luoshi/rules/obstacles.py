"""Help asked upward: who may be asked, whose clock runs, what may be answered, and who closes it.

From the day on which help is asked the helper's clock runs and the asker's stands; with the answer it is the
other way round. The asker's clock therefore stands for exactly as long as the helper took. What the asker
takes back stops no clock at all. 他部门不是督查对象：《政府督查工作条例》第七条.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from luoshi.rules.calendar import WorkCalendar, full_date
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.people import SYSTEM, Actor
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState, Role
from luoshi.rules.units import UnitKind


class ObstacleKind(Labelled):
    """What is lacking."""

    PROJECT = "PROJECT", "项目"
    MONEY = "MONEY", "资金"
    POSTS = "POSTS", "编制"
    TALENT = "TALENT", "人才"
    LAND = "LAND", "土地"
    COORDINATION = "COORDINATION", "协调"
    OTHER = "OTHER", "其他"


class ObstacleState(Labelled):
    """Where an obstacle stands."""

    ASKED = "ASKED", "待答复"
    ANSWERED = "ANSWERED", "已答复，待求助单位确认"
    CLOSED = "CLOSED", "已了结"
    WITHDRAWN = "WITHDRAWN", "求助单位撤回"


class Outcome(Labelled):
    """What an answer says."""

    SOLVED = "SOLVED", "已解决"
    PARTLY = "PARTLY", "部分解决"
    CANNOT = "CANNOT", "不能解决"


S = ObstacleState
MOVES: Mapping[ObstacleState, frozenset[ObstacleState]] = {
    S.ASKED: frozenset({S.ANSWERED, S.WITHDRAWN}),
    S.ANSWERED: frozenset({S.ASKED, S.CLOSED}),
    S.CLOSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
TURNS: Mapping[ObstacleState, Turn] = {
    S.ASKED: Turn.HELPER,
    S.ANSWERED: Turn.UNIT,
    S.CLOSED: Turn.NOBODY,
    S.WITHDRAWN: Turn.NOBODY,
}
UNCLOSED = frozenset({S.ASKED, S.ANSWERED})
HELPING_KINDS = frozenset({UnitKind.OFFICE, UnitKind.BUREAU, UnitKind.DEPARTMENT})


def why_not_begin(*, is_own: bool, role: Role, state: AssignmentState) -> str | None:
    """Return why no help may be asked for about an assignment; None when it may."""
    if not is_own:
        return "只能为本单位承担的任务提出求助。"
    if role not in ACCOUNTABLE:
        return "配合单位不单独提出求助，由牵头或责任单位提出。"
    if state is not AssignmentState.OPEN:
        return f"该项现为“{state.label}”，不需要求助。"
    return None


def why_not_raise(
    helper_kind: UnitKind, helper_name: str, words: str, *, is_self: bool, is_gone: bool, is_waiting: bool
) -> str | None:
    """Return why this unit may not be asked so.

    `is_gone` says that it was dissolved, `is_waiting` that it was asked already.
    """
    if is_self:
        return "求助对象不能是本单位。本单位内部的事，请由负责人协调。"
    if helper_kind not in HELPING_KINDS:
        return f"{helper_kind.label}不能作为求助对象。请选局机关处室、市教育局或市直有关部门。"
    if is_gone:
        return f"{helper_name}已经撤销或并入别的单位，没有人能答复。请选现在承担这件事的单位。"
    if is_waiting:
        return f"这一项已向{helper_name}提出求助，还没有了结，不必重复提出。"
    if not words.strip():
        return "请写明卡在哪里、需要对方办什么。只写“请支持”，对方不知道要做什么。"
    return None


def answer_due(asked_on: date, book: ParameterBook, calendar: WorkCalendar) -> date:
    """Return the last day on which an answer to what was asked on a day is in time."""
    return calendar.add_workdays(asked_on, book.value("help.reply", asked_on))


def link_until(given_on: date, book: ParameterBook) -> date:
    """Return the last day on which a link given out on a day lets anybody answer."""
    return given_on + timedelta(days=book.value("help.link", given_on))


def why_not_move(current: ObstacleState, wanted: ObstacleState) -> str | None:
    """Return why an obstacle may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"这项求助现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_answer(outcome: Outcome, answer: str, who_can: str) -> str | None:
    """Return what an answer still lacks; None when it is whole."""
    if not answer.strip():
        if outcome is Outcome.SOLVED:
            return "请写明办成了什么、从哪天起有效，求助单位据此核实。"
        return "没有全部解决的，请写明原因和已经做到哪一步。"
    if outcome is Outcome.CANNOT and not who_can.strip():
        return "不能解决的，请写明谁能解决（单位名称；确实没有的写“无”），求助单位好另找。"
    return None


def why_not_ask_again(
    outcome: Outcome, times: int, words: str, book: ParameterBook, today: date
) -> str | None:
    """Return why the same helper may not be asked once more; `times` counts how often it was asked."""
    if outcome is Outcome.CANNOT:
        return "对方已答复不能解决，再问也不会有结果。请确认了结，另向能解决的单位求助。"
    most = book.value("help.most", today)
    if times >= most:
        return f"同一事项已向对方求助{times}次（最多{most}次）。请确认了结，改向市教育局求助，由局领导协调。"
    if not words.strip():
        return "请写明还差什么没有解决，对方据此再办。"
    return None


@dataclass(frozen=True, slots=True)
class Waited:
    """How long a helper kept somebody waiting: working days after the asking, and how many of them late."""

    workdays: int
    late: int


def waited(asked_on: date, due_on: date, until: date, calendar: WorkCalendar) -> Waited:
    """Return how long an answer took that came on a day, or has taken by that day."""
    return Waited(calendar.workdays_between(asked_on, until), calendar.workdays_between(due_on, until))


def why_not_by_link(*, is_open: bool, until: date | None, today: date) -> str | None:
    """Return why a link no longer lets anybody answer; `is_open` says that the answer is still waited for."""
    if not is_open:
        return "这项求助已经答复或撤回，链接不再有效。需要补充的，请与求助单位联系。"
    if until is None or today > until:
        ended = f"已于{full_date(until)}到期" if until else "已经换新"
        return f"链接{ended}。请向求助单位索取新的链接。"
    return None


def outsider(unit_id: int, unit_name: str, name: str, title: str) -> Actor:
    """Return who answers for a department through a link: no account, no post, no permission."""
    return replace(SYSTEM, unit_id=unit_id, unit_name=unit_name, title=f"（凭链接）{title}", name=name)
