"""What a reply undertakes: the office accepts or returns each item, the unit says when it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import full_date
from luoshi.rules.enums import Labelled, Turn

MOST = 20


class ReplyItemState(Labelled):
    """Where one thing that a reply undertakes stands."""

    PROPOSED = "PROPOSED", "待认可"
    ACCEPTED = "ACCEPTED", "已认可"
    RETURNED = "RETURNED", "退回修改"
    DONE = "DONE", "已完成"


S = ReplyItemState

MOVES: Mapping[ReplyItemState, frozenset[ReplyItemState]] = {
    S.PROPOSED: frozenset({S.ACCEPTED, S.RETURNED}),
    S.ACCEPTED: frozenset({S.DONE}),
    S.RETURNED: frozenset({S.PROPOSED}),
    S.DONE: frozenset(),
}
TURNS: Mapping[ReplyItemState, Turn] = {
    S.PROPOSED: Turn.OFFICE,
    S.ACCEPTED: Turn.UNIT,
    S.RETURNED: Turn.UNIT,
    S.DONE: Turn.NOBODY,
}


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One item as a unit writes it: what will be done, which post answers for it, and by when."""

    text: str
    owner: str
    due_on: date


def why_not_undertake(items: Sequence[Undertaking], today: date) -> str | None:
    """Return why a reply may not undertake these items; None when it may."""
    if len(items) > MOST:
        return f"整改事项最多{MOST}项，请合并后再报。"
    for place, item in enumerate(items, start=1):
        if not item.text.strip() or not item.owner.strip():
            return f"第{place}项整改事项没有写完整，请写明做什么和责任岗位，或整行清空。"
        if len(item.text) > 300 or len(item.owner) > 60:
            return f"第{place}项整改事项太长：事项最多300字，责任岗位最多60字。"
        if item.due_on < today:
            return f"第{place}项整改事项的完成时间{full_date(item.due_on)}已过，请写今后的日期。"
    return None


def why_not_item(current: ReplyItemState, wanted: ReplyItemState) -> str | None:
    """Return why an item may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"整改事项现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_judge(current: ReplyItemState, wanted: ReplyItemState, words: str) -> str | None:
    """Return why the office may not judge an item so; None when it may."""
    if reason := why_not_item(current, wanted):
        return reason
    if wanted is S.RETURNED and not words.strip():
        return "退回整改事项应写明怎样改，收函单位据此修改。"
    return None


def why_not_done(current: ReplyItemState, done_on: date, today: date) -> str | None:
    """Return why an item may not be said to be done on a day; None when it may."""
    if reason := why_not_item(current, S.DONE):
        return reason
    return f"完成日期{full_date(done_on)}还没有到，请在完成后再报。" if done_on > today else None
