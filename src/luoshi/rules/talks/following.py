"""What comes after a talk: who may approve and close it, when the plan and the report are due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import WorkCalendar, full_date
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.rectifications import ItemState, RectificationState, why_not_instead


@dataclass(frozen=True, slots=True)
class Dues:
    """The last days for the plan of rectification and for the report on it."""

    plan_on: date
    report_on: date


def dues(settled_on: date, book: ParameterBook, calendar: WorkCalendar) -> Dues:
    """Return when plan (talk.plan, working days) and report (talk.report, days) are due.

    Both run from the day on which the minutes were settled, which is not counted (《民法典》第二百零一条). No
    law sets the numbers: they are the bureau's own parameters.
    """
    plan, report = (book.deadline(key, settled_on, calendar) for key in ("talk.plan", "talk.report"))
    return Dues(plan.on, report.on)


def why_not_approve(*, drafter_posts: Collection[int], approver_post: int) -> str | None:
    """Return why a talk may not be approved by this post; None when it may."""
    if approver_post in drafter_posts:
        return "提出约谈的人不能批准自己的提议，请由另一位局领导批准。"
    return None


def why_not_hold(meets_on: date, held_on: date, today: date) -> str | None:
    """Return why a talk may not be noted as held on a day; None when it may."""
    if held_on > today:
        return f"{full_date(held_on)}还没有到，约谈之后才能登记。"
    if held_on < meets_on:
        return f"通知的约谈日期是{full_date(meets_on)}，登记的日期不能更早。"
    return None


def why_not_cancel(reason: str) -> str | None:
    """Return why a talk may not be called off so; None when it may."""
    return None if reason.strip() else "取消约谈应写明理由，已通知的一并告知对方。"


def why_not_report(items: Collection[ItemState], text: str) -> str | None:
    """Return why a report on the whole may not be sent; None when it may."""
    waiting = sum(item in {ItemState.OPEN, ItemState.CHECKED_NOT} for item in items)
    if waiting:
        return f"还有{waiting}项没有报送整改情况。请逐项报送后再报整改报告。"
    if not text.strip():
        return "请写整改报告：总体完成情况、还没有解决的问题和下一步安排。"
    return why_not_instead(text)


def why_not_close(rectification: RectificationState) -> str | None:
    """Return why a talk may not be closed; None when what it found wrong was put right."""
    if rectification is not RectificationState.CLOSED:
        return "整改事项还没有全部核查通过，不能办结约谈。请先在整改页逐项核查、办结。"
    return None
