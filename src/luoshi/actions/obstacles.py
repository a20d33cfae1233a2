"""Help asked upward: the helper's clock starts, the asker's stands; the answer turns both round."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from luoshi.actions import audit
from luoshi.actions.lamps import relaying
from luoshi.queries import audit as audit_queries
from luoshi.queries import calendar, parameters
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import obstacles as obstacle_queries
from luoshi.records.models import Asking, Assignment, Notice, Obstacle, Unit
from luoshi.rules import obstacles
from luoshi.rules.calendar import full_date
from luoshi.rules.obstacles import ObstacleKind, ObstacleState, Outcome
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import AssignmentState, Role
from luoshi.rules.units import UnitKind

_KEY_LENGTH = 24


@transaction.atomic
def raise_obstacle(
    *, assignment: Assignment, kind: ObstacleKind, helper: Unit, words: str, by: Actor, at: datetime
) -> Obstacle:
    """Ask a unit for help with one's own unit's part: its clock starts, one's own stands from tomorrow on.

    Raises Refused when the helper may not be asked, SomebodyWasFirst when it was asked meanwhile.
    """
    if refusal := (
        why_not(by, Permission.HELP_ASK)
        or obstacles.why_not_begin(
            is_own=assignment.unit_id == by.unit_id,
            role=Role(assignment.role),
            state=AssignmentState(assignment.state),
        )
        or obstacles.why_not_raise(
            UnitKind(helper.kind),
            helper.name,
            words,
            is_self=helper.id == by.unit_id,
            is_gone=not obstacle_queries.helpers().filter(id=helper.id).exists(),
            is_waiting=obstacle_queries.is_waiting(assignment, helper),
        )
    ):
        raise Refused(refusal)
    try:
        with transaction.atomic():
            obstacle = Obstacle.objects.create(
                assignment=assignment, kind=kind.value, helper=helper, state=ObstacleState.ASKED.value
            )
    except IntegrityError as error:
        raise SomebodyWasFirst(f"本单位刚刚有人就这一项向{helper.name}求助，没有重复提出。") from error
    asking = _ask(obstacle, 1, words, by, at)
    moved = relaying.relay(assignment, timezone.localdate(at))
    _enter_obstacle(
        obstacle, "raise", f"{kind.label}问题，请{helper.name}办：{asking.words}", by, at, **moved
    )
    return obstacle


@transaction.atomic
def answer_obstacle(
    *, obstacle: Obstacle, number: int, outcome: Outcome, answer: str, who_can: str, by: Actor, at: datetime
) -> Asking:
    """Answer for one's own unit; the asker's clock runs on from tomorrow.

    `number` is that of the asking which was read. Raises SomebodyWasFirst when it was asked once more.
    """
    if refusal := why_not(by, Permission.HELP_ANSWER):
        raise Refused(refusal)
    if obstacle.helper_id != by.unit_id:
        raise Refused(f"这项求助提给{obstacle.helper.name}，由其答复。")
    asking = _answer(obstacle, number, outcome, answer, who_can, by, at)
    moved = relaying.relay(obstacle.assignment, timezone.localdate(at))
    _enter_obstacle(obstacle, "answer", _said(asking), by, at, **moved)
    return asking


@transaction.atomic
def answer_by_link(
    *,
    asking: Asking,
    key: str,
    outcome: Outcome,
    answer: str,
    who_can: str,
    contact: str,
    by: Actor,
    at: datetime,
) -> Asking:
    """Answer for a department without an account. `key` is the one that the link carried.

    `by` is obstacles.outsider(). Raises Refused when the link was used, replaced or has run out.
    """
    today, obstacle = timezone.localdate(at), asking.obstacle
    is_open = asking.answered_on is None and obstacle.state == ObstacleState.ASKED
    fits = bool(asking.link_key) and asking.link_key == key
    if refusal := obstacles.why_not_by_link(
        is_open=is_open, until=asking.link_until_on if fits else None, today=today
    ):
        raise Refused(refusal)
    if not by.name.strip() or not contact.strip():
        raise Refused("请填写答复人姓名和联系电话，便于求助单位核实。")
    answered = _answer(
        obstacle,
        asking.number,
        outcome,
        answer,
        who_can,
        by,
        at,
        is_by_link=True,
        contact=contact.strip()[:60],
        link_key="",
    )
    moved = relaying.relay(obstacle.assignment, today)
    _enter_obstacle(obstacle, "answer_by_link", _said(answered), by, at, by_link=True, **moved)
    return answered


@transaction.atomic
def confirm_obstacle(*, obstacle: Obstacle, words: str, by: Actor, at: datetime) -> Obstacle:
    """Close an answered obstacle; only the unit that asked may."""
    _refuse_unless_asker(obstacle, by)
    _move(obstacle, ObstacleState.CLOSED, ended_at=at, ended_by=by.words, end_words=words.strip()[:200])
    _enter_obstacle(obstacle, "confirm", obstacle.end_words or "确认了结。", by, at)
    return obstacle


@transaction.atomic
def ask_again(*, obstacle: Obstacle, words: str, by: Actor, at: datetime) -> Asking:
    """Say that an answer did not solve it: the helper's clock starts anew, one's own stands again."""
    _refuse_unless_asker(obstacle, by)
    last, today = obstacle_queries.latest_asking(obstacle), timezone.localdate(at)
    if refusal := obstacles.why_not_move(ObstacleState(obstacle.state), ObstacleState.ASKED):
        raise Refused(refusal)
    if refusal := obstacles.why_not_ask_again(
        Outcome(last.outcome), last.number, words, parameters.book(), today
    ):
        raise Refused(refusal)
    _move(obstacle, ObstacleState.ASKED)
    asking = _ask(obstacle, last.number + 1, words, by, at)
    moved = relaying.relay(obstacle.assignment, today)
    _enter_obstacle(obstacle, "ask_again", f"还差：{asking.words}", by, at, **moved)
    return asking


@transaction.atomic
def withdraw_obstacle(*, obstacle: Obstacle, words: str, by: Actor, at: datetime) -> Obstacle:
    """Take a question back before it is answered; the days since it was asked count after all."""
    _refuse_unless_asker(obstacle, by)
    if not words.strip():
        raise Refused("撤回求助应写明理由（如：已自行解决、提错了对象）。")
    _move(obstacle, ObstacleState.WITHDRAWN, ended_at=at, ended_by=by.words, end_words=words.strip()[:200])
    moved = relaying.relay(obstacle.assignment, timezone.localdate(at))
    _tell(obstacle, obstacle.helper, "withdrawn", f"求助已撤回：{obstacle.end_words}", by, at)
    _enter_obstacle(obstacle, "withdraw", f"暂停的日子照常计时。理由：{obstacle.end_words}", by, at, **moved)
    return obstacle


@transaction.atomic
def give_link(*, obstacle: Obstacle, by: Actor, at: datetime) -> Asking:
    """Give a new link to the helper's department; the one before lets nobody in any more."""
    if refusal := why_not(by, Permission.TASKS_SEE):
        raise Refused(refusal)
    if obstacle.assignment.unit_id != by.unit_id and not by.may(Permission.LETTERS_ISSUE):
        raise Refused("答复链接由求助单位或督查科换新。")
    if not obstacle_queries.needs_link(obstacle):
        raise Refused(f"{obstacle.helper.name}在系统中答复，不用链接。")
    if obstacle.state != ObstacleState.ASKED:
        raise Refused(f"这项求助现为“{ObstacleState(obstacle.state).label}”，不需要链接。")
    asking = obstacle_queries.latest_asking(obstacle)
    asking.link_key = get_random_string(_KEY_LENGTH)
    asking.link_until_on = obstacles.link_until(timezone.localdate(at), parameters.book())
    if not Asking.objects.filter(id=asking.id, answered_on=None).update(
        link_key=asking.link_key, link_until_on=asking.link_until_on
    ):
        raise SomebodyWasFirst("对方刚刚已经答复，不需要新的链接。请刷新后查看。")
    _enter_obstacle(
        obstacle, "give_link", f"原链接失效，新链接{full_date(asking.link_until_on)}前有效。", by, at
    )
    return asking


