"""What is on somebody's desk today: decisions to take, in the order of their dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from luoshi.queries import (
    alerts,
    calendar,
    contradictions,
    documents,
    extensions,
    letters,
    mandates,
    obstacles,
    parameters,
    plans,
    reports,
    tasks,
)
from luoshi.records import statements
from luoshi.records.models import Unit
from luoshi.rules.calendar import short_date
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import AWAITING_REPLY, LetterState
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, WHOLE_X100, AssignmentState

LISTED = 30
"""How many of a kind are named one by one; how many more there are is told, with where they stand."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to do: what, about what, by when, and where it is done.

    What one button can do names its address (`does`) and the part of a task that it is about.
    """

    verb: str
    words: str
    link: str
    due_on: date | None
    detail: str = ""
    does: str = ""
    part_id: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How many assignments of a unit burn in which lamp."""

    unit: Unit
    red: int
    yellow: int
    green: int
    grey: int
    closed: int

    @property
    def total(self) -> int:
        """All assignments counted."""
        return self.red + self.yellow + self.green + self.grey + self.closed


def decisions(actor: Actor, today: date) -> list[Decision]:
    """Return what waits for the actor, earliest date first, undated last."""
    found: list[Decision] = []
    if actor.may(Permission.DOCUMENTS_READ):
        found += _documents(actor)
    if actor.may(Permission.LETTERS_DRAFT):
        found += _warnings(actor)
    found += _letters(actor)
    if actor.may(Permission.MANDATES_DRAFT) or actor.may(Permission.MANDATES_APPROVE):
        found += _mandates(actor, today)
    if actor.may(Permission.TASKS_CLOSE):
        found += _closings(actor, today)
    found += _help(actor, today)
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
    if more := _unlisted(found, waiting):
        found.append(Decision("看全部函件", f"另有{more}份函件轮到您办", "/letters/", None))
    return found


def _mandates(actor: Actor, today: date) -> list[Decision]:
    """Return the plans of inspection to write on or to approve, and the changes of plans to decide."""
    verb = "批准督查" if actor.may(Permission.MANDATES_APPROVE) else "起草督查"
    waiting, changes = mandates.waiting(actor, today)[:LISTED], mandates.changes_waiting(actor)[:LISTED]
    return [
        Decision(verb, each.title, f"/mandates/{each.id}/", each.from_on, each.return_reason or each.subject)
        for each in waiting
    ] + [
        Decision("批准变更", each.mandate.title, f"/mandates/{each.mandate_id}/", None, each.reason)
        for each in changes
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
    if more := _unlisted(found, waiting):
        found.append(
            Decision("看全部申请", f"还有{more}项申请销号等待核定", "/ledger/?standing=closing", None)
        )
    return found


def _unlisted(listed: Sequence[object], rows: QuerySet[Any]) -> int:
    """Return how many rows lie beyond those that are listed; they are counted only where the list is full."""
    return rows.count() - LISTED if len(listed) == LISTED else 0


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
        if more := _unlisted(again, returned):
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
    if more := _unlisted(asking, done):
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


def standings(actor: Actor) -> list[Standing]:
    """Return how each visible office and county stands, most red first: one query and one for the units.

    Helping parts burn no lamp of their own and are not counted.
    """
    rows = (
        tasks.visible(actor)
        .filter(role__in=sorted(ACCOUNTABLE))
        .order_by()
        .values_list("branch_id")
        .annotate(
            red=Count("id", filter=Q(lamp=Lamp.RED, state__in=sorted(UNDERWAY))),
            yellow=Count("id", filter=Q(lamp=Lamp.YELLOW, state__in=sorted(UNDERWAY))),
            green=Count("id", filter=Q(lamp=Lamp.GREEN, state__in=sorted(UNDERWAY))),
            grey=Count("id", filter=Q(lamp=Lamp.GREY, state__in=sorted(UNDERWAY))),
            closed=Count("id", filter=Q(state=AssignmentState.CLOSED)),
        )
    )
    counts = {row[0]: row[1:] for row in rows}
    units = Unit.objects.in_bulk(counts)
    found = [Standing(units[unit_id], *numbers) for unit_id, numbers in counts.items()]
    return sorted(found, key=lambda each: (-each.red, -each.yellow, each.unit.path))


def due_soon(actor: Actor, today: date, days: int = 14) -> tuple[list[tasks.Part], int]:
    """Return the actor's own assignments that fall due within some days, soonest first, and how many more."""
    rows = (
        tasks.visible(actor)
        .filter(tasks.underway(), unit_id=actor.unit_id, due_on__gte=today)
        .filter(due_on__lte=today + timedelta(days=days))
        .select_related("task")
        .order_by("due_on", "id")
    )
    listed = list(rows[:LISTED])
    return listed, _unlisted(listed, rows)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the ledger's sentence offers: (id, name) of branches and documents, (id, name, query) of views."""

    branches: list[tuple[int, str]]
    documents: list[tuple[int, str]]
    views: list[tuple[int, str, str]]


_CHOICES = """
SELECT 'branch', unit.id, unit.short_name, unit.path
FROM records_unit unit WHERE unit.kind IN ('OFFICE', 'COUNTY', 'DEPARTMENT') {branch}
UNION ALL
SELECT 'document', document.id, document.title, ''
FROM records_document document WHERE document.published_at IS NOT NULL {seen}
UNION ALL
SELECT 'view', view.id, view.name, view.query
FROM records_savedview view JOIN records_account account ON account.id = view.account_id
WHERE account.person_id = %s
"""
# Asked for as one value a document, so that PostgreSQL too stops at the first part that it finds.
_SEEN = """
AND (
    SELECT part.id FROM records_task task JOIN records_assignment part ON part.task_id = task.id
    WHERE task.document_id = document.id AND part.state <> 'PLANNED' AND {} LIMIT 1
) IS NOT NULL
"""


def choices(actor: Actor) -> Choices:
    """Return what an actor may choose between in the ledger, and the views that the person saved: one query.

    Only documents of which the actor sees some task are named.
    """
    branch, seen = "", ""
    handed: tuple[object, ...] = ()
    if actor.scope is not Scope.CITY:
        limits, limited_to = tasks.limits(actor)
        branch, seen = "AND unit.id = %s", _SEEN.format(limits)
        handed = (actor.branch_id, *limited_to)
    rows = statements.ask(_CHOICES.format(branch=branch, seen=seen), (*handed, actor.person_id))
    found = sorted(rows, key=lambda row: (row[3], row[2]))
    return Choices(
        branches=[(row[1], row[2]) for row in found if row[0] == "branch"],
        documents=sorted(((row[1], row[2]) for row in found if row[0] == "document"), reverse=True),
        views=sorted(
            ((row[1], row[2], row[3]) for row in found if row[0] == "view"), key=lambda view: view[1]
        ),
    )
