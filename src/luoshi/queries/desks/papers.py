"""Letters on the desk: whose turn they are, what may still be answered, and leads to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from luoshi.queries import calendar, leads, letters, parameters
from luoshi.queries.desks.model import LISTED, Decision, unlisted
from luoshi.records import questions
from luoshi.rules.letters import AWAITING_REPLY, LetterKind, LetterState
from luoshi.rules.people import Actor, Permission

TOGETHER = 6
"""So many letters with the same step and no last day stand in one line; they may be decided together."""

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
_DATELESS = frozenset(state for _, state, _ in _LETTER_TURNS) - AWAITING_REPLY - {LetterState.REPLIED}


def papers_waiting(actor: Actor) -> list[Decision]:
    """Return what of letters, of hearings before a 通报 and of leads waits for the actor."""
    return _letters(actor) + _hearings(actor) + _leads(actor)


def _letters(actor: Actor) -> list[Decision]:
    verbs = {state: verb for permission, state, verb in _LETTER_TURNS if actor.may(permission)}
    kinds: dict[LetterState, Counter[LetterKind]] = {
        state: Counter() for state in verbs if state in _DATELESS
    }
    for state, kind, count in questions.ask(letters.kinds_waiting_in, actor, *kinds) if kinds else ():
        kinds[LetterState(state)][LetterKind(kind)] = count
    many = [state for state in kinds if kinds[state].total() >= TOGETHER]
    single = [state for state in verbs if state not in many]
    found = [_together(verbs[state], state, kinds[state]) for state in many]
    confirm_by = _confirm_by() if LetterState.REPLIED in verbs else None
    lines = questions.ask(_letter_lines, actor, *single)
    for key, state, number, unit, title, answer_by, why, replied_at in lines:
        due_on = answer_by if state in AWAITING_REPLY else None
        if confirm_by and state == LetterState.REPLIED:
            due_on = confirm_by(replied_at)
        verb = verbs[LetterState(state)]
        found.append(Decision(verb, f"{number or unit}《{title}》", f"/letters/{key}/", due_on, why))
    if more := unlisted(lines, letters.waiting_in, actor, *single):
        found.append(Decision("看全部函件", f"另有{more}份函件轮到您办", "/letters/", None))
    return found


def _together(verb: str, state: LetterState, kinds: Counter[LetterKind]) -> Decision:
    told = "、".join(f"{kind.label}{kinds[kind]}份" for kind in LetterKind if kinds[kind])
    return Decision(
        verb,
        f"{kinds.total()}份函件",
        f"/letters/?state={state}",
        None,
        f"{told}。可以逐份办，也可以在“督办”的“成批办理”里比对、抽看后一次办。",
    )


def _letter_lines(actor: Actor, *states: LetterState) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = letters.waiting_in(actor, *states)
    return rows.values_list(
        "id", "state", "number", "unit__name", "title", "reply_due_on", "why", "replied_at"
    )[:LISTED]


def _hearings(actor: Actor) -> list[Decision]:
    """Return what the actor's unit was told that will be said of it, and may still answer."""
    if not actor.may(Permission.LETTERS_REPLY):
        return []
    return [
        Decision("核对", f"拟通报《{title}》，可以陈述申辩", f"/letters/hearings/{key}/", due_on)
        for key, title, due_on in questions.ask(_told, actor)
    ]


def _told(actor: Actor) -> QuerySet[Any, Any]:
    return letters.waiting_to_answer(actor).values_list("id", "letter__title", "due_on")


def _leads(actor: Actor) -> list[Decision]:
    return [
        Decision("决定", f"{unit}的线索移送建议", f"/letters/leads/{key}/", None, reason)
        for key, unit, reason in questions.ask(_lead_lines, actor)
    ]


def _lead_lines(actor: Actor) -> QuerySet[Any, Any]:
    return leads.waiting(actor).values_list("id", "unit__short_name", "reason")


def _confirm_by() -> Callable[[datetime], date]:
    """Return what tells by when the office should weigh the unit's answer (letter.confirm_reply)."""
    days, book = calendar.work_calendar(), parameters.book()

    def due(replied_at: datetime) -> date:
        answered_on = timezone.localdate(replied_at)
        return days.add_workdays(answered_on, book.value("letter.confirm_reply", answered_on))

    return due
