"""What waits about talks and about what is to be put right."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, DateField, F, QuerySet, Value, When
from django.db.models.functions import Cast

from luoshi.queries import letters, rectifications, talks
from luoshi.queries.desks.model import LISTED, Decision
from luoshi.records import questions
from luoshi.rules.letters import ReplyItemState
from luoshi.rules.people import Actor, Permission
from luoshi.rules.rectifications import RectificationState
from luoshi.rules.talks import TalkState

_COLUMNS = ("line_what", "state", "line_number", "line_title", "line_unit", "line_due")
_NONE = Cast(Value(None), DateField())
_VERBS = {
    TalkState.PLANNED: "批准约谈",
    TalkState.NOTIFIED: "登记约谈",
    TalkState.HELD: "写约谈记录",
    TalkState.CONFIRMED: "报送整改方案",
    TalkState.DISPUTED: "报送整改方案",
    TalkState.PLAN: "报送整改报告",
    TalkState.REPORT: "回访",
    TalkState.REVISIT: "办结约谈",
}
_DUE = Case(
    When(state__in=[TalkState.PLANNED, TalkState.NOTIFIED], then=F("meets_on")),
    When(state__in=[TalkState.CONFIRMED, TalkState.DISPUTED], then=F("plan_due_on")),
    When(state=TalkState.PLAN, then=F("report_due_on")),
    default=_NONE,
)


def putting_right(actor: Actor, today: date) -> list[Decision]:
    """Return what waits for an actor about talks and rectifications, each with its last day: one question."""
    if not actor.may(Permission.TALKS_SEE):
        return []
    rows = questions.ask(_waiting, actor, today)
    late = [(number, unit) for what, _, number, _, unit, _ in rows if what == "late"]
    found = [_decision(actor, *row) for row in rows if row[0] != "late"]
    return found + ([_urging(late)] if late else [])


def _waiting(actor: Actor, today: date) -> QuerySet[Any, Any]:
    unit = "rectification__unit__short_name"
    item = ("rectification_id", "problem", unit)
    parts = [_lines(talks.waiting(actor), "talk", ("id", "topic", "unit__short_name"), _DUE)]
    if actor.may(Permission.RECTIFY):
        parts.append(_lines(rectifications.owed(actor), "owed", item, F("due_on")))
    if actor.may(Permission.LETTERS_REPLY):
        named = ("reply__letter_id", "text", "reply__letter__unit__short_name")
        parts.append(_lines(letters.owed(actor), "undertaken", named, F("due_on")))
    if actor.may(Permission.RECTIFY_CHECK):
        parts.append(_lines(rectifications.to_check(actor), "check", item, _NONE))
        whole = ("id", "title", "unit__short_name")
        parts.append(_lines(rectifications.to_decide(actor), "whole", whole, _NONE))
    if actor.may(Permission.TALKS_DRAFT):
        parts.append(_late(today))
    first, *others = parts
    return first.union(*others, all=True).order_by("line_due")[: 4 * LISTED]


def _lines(rows: QuerySet[Any], what: str, named: tuple[str, str, str], due: object) -> QuerySet[Any, Any]:
    """Return rows as (what, state, number of the page, title, unit, due), fit to be put together."""
    number, title, unit = named
    lines: QuerySet[Any, Any] = rows.order_by().annotate(
        line_what=Value(what, CharField()),
        line_number=F(number),
        line_title=F(title),
        line_unit=F(unit),
        line_due=due,
    )
    return lines.values_list(*_COLUMNS)


def _late(today: date) -> QuerySet[Any, Any]:
    """Return how many items of each unit are overdue."""
    rows: QuerySet[Any, Any] = (
        rectifications.overdue(today)
        .order_by()
        .annotate(line_what=Value("late", CharField()), line_unit=F("rectification__unit__short_name"))
        .values("line_what", "line_unit")
    )
    told: QuerySet[Any, Any] = rows.annotate(
        line_number=Count("id"), line_title=F("line_what"), line_due=_NONE, line_state=F("line_what")
    )
    return told.values_list("line_what", "line_state", *_COLUMNS[2:])


def _decision(
    actor: Actor, what: str, state: str, number: int, title: str, unit: str, due_on: date | None
) -> Decision:
    words = title if actor.may(Permission.RECTIFY) else f"{unit}：{title}"
    if what == "talk":
        own = talks.states_waiting_for(actor)
        verb = _VERBS[TalkState(state)] if TalkState(state) in own else "确认约谈记录"
        return Decision(verb, words, f"/letters/talks/{number}/", due_on)
    if what == "undertaken":
        verb = "修改退回的整改事项" if state == ReplyItemState.RETURNED else "完成整改事项"
        return Decision(verb, title, f"/letters/{number}/", due_on)
    verbs = {"owed": "整改", "check": "核查整改"}
    verb = verbs.get(what) or ("批准整改通知" if state == RectificationState.DRAFT else "办结整改")
    return Decision(verb, words, f"/letters/rectifications/{number}/", due_on)


def _urging(late: list[tuple[int, str]]) -> Decision:
    named = "、".join(f"{unit}{count}项" for count, unit in sorted(late, key=lambda each: -each[0])[:5])
    total = sum(count for count, _ in late)
    return Decision("催整改", f"{total}项整改逾期未报送", "/letters/rectifications/?group=late", None, named)
