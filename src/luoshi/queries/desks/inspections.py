"""What waits about inspections: plans, conclusions, reviews, opinions, recorded accountability."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast

from luoshi.queries import conclusions, mandates, opinions, sanctions
from luoshi.queries.desks.model import LISTED, Decision
from luoshi.records import questions
from luoshi.rules.people import Actor, Permission

_VERBS = {
    ("conclusion", "DRAFT"): "送批督查结论",
    ("conclusion", "SUBMITTED"): "批准督查结论",
    ("conclusion", "FED_BACK"): "签收督查结论",
    ("review", "ASKED"): "指定复核人员",
    ("review", "EXAMINED"): "作出复核决定",
    ("suggestion", "SUGGESTED"): "登记建议批准",
    ("suggestion", "APPROVED"): "登记建议实施",
    ("opinion", "DRAFT"): "反馈初步意见",
    ("opinion", "HEARD"): "印发督导意见",
    ("opinion", "REPORTED"): "核查督导整改",
    ("opinion", "CHECKED"): "公布督导报告",
    ("sanction", "PREPARED"): "登记陈述申辩",
    ("sanction", "HEARD"): "登记问责决定",
    ("appeal", "ASKED"): "登记复核申诉结果",
}
_PLACES = {"review": "conclusion", "suggestion": "conclusion", "appeal": "sanction"}


def plans(actor: Actor, today: date) -> list[Decision]:
    """Return the plans of inspection to write on or to approve, and the changes of plans to decide."""
    verb = "批准督查" if actor.may(Permission.MANDATES_APPROVE) else "起草督查"
    return [
        Decision(verb, title, f"/mandates/{key}/", from_on, return_reason or subject)
        for key, title, from_on, return_reason, subject in questions.ask(_plans, actor, today)
    ] + [
        Decision("批准变更", title, f"/mandates/{key}/", None, reason)
        for key, title, reason in questions.ask(_changes, actor)
    ]


def _plans(actor: Actor, today: date) -> QuerySet[Any, Any]:
    waiting = mandates.waiting(actor, today)
    return waiting.values_list("id", "title", "from_on", "return_reason", "subject")[:LISTED]


def _changes(actor: Actor) -> QuerySet[Any, Any]:
    return mandates.changes_waiting(actor).values_list("mandate_id", "mandate__title", "reason")[:LISTED]


def findings(actor: Actor, today: date) -> list[Decision]:
    """Return what waits about what inspections found, each with its last day: one question."""
    is_unit = actor.may(Permission.MANDATES_ANSWER)
    return [
        Decision(_verb(what, state, is_unit=is_unit), f"{short_name}：{title}", _link(what, number), due_on)
        for what, state, number, title, short_name, due_on in questions.ask(_findings, actor, today)
    ]


def _findings(actor: Actor, today: date) -> QuerySet[Any, Any]:
    unit, none = "unit__short_name", Cast(Value(None), DateField())
    of_conclusion = ("conclusion_id", "conclusion__mandate__title", "conclusion__unit__short_name")
    parts = [
        _lines(conclusions.waiting(actor), "conclusion", ("id", "mandate__title", unit), none),
        _lines(conclusions.reviews_waiting(actor), "review", of_conclusion, F("decide_by_on")),
        _lines(conclusions.suggestions_waiting(actor), "suggestion", of_conclusion, none),
        _lines(opinions.waiting(actor, today), "opinion", ("id", "mandate__title", unit), F("due_on")),
    ]
    if actor.may(Permission.SANCTIONS_KEEP):
        of_sanction = ("sanction_id", "sanction__unit__name", "sanction__unit__short_name")
        parts += [
            _lines(sanctions.waiting(actor), "sanction", ("id", "unit__name", unit), none),
            _lines(sanctions.appeals_waiting(actor), "appeal", of_sanction, F("decide_by_on")),
        ]
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
    return lines.values_list("line_what", "state", "line_number", "line_title", "line_unit", "line_due")


def _verb(what: str, state: str, *, is_unit: bool) -> str:
    if what == "opinion" and state in {"SENT", "ISSUED"}:
        return ("申辩或放弃" if is_unit else "登记听取申辩") if state == "SENT" else "报告督导整改"
    return _VERBS[what, state]


def _link(what: str, number: int) -> str:
    return f"/mandates/{_PLACES.get(what, what)}s/{number}/"
