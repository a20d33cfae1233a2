"""What waits for somebody, each thing by the column that knows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils import timezone

from luoshi.queries import (
    alerts,
    calendar,
    contradictions,
    documents,
    extensions,
    leads,
    letters,
    obstacles,
    parameters,
    plans,
    reports,
    tasks,
)
from luoshi.queries.desks import inspections
from luoshi.queries.desks.asking import requests_waiting
from luoshi.queries.desks.model import LISTED, Decision, unlisted
from luoshi.queries.desks.putting_right import putting_right
from luoshi.rules.calendar import short_date
from luoshi.rules.letters import AWAITING_REPLY, LetterState
from luoshi.rules.people import Actor, Permission
from luoshi.rules.tasks import WHOLE_X100, AssignmentState


def decisions(actor: Actor, today: date) -> list[Decision]:
    """Return what waits for the actor, earliest date first, undated last."""
    found: list[Decision] = []
    if actor.may(Permission.DOCUMENTS_READ):
        found += _documents(actor)
    if actor.may(Permission.LETTERS_DRAFT):
        found += _warnings(actor)
    found += _letters(actor)
    found += _hearings(actor)
    found += _leads(actor)
    if actor.may(Permission.MANDATES_DRAFT) or actor.may(Permission.MANDATES_APPROVE):
        found += inspections.plans(actor, today)
    if actor.may(Permission.MANDATES_SEE):
        found += inspections.findings(actor, today)
    if actor.may(Permission.TASKS_CLOSE):
        found += _closings(actor, today)
    found += putting_right(actor, today)
    found += _help(actor, today)
    found += requests_waiting(actor, today)
    if actor.may(Permission.REPORTS_SUBMIT):
        found += _accounts(actor, today)
        found += _questions(actor)
    return sorted(found, key=lambda each: (each.due_on is None, each.due_on or today))


def _documents(actor: Actor) -> list[Decision]:
    found = []
    for each in documents.listed(actor, is_waiting=True):
        link, title = f"/documents/{each.document.id}/", each.document.title
        if each.waiting:
            found.append(Decision("审定", f"《{title}》还有{each.waiting}条未审定", link, None))
        elif each.accepted:
            found.append(Decision("发布", f"《{title}》{each.accepted}条已采纳，可以发布", link, None))
    return found


def _warnings(actor: Actor) -> list[Decision]:
    rows = (
        alerts.waiting(actor)
        .order_by()
        .values_list("unit__short_name")
        .annotate(n=Count("id"))
        .order_by("-n", "unit__short_name")
    )
    counts = list(rows)
    if not counts:
        return []
    named = "、".join(f"{name}{count}条" for name, count in counts[:5])
    more = f"等{len(counts)}个单位" if len(counts) > 5 else ""
    words = f"{sum(count for _, count in counts)}条预警待拟函或说明不发函的理由"
    return [Decision("处理预警", words, "/letters/alerts/", None, f"{named}{more}")]


_LETTER_TURNS = (
    (Permission.LETTERS_DRAFT, LetterState.DRAFT, "核对草稿"),
    (Permission.LETTERS_COSIGN, LetterState.COSIGNING, "会签"),
    (Permission.LETTERS_APPROVE, LetterState.SUBMITTED, "签批"),
    (Permission.LETTERS_ISSUE, LetterState.APPROVED, "编号"),
    (Permission.LETTERS_ISSUE, LetterState.NUMBERED, "发出"),
    (Permission.LETTERS_REPLY, LetterState.ISSUED, "签收"),
    (Permission.LETTERS_REPLY, LetterState.READ, "回复"),
    (Permission.LETTERS_REPLY, LetterState.RETURNED, "补充回复"),
    (Permission.LETTERS_CONFIRM, LetterState.REPLIED, "核定回复"),
)


def _letters(actor: Actor) -> list[Decision]:
    verbs = {state: verb for permission, state, verb in _LETTER_TURNS if actor.may(permission)}
    waiting = letters.waiting_in(actor, *verbs)
    confirm_by = _confirm_by() if LetterState.REPLIED in verbs else None
    found = [
        Decision(
            verbs[LetterState(letter.state)],
            f"{letter.number or letter.unit.name}《{letter.title}》",
            f"/letters/{letter.id}/",
            confirm_by(letter) if confirm_by and letter.state == LetterState.REPLIED else _answer_by(letter),
            letter.why,
        )
        for letter in waiting[:LISTED]
    ]
    if more := unlisted(found, waiting):
        found.append(Decision("看全部函件", f"另有{more}份函件轮到您办", "/letters/", None))
    return found


def _hearings(actor: Actor) -> list[Decision]:
    """Return what the actor's unit was told that will be said of it, and may still answer."""
    if not actor.may(Permission.LETTERS_REPLY):
        return []
    return [
        Decision(
            "核对",
            f"拟通报《{told.letter.title}》，可以陈述申辩",
            f"/letters/hearings/{told.id}/",
            told.due_on,
        )
        for told in letters.waiting_to_answer(actor)
    ]


