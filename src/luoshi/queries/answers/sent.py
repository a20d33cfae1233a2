"""The letters that were out by an instant, and where each stood."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from luoshi.queries import letters
from luoshi.queries.answers.model import Sent
from luoshi.records.models import Document, Letter, LetterItem, Reply
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.people import Actor


def about(actor: Actor, document: Document, until: datetime) -> dict[int, list[Sent]]:
    """Return {task: the letters about it that were out}, in the order of issue."""
    items = LetterItem.objects.filter(
        assignment__task__document=document,
        letter__issued_at__lt=until,
        letter__in=letters.visible(actor).order_by().values("id"),
    ).select_related("letter__unit", "assignment")
    rows = list(items.order_by("letter__issued_at", "letter_id", "id"))
    answered = Reply.objects.filter(letter__in={row.letter_id for row in rows}, sent_at__lt=until)
    replies = {reply.letter_id: reply for reply in answered.order_by("id")}
    found: dict[int, list[Sent]] = {}
    for row in rows:
        found.setdefault(row.assignment.task_id, []).append(
            _stood(row.letter, replies.get(row.letter_id), until)
        )
    return found


def _stood(letter: Letter, reply: Reply | None, until: datetime) -> Sent:
    """Return a letter as it stood: its last event by then."""
    assert letter.issued_at is not None, "only letters that were out are asked for"
    state, at = LetterState.ISSUED, letter.issued_at
    if letter.ended_at and letter.ended_at < until:
        state, at = LetterState.WITHDRAWN, letter.ended_at
    elif letter.closed_at and letter.closed_at < until:
        state, at = LetterState.CLOSED, letter.closed_at
    elif reply and reply.returned_at and reply.returned_at < until:
        state, at = LetterState.RETURNED, reply.returned_at
    elif reply:
        state, at = LetterState.REPLIED, reply.sent_at
    elif letter.read_at and letter.read_at < until:
        state, at = LetterState.READ, letter.read_at
    return Sent(
        letter.id,
        letter.number,
        LetterKind(letter.kind),
        letter.unit.short_name,
        timezone.localdate(letter.issued_at),
        state,
        timezone.localdate(at),
    )