@transaction.atomic
def carry_paused(*, on: date, by: Actor, at: datetime) -> int:
    """Move the due dates of parts whose clock stands to where they would be if it ran on tomorrow.

    Returns how many were moved. Called each morning; once more on the same day it does nothing.
    """
    carried = []
    for part in obstacle_queries.paused_parts():
        due_on = lamp_queries.own_way(part, on).due_on
        if part.due_on != due_on and Assignment.objects.filter(id=part.id, change=part.change).update(
            due_on=due_on
        ):
            carried.append(part.id)
    if carried:
        audit.record(
            action="obstacles.carry",
            subject=f"day:{on.isoformat()}",
            facts={"assignments": carried},
            by=by,
            at=at,
        )
    return len(carried)


def _ask(obstacle: Obstacle, number: int, words: str, by: Actor, at: datetime) -> Asking:
    today, book = timezone.localdate(at), parameters.book()
    is_outside = obstacle_queries.needs_link(obstacle)
    asking = Asking.objects.create(
        obstacle=obstacle,
        number=number,
        words=words.strip()[:500],
        asked_on=today,
        due_on=obstacles.answer_due(today, book, calendar.work_calendar()),
        asked_at=at,
        asked_by=by.words,
        link_key=get_random_string(_KEY_LENGTH) if is_outside else "",
        link_until_on=obstacles.link_until(today, book) if is_outside else None,
    )
    due = full_date(asking.due_on)
    _tell(obstacle, obstacle.helper, f"asked:{number}", f"{by.unit_name}求助，请于{due}前答复", by, at)
    return asking


