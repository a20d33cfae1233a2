"""How a plan of inspection comes to hold, how it is changed afterwards, and how it ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from luoshi.rules.calendar import full_date
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.mandates.kinds import Rule
from luoshi.rules.mandates.plans import Objection


class MandateState(Labelled):
    """Where a plan of inspection stands."""

    DRAFT = "DRAFT", "草稿"
    SUBMITTED = "SUBMITTED", "待批准"
    APPROVED = "APPROVED", "已批准"
    ENDED = "ENDED", "已结束"
    DISCARDED = "DISCARDED", "未采用"


class ChangeState(Labelled):
    """Where a wish to change an approved plan stands."""

    ASKED = "ASKED", "待批准"
    GRANTED = "GRANTED", "已批准"
    REFUSED = "REFUSED", "不同意"


S, C = MandateState, ChangeState
MOVES: Mapping[MandateState, frozenset[MandateState]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.DISCARDED}),
    S.SUBMITTED: frozenset({S.APPROVED, S.DRAFT, S.DISCARDED}),
    S.APPROVED: frozenset({S.ENDED}),
    S.ENDED: frozenset(),
    S.DISCARDED: frozenset(),
}
TURNS: Mapping[MandateState, Turn] = {
    S.DRAFT: Turn.OFFICE,
    S.SUBMITTED: Turn.LEADER,
    S.APPROVED: Turn.OFFICE,
    S.ENDED: Turn.NOBODY,
    S.DISCARDED: Turn.NOBODY,
}
CHANGE_MOVES: Mapping[ChangeState, frozenset[ChangeState]] = {
    C.ASKED: frozenset({C.GRANTED, C.REFUSED}),
    C.GRANTED: frozenset(),
    C.REFUSED: frozenset(),
}
CHANGE_TURNS: Mapping[ChangeState, Turn] = {
    C.ASKED: Turn.LEADER,
    C.GRANTED: Turn.NOBODY,
    C.REFUSED: Turn.NOBODY,
}


def why_not_move(current: MandateState, wanted: MandateState) -> str | None:
    """Return why a plan may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"督查立项现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_go(found: Sequence[Objection], overridden: Collection[Rule]) -> str | None:
    """Return the first objection that stands, with its article and the way out; None when none does."""
    standing = [each for each in found if each.rule not in overridden or not each.may_be_overridden]
    if not standing:
        return None
    more = f"另有{len(standing) - 1}处不合规定，见本页“合规检查”。" if len(standing) > 1 else ""
    return f"{standing[0]}{more}"


def why_not_approve(drafter_posts: Collection[int], approver_post: int) -> str | None:
    """Return why a plan may not be approved by this post; None when it may."""
    if approver_post in drafter_posts:
        return "起草人不能批准自己起草的督查立项。请由另一位局领导批准。"
    return None


def why_not_override(found: Sequence[Objection], rule: Rule, reason: str) -> str | None:
    """Return why somebody may not go ahead against a rule; None when they may."""
    mine = [each for each in found if each.rule is rule]
    if not mine:
        return f"这份立项没有“{rule.label}”的问题，不需要说明理由。"
    if not mine[0].may_be_overridden:
        return f"{mine[0]}法律不允许以说明理由的方式继续。"
    if len(reason.strip()) < 4:
        return "请写明确需同时开展的理由，理由在局内公开。"
    return None


def why_not_change(state: MandateState, before: str, after: str, reason: str) -> str | None:
    """Return why an approved plan may not be changed so; None when the change may be asked for.

    《政府督查工作条例》（国务院令第733号）第十五条: reach, objects and content are not changed at will.
    """
    if state is not S.APPROVED:
        return f"督查立项现为“{state.label}”，只有批准后的方案才需要申请变更；草稿请直接修改。"
    if before == after:
        return "变更前后相同，没有需要批准的内容。"
    if not reason.strip():
        return "变更督查方案应写明理由：不得随意扩大范围、变更对象和内容（《政府督查工作条例》第十五条）。"
    return None


def why_not_decide(current: ChangeState, wanted: ChangeState) -> str | None:
    """Return why a change may not be decided so; None when it may."""
    if wanted in CHANGE_MOVES[current]:
        return None
    return f"这项变更现为“{current.label}”，已有结论。"


def why_not_write(title: str, subject: str, from_on: date, to_on: date, today: date) -> str | None:
    """Return why a plan may not be kept so; None when it may. Nothing is planned after the event."""
    if not title.strip() or not subject.strip():
        return "请写明督查名称和督查事项。"
    if from_on < today:
        return f"开始日期{full_date(from_on)}已过，督查不能事后补办立项。请改正日期。"
    if to_on < from_on:
        return f"结束日期{full_date(to_on)}早于开始日期{full_date(from_on)}，请改正。"
    return None


def why_not_enter(year: int, announced_on: date, source: str) -> str | None:
    """Return why an item may not be entered into a year's list; None when it may."""
    if not source.strip():
        return "请写明清单的文件名称和文号或备案情况，以便核对出处。"
    if not year - 1 <= announced_on.year <= year:
        return f"明确检查内容的日期{full_date(announced_on)}不在{year - 1}年或{year}年，请核对。"
    return None