def _leads(actor: Actor) -> list[Decision]:
    return [
        Decision(
            "决定", f"{lead.unit.short_name}的线索移送建议", f"/letters/leads/{lead.id}/", None, lead.reason
        )
        for lead in leads.waiting(actor)
    ]


def _answer_by(letter: Any) -> date | None:
    return letter.reply_due_on if letter.state in AWAITING_REPLY else None


def _confirm_by() -> Callable[[Any], date]:
    """Return what tells by when the office should weigh the unit's answer (letter.confirm_reply)."""
    days, book = calendar.work_calendar(), parameters.book()

    def due(letter: Any) -> date:
        answered_on = timezone.localdate(letter.replied_at)
        return days.add_workdays(answered_on, book.value("letter.confirm_reply", answered_on))

    return due


def _closings(actor: Actor, today: date) -> list[Decision]:
    waiting = (
        tasks.visible(actor).filter(tasks.standing_at(AssignmentState.CLOSING)).select_related("task", "unit")
    )
    found = [
        Decision(
            "核定销号",
            f"{part.unit.short_name}：{part.task.summary}",
            f"/tasks/{part.task_id}/?part={part.id}",
            None,
            (f"时限{short_date(part.due_on, today)}，" if part.due_on else "")
            + f"已报完成并申请销号。{part.claimed_words}",
        )
        for part in waiting.order_by("due_on", "id")[:LISTED]
    ]
    if more := unlisted(found, waiting):
        found.append(
            Decision("看全部申请", f"还有{more}项申请销号等待核定", "/ledger/?standing=closing", None)
        )
    return found


def _help(actor: Actor, today: date) -> list[Decision]:
    """Return the later dates to decide, the questions to answer, the answers to confirm, the late helpers."""
    found = [
        Decision(
            "审批延期",
            f"{wish.assignment.unit.short_name}：{wish.assignment.task.summary}",
            f"/extensions/{wish.id}/",
            wish.decide_by_on,
            f"申请延至{short_date(wish.proposed_on, today)}。{wish.reason}",
        )
        for wish in extensions.waiting(actor)[:LISTED]
    ]
    found += [
        Decision(
            "审批计划调整",
            f"{change.assignment.unit.short_name}：{change.assignment.task.summary}",
            f"/plans/changes/{change.id}/",
            None,
            f"{len(change.moves)}个环节的时间。{change.reason}",
        )
        for change in plans.waiting(actor)[:LISTED]
    ]
    found += [
        Decision(
            "答复求助",
            f"{asking.obstacle.assignment.unit.short_name}：{asking.obstacle.assignment.task.summary}",
            f"/obstacles/{asking.obstacle_id}/",
            asking.due_on,
            asking.words[:120],
        )
        for asking in obstacles.to_answer(actor)[:LISTED]
    ]
    found += [
        Decision(
            "确认答复",
            f"{matter.helper.short_name}答复了求助：{matter.assignment.task.summary}",
            f"/obstacles/{matter.id}/",
            None,
            "已恢复计时。解决了就确认了结，没有解决的写明还差什么。",
        )
        for matter in obstacles.to_confirm(actor)[:LISTED]
    ]
    if actor.may(Permission.LETTERS_DRAFT) and (late := list(obstacles.overdue(today))):
        named = "、".join(dict.fromkeys(each.obstacle.helper.short_name for each in late[:LISTED]))
        words = f"{len(late)}件求助逾期没有答复，有单位在等"
        found.append(Decision("催答复", words, "/obstacles/", None, named))
    return found


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
        returned = reports.returned_in(actor, period.week_start)
        again = [
            Decision(
                "重报",
                f"周报被退回：{report.assignment.task.summary}",
                link,
                period.due_on,
                report.return_reason,
            )
            for report in returned[:LISTED]
        ]
        if more := unlisted(again, returned):
            again.append(Decision("看全部周报", f"还有{more}项周报被退回", link, period.due_on))
        found += again
    done = (
        tasks.visible(actor)
        .filter(tasks.accounted_for(), unit_id=actor.unit_id, claimed_x100=WHOLE_X100)
        .select_related("task")
        # So said, it tempts PostgreSQL away from walking all that is under way in the order of its dates.
        .order_by(Coalesce("due_on", date.max), "id")
    )
    asking = [
        Decision(
            "申请销号",
            part.task.summary,
            f"/tasks/{part.task_id}/?part={part.id}",
            part.due_on,
            "周报已报完成，核实后可以申请销号。",
            does="task-ask-close",
            part_id=part.id,
        )
        for part in done[:LISTED]
    ]
    if more := unlisted(asking, done):
        words = f"还有{more}项已报完成，可以申请销号"
        asking.append(Decision("看全部任务", words, "/ledger/?sort=claimed&order=descending", None))
    return found + asking


def _questions(actor: Actor) -> list[Decision]:
    asked = list(contradictions.waiting(actor).values_list("task__summary", flat=True))
    if not asked:
        return []
    named = "、".join(list(dict.fromkeys(asked))[:3]) + ("等" if len(asked) > 3 else "")
    words = f"周报记录里有{len(asked)}处前后对不上，请用一两句话说明"
    return [Decision("说明", words, "/contradictions/", None, named)]