def _answer(
    obstacle: Obstacle,
    number: int,
    outcome: Outcome,
    answer: str,
    who_can: str,
    by: Actor,
    at: datetime,
    **more: object,
) -> Asking:
    if refusal := obstacles.why_not_move(
        ObstacleState(obstacle.state), ObstacleState.ANSWERED
    ) or obstacles.why_not_answer(outcome, answer, who_can):
        raise Refused(refusal)
    _move(obstacle, ObstacleState.ANSWERED)
    asking = obstacle_queries.latest_asking(obstacle)
    if asking.number != number:
        raise SomebodyWasFirst(
            f"您看到的是第{number}次求助，求助单位已第{asking.number}次提出：{asking.words}。"
            "请看清这一次要办什么，再答复。"
        )
    answered_on = max(timezone.localdate(at), asking.asked_on)
    waited = obstacles.waited(asking.asked_on, asking.due_on, answered_on, calendar.work_calendar())
    Asking.objects.filter(id=asking.id).update(
        answered_on=answered_on,
        took=waited.workdays,
        late=waited.late,
        answered_at=at,
        answered_by=by.words,
        outcome=outcome.value,
        answer=answer.strip()[:500],
        who_can=who_can.strip()[:100] if outcome is not Outcome.SOLVED else "",
        **more,
    )
    asking.refresh_from_db()
    words = f"{obstacle.helper.short_name}答复（{outcome.label}），计时恢复，请确认"
    _tell(obstacle, obstacle.assignment.unit, f"answered:{asking.number}", words, by, at)
    return asking


def _said(asking: Asking) -> str:
    who = f"能解决的单位：{asking.who_can}" if asking.who_can else ""
    return f"{Outcome(asking.outcome).label}。{asking.answer} {who}".strip()


def _refuse_unless_asker(obstacle: Obstacle, by: Actor) -> None:
    if refusal := why_not(by, Permission.HELP_ASK):
        raise Refused(refusal)
    if obstacle.assignment.unit_id != by.unit_id:
        raise Refused(f"由求助单位{obstacle.assignment.unit.name}自己确认、追问或撤回。")


def _move(obstacle: Obstacle, to: ObstacleState, **changes: object) -> None:
    if refusal := obstacles.why_not_move(ObstacleState(obstacle.state), to):
        raise Refused(refusal)
    won = Obstacle.objects.filter(id=obstacle.id, state=obstacle.state).update(state=to.value, **changes)
    obstacle.refresh_from_db()
    if not won:
        hand = audit_queries.last_hand(f"assignment:{obstacle.assignment_id}")
        state = ObstacleState(obstacle.state).label
        raise SomebodyWasFirst(f"这项求助已由{hand}办理，现为“{state}”，请刷新后查看。")


def _tell(obstacle: Obstacle, unit: Unit, what: str, words: str, by: Actor, at: datetime) -> None:
    Notice.objects.get_or_create(
        key=f"obstacle:{obstacle.id}:{what}",
        defaults={
            "unit": unit,
            "words": f"{words}：{obstacle.assignment.task.summary}"[:300],
            "link": f"/obstacles/{obstacle.id}/",
            "at": at,
            "by": by.words,
        },
    )


def _enter_obstacle(
    obstacle: Obstacle, done: str, said: str, by: Actor, at: datetime, **more: object
) -> None:
    audit.record(
        action=f"obstacles.{done}",
        subject=f"assignment:{obstacle.assignment_id}",
        facts={"obstacle": obstacle.id, "helper": obstacle.helper.name, "said": said, **more},
        by=by,
        at=at,
    )
