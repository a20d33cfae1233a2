"""What waits for somebody, each thing by the column that knows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from luoshi.queries import (
    alerts,
    contradictions,
    documents,
    reports,
    tasks,
)
from luoshi.queries.desks import inspections
from luoshi.queries.desks.asking import requests_waiting
from luoshi.queries.desks.help import help_waiting
from luoshi.queries.desks.model import LISTED, Decision, unlisted
from luoshi.queries.desks.papers import papers_waiting
from luoshi.queries.desks.putting_right import putting_right
from luoshi.records import questions
from luoshi.rules.calendar import short_date
from luoshi.rules.people import Actor, Permission
from luoshi.rules.tasks import WHOLE_X100, AssignmentState


def decisions(actor: Actor, today: date) -> list[Decision]:
    """Return what waits for the actor, earliest date first, undated last."""
    found: list[Decision] = []
    if actor.may(Permission.DOCUMENTS_READ):
        found += _documents(actor)
    if actor.may(Permission.LETTERS_DRAFT):
        found += _warnings(actor)
    found += papers_waiting(actor)
    if actor.may(Permission.MANDATES_DRAFT) or actor.may(Permission.MANDATES_APPROVE):
        found += inspections.plans(actor, today)
    if actor.may(Permission.MANDATES_SEE):
        found += inspections.findings(actor, today)
    if actor.may(Permission.TASKS_CLOSE):
        found += _closings(actor, today)
    found += putting_right(actor, today)
    found += help_waiting(actor, today)
    found += requests_waiting(actor, today)
    if actor.may(Permission.REPORTS_SUBMIT):
        found += _accounts(actor, today)
        found += _questions(actor)
    return sorted(found, key=lambda each: (each.due_on is None, each.due_on or today))


def _documents(actor: Actor) -> list[Decision]:
    found = []
    for number, title, waiting, accepted in questions.ask(documents.unpublished, actor):
        link = f"/documents/{number}/"
        if waiting:
            found.append(Decision("审定", f"《{title}》还有{waiting}条未审定", link, None))
        elif accepted:
            found.append(Decision("发布", f"《{title}》{accepted}条已采纳，可以发布", link, None))
    return found


def _warnings(actor: Actor) -> list[Decision]:
    counts = questions.ask(_warned, actor)
    if not counts:
        return []
    named = "、".join(f"{name}{count}条" for name, count in counts[:5])
    more = f"等{len(counts)}个单位" if len(counts) > 5 else ""
    words = f"{sum(count for _, count in counts)}条预警待拟函或说明不发函的理由"
    return [Decision("处理预警", words, "/letters/alerts/", None, f"{named}{more}")]


def _warned(actor: Actor) -> QuerySet[Any, Any]:
    rows = alerts.waiting(actor).order_by().values_list("unit__short_name")
    return rows.annotate(n=Count("id")).order_by("-n", "unit__short_name")


def _closings(actor: Actor, today: date) -> list[Decision]:
    found = [
        Decision(
            "核定销号",
            f"{unit}：{summary}",
            f"/tasks/{task_id}/?part={key}",
            None,
            (f"时限{short_date(due_on, today)}，" if due_on else "") + f"已报完成并申请销号。{words}",
        )
        for key, task_id, unit, summary, due_on, words in questions.ask(_closing_lines, actor)
    ]
    if more := unlisted(found, _closing, actor):
        found.append(
            Decision("看全部申请", f"还有{more}项申请销号等待核定", "/ledger/?standing=closing", None)
        )
    return found


def _closing(actor: Actor) -> QuerySet[Any, Any]:
    return tasks.visible(actor).filter(tasks.standing_at(AssignmentState.CLOSING)).order_by("due_on", "id")


def _closing_lines(actor: Actor) -> QuerySet[Any, Any]:
    return _closing(actor).values_list(
        "id", "task_id", "unit__short_name", "task__summary", "due_on", "claimed_words"
    )[:LISTED]


def _accounts(actor: Actor, today: date) -> list[Decision]:
    found = []
    for period in reports.periods_open(today, actor.unit_id):
        link = f"/reports/?week={period.week_start.isoformat()}"
        sent, owed = reports.progress(actor, period.week_start)
        if sent < owed:
            monday = short_date(period.week_start, today)
            words = f"{monday}起的一周还有{owed - sent}项未报（共{owed}项）"
            found.append(Decision("报送周报", words, link, period.due_on))
        if pending := len(reports.pending_in(actor, period)):
            words = f"本单位报的{pending}项周报待您审核，审核后报督查科"
            found.append(Decision("审核周报", words, link, period.closes_on))
        again = [
            Decision("重报", f"周报被退回：{summary}", link, period.due_on, reason)
            for summary, reason in questions.ask(_returned, actor, period.week_start)
        ]
        if more := unlisted(again, reports.returned_in, actor, period.week_start):
            again.append(Decision("看全部周报", f"还有{more}项周报被退回", link, period.due_on))
        found += again
    asking = [
        Decision(
            "申请销号",
            summary,
            f"/tasks/{task_id}/?part={key}",
            due_on,
            "周报已报完成，核实后可以申请销号。",
            does="task-ask-close",
            part_id=key,
        )
        for key, task_id, summary, due_on in questions.ask(_done_lines, actor)
    ]
    if more := unlisted(asking, _done, actor):
        words = f"还有{more}项已报完成，可以申请销号"
        asking.append(Decision("看全部任务", words, "/ledger/?sort=claimed&order=descending", None))
    return found + asking


def _returned(actor: Actor, week_start: date) -> QuerySet[Any, Any]:
    returned = reports.returned_in(actor, week_start)
    return returned.values_list("assignment__task__summary", "return_reason")[:LISTED]


def _done(actor: Actor) -> QuerySet[Any, Any]:
    rows = tasks.visible(actor).filter(tasks.accounted_for(), unit_id=actor.unit_id, claimed_x100=WHOLE_X100)
    # So said, it tempts PostgreSQL away from walking all that is under way in the order of its dates.
    return rows.order_by(Coalesce("due_on", date.max), "id")


def _done_lines(actor: Actor) -> QuerySet[Any, Any]:
    return _done(actor).values_list("id", "task_id", "task__summary", "due_on")[:LISTED]


def _questions(actor: Actor) -> list[Decision]:
    asked = [summary for (summary,) in questions.ask(_contradicted, actor)]
    if not asked:
        return []
    named = "、".join(list(dict.fromkeys(asked))[:3]) + ("等" if len(asked) > 3 else "")
    words = f"周报记录里有{len(asked)}处前后对不上，请用一两句话说明"
    return [Decision("说明", words, "/contradictions/", None, named)]


def _contradicted(actor: Actor) -> QuerySet[Any, Any]:
    return contradictions.waiting(actor).values_list("task__summary")
