"""Through whose hands an account goes: the unit's clerk, the unit's leaders where so set, the office.

What is sent counts at once: the lamp follows it, and whether it is in time goes by the day it was sent,
not by the day somebody looked at it. Who says nothing until the week is closed has accepted. No law sets
the levels: they are a parameter of the bureau.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.people import Actor, Permission
from luoshi.rules.reports.periods import Period, why_locked
from luoshi.rules.units import UnitKind


class ReportState(Labelled):
    """Where one account stands. A later account for the same week takes the place of an earlier one."""

    PENDING = "PENDING", "待本单位审核"
    SENT = "SENT", "已报送"
    ACCEPTED = "ACCEPTED", "已认可"
    RETURNED = "RETURNED", "退回重报"
    REPLACED = "REPLACED", "已更新"


S = ReportState

MOVES: Mapping[ReportState, frozenset[ReportState]] = {
    S.PENDING: frozenset({S.SENT, S.RETURNED, S.REPLACED}),
    S.SENT: frozenset({S.ACCEPTED, S.RETURNED, S.REPLACED}),
    S.ACCEPTED: frozenset({S.RETURNED, S.REPLACED}),
    S.RETURNED: frozenset({S.REPLACED}),
    S.REPLACED: frozenset(),
}
TURNS: Mapping[ReportState, Turn] = {
    S.PENDING: Turn.UNIT_HEAD,
    S.SENT: Turn.OFFICE,
    S.ACCEPTED: Turn.NOBODY,
    S.RETURNED: Turn.UNIT,
    S.REPLACED: Turn.NOBODY,
}
STANDING = frozenset({S.PENDING, S.SENT, S.ACCEPTED})
"""The accounts that count; at most one stands for an assignment in a week."""
_TWO_LEVELS = 2


def is_reviewed_first(unit_kind: UnitKind, book: ParameterBook, on: date) -> bool:
    """Say whether the leaders of such a unit review an account of a week that is due on a day."""
    return unit_kind is UnitKind.COUNTY and book.value("report.review", on) >= _TWO_LEVELS


def first_state(by: Actor, book: ParameterBook, due_on: date) -> ReportState:
    """Return where an account stands that this actor has sent; who may review it waits for nobody."""
    waits = is_reviewed_first(by.unit_kind, book, due_on) and not by.may(Permission.REPORTS_PASS)
    return S.PENDING if waits else S.SENT


def standing_words(state: ReportState, period: Period | None, today: date) -> str:
    """Return in words where an account stands on a day: what nobody objected to in time is accepted."""
    is_over = period is None or today > period.closes_on
    if is_over and state is S.SENT:
        return "到期未提异议，视为认可"
    if is_over and state is S.PENDING:
        return "到期未经本单位审核，按所报认可"
    return state.label


def why_not_move(current: ReportState, wanted: ReportState) -> str | None:
    """Return why an account may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"周报现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_correct(state: ReportState, period: Period, today: date) -> str | None:
    """Return why its unit may not put another account in the place of one in this state; None when it may."""
    if state is S.ACCEPTED and not period.is_reopened(today):
        return "督查科已认可这一项，不能直接更正。数字有误的，请与督查科联系，由其写明理由退回。"
    return why_not_move(state, S.REPLACED)


def why_not_pass(period: Period, today: date, wanted: ReportState, count: int) -> str | None:
    """Return why `count` accounts of a week may not move on to SENT or ACCEPTED today; None when they may."""
    if not count:
        return f"没有可以{'审核通过' if wanted is S.SENT else '认可'}的周报。请刷新后查看。"
    return why_locked(period, today)


def why_not_judge(senders: Collection[int], own_posts: Collection[int]) -> str | None:
    """Return why who holds `own_posts` may not judge accounts sent in `senders`; None when they may."""
    if set(senders) & set(own_posts):
        return (
            "其中有您本人报送的周报（兼任其他职务时报的也算），自己报的不能自己认可。"
            "请取消勾选，由其他人员办理。"
        )
    return None


def why_not_return(state: ReportState, reason: str, period: Period, today: date) -> str | None:
    """Return why an account may not be sent back for correction; None when it may."""
    if S.RETURNED not in MOVES[state]:
        return why_not_move(state, S.RETURNED)
    if locked := why_locked(period, today):
        return locked
    if not reason.strip():
        return "退回周报应写明理由，责任单位据此修改重报。"
    if state is not S.PENDING and today >= period.closes_on:
        return (
            "今天是本期补报的最后一天，退回后对方来不及重报。"
            "请明天起在“例外”里写明理由重新开放，由其更正；或请其今天自行更正。"
        )
    return None
