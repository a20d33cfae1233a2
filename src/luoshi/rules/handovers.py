"""Somebody leaves: what rests on them, what may be handed to whom, and from when on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules import calendar, rectifications, talks
from luoshi.rules.enums import Labelled
from luoshi.rules.people import Duty


class Charge(Labelled):
    """What rests on one post beside parts of tasks, and passes on with it."""

    ANSWERING = "ANSWERING", "被约谈"
    CHAIRING = "CHAIRING", "主持约谈"
    ATTENDING = "ATTENDING", "参加约谈"
    OWNING = "OWNING", "整改责任"
    REVIEWING = "REVIEWING", "复核人员"


_BEARERS = {
    Charge.ANSWERING: talks.ANSWERING,
    Charge.CHAIRING: talks.CHAIRING,
    Charge.OWNING: frozenset(rectifications.OWNERS),
}


def may_bear(charge: Charge, duty: Duty) -> bool:
    """Return whether a charge may rest on a post of this duty."""
    return charge not in _BEARERS or duty in _BEARERS[charge]


@dataclass(frozen=True, slots=True)
class Held:
    """A post that ends: from when it is held, and how many parts of tasks rest on it."""

    title: str
    from_on: date
    parts: int


def why_not_hand_over(posts: Sequence[Held], last_on: date, today: date) -> str | None:
    """Return why posts may not end with this day and be handed over; None when they may.

    A handover is noted when it has happened: who answers for what today is never told from plans.
    """
    if not posts:
        return "没有选要免去的岗位。请至少选一个。"
    if last_on > today:
        return "离任日期在今天以后。请在离任当天或以后办理交接，在此之前由本人负责。"
    late = next((post for post in posts if last_on < post.from_on), None)
    if late:
        return f"{late.title}自{calendar.full_date(late.from_on)}起任，离任日期不能更早。"
    return None


def why_not_ask_who(published_on: date | None, day: date, today: date) -> str | None:
    """Return why it cannot be told who answered for a task on a day; None when it can."""
    if day > today:
        return f"{calendar.full_date(day)}还没有到。请选今天或以前的日期。"
    if published_on is None or day < published_on:
        since = f"{calendar.full_date(published_on)}才发布交办" if published_on else "还没有发布交办"
        return f"这项任务{since}，那一天没有责任人。"
    return None


def why_not_succeed(unit: str, unit_of_successor: str, is_same_person: bool) -> str | None:
    """Return why a post may not pass to this one; None when it may."""
    if is_same_person:
        return "接手人就是离任的人。请另选一位。"
    if unit != unit_of_successor:
        return f"接手人不在{unit}任职。请从{unit}的现任人员中选，或者新任命一位。"
    return None
