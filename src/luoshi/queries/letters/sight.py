"""Letters, their answers and their numbers: which an actor sees, and whose turn each is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from luoshi.queries import audit, people
from luoshi.records.models import (
    Assignment,
    Countersign,
    Entry,
    Letter,
    LetterItem,
    Register,
    Reply,
    Unit,
)
from luoshi.rules import letters
from luoshi.rules.letters import CountersignState, LetterKind, LetterState
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.units import UnitKind


def visible(actor: Actor) -> QuerySet[Letter]:
    """Return the letters that an actor may see, newest first: the office all, a unit those sent to it.

    A unit sees a letter only once it is issued; one withdrawn before that it never sees. An office sees as
    well what it was asked to countersign.
    """
    rows = Letter.objects.select_related("unit", "issuer").order_by("-id")
    if not actor.may(Permission.LETTERS_SEE) or actor.scope is Scope.NOTHING:
        return rows.none()
    if actor.scope is Scope.CITY:
        return rows
    ours = Q(unit_id=actor.unit_id, issued_at__isnull=False)
    if actor.unit_kind is UnitKind.OFFICE:
        asked = Countersign.objects.filter(unit_id=actor.unit_id).exclude(state=CountersignState.NAMED)
        ours |= Q(id__in=asked.values("letter_id"))
    return rows.filter(ours)


def about(actor: Actor, parts: Sequence[Assignment]) -> list[Letter]:
    """Return the letters about these assignments that an actor may see, newest first."""
    return list(visible(actor).filter(items__assignment__in=parts).distinct())


def visible_letter(actor: Actor, letter_id: int) -> Letter | None:
    """Return a letter that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=letter_id).first()


def items_of(letter: Letter) -> list[LetterItem]:
    """Return what a letter is about, in the order it is printed."""
    return list(letter.items.select_related("assignment__task", "assignment__unit").order_by("id"))


def replies_to(letter: Letter) -> list[Reply]:
    """Return the answers to a letter, oldest first."""
    return list(letter.replies.order_by("id"))


_SEEN_BY_ITS_UNIT = frozenset(
    f"letters.{done}" for done in ("issue", "read", "reply", "return_reply", "close", "withdraw")
)


def history(actor: Actor, letter: Letter) -> list[Entry]:
    """Return what was done to a letter, oldest first; its unit sees what happened since it was issued."""
    entries = audit.entries_about(f"letter:{letter.id}")
    if actor.scope is Scope.CITY:
        return entries
    return [entry for entry in entries if entry.action in _SEEN_BY_ITS_UNIT]


_BY_HAND = frozenset({"letters.edit", "letters.countersign"})


def author_posts(letter: Letter) -> set[int]:
    """Return every post of the persons who drafted, changed or countersigned a letter, by the ledger."""
    entries = audit.entries_about(f"letter:{letter.id}")
    hands = {entry.post_id for entry in entries if entry.action in _BY_HAND}
    return people.posts_of_holders({letter.drafted_post_id, *hands})


def next_number(letter: Letter, year: int) -> str:
    """Return the number that a letter would get now if nobody takes it first."""
    kind = LetterKind(letter.kind)
    kept = Register.objects.filter(series=letters.number_series(kind), year=year).first()
    return letters.number_words(letter.issuer.document_mark, kind, year, kept.last + 1 if kept else 1)


def found(
    actor: Actor, *, states: Sequence[LetterState], kind: str, unit: str, is_mine: bool = False
) -> QuerySet[Letter]:
    """Return the visible letters in some states, of a kind, to a unit by name; empty asks for nothing.

    Newest first, each with the number of assignments it is about as `things`; `is_mine` leaves out those that
    the actor's unit only sees.
    """
    rows = visible(actor).annotate(things=Count("items"))
    if is_mine:
        rows = rows.filter(_waits_for(actor))
    if states:
        rows = rows.filter(state__in=[state.value for state in states])
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(unit__name=unit) if unit else rows


def units_written_to(actor: Actor) -> QuerySet[Unit]:
    """Return the units of the letters that an actor may see, in the order of the tree."""
    return Unit.objects.filter(id__in=visible(actor).order_by().values("unit_id")).order_by("path")


def _waits_for(actor: Actor) -> Q:
    """Return what tells the letters that an actor's own unit has to do with from those that it only sees."""
    if actor.scope is Scope.CITY:
        return Q()
    asked = Countersign.objects.filter(unit_id=actor.unit_id, state=CountersignState.ASKED)
    return Q(unit_id=actor.unit_id) | Q(state=LetterState.COSIGNING, id__in=asked.values("letter_id"))


def waiting_in(actor: Actor, *states: LetterState) -> QuerySet[Letter]:
    """Return the visible letters in these states, those whose answer is due first in front.

    `replied_at` is when the unit answered last; None while it has not.
    """
    due_first = F("reply_due_on").asc(nulls_last=True)
    return _in_turn(actor, states).annotate(replied_at=Max("replies__sent_at")).order_by(due_first, "id")


def kinds_waiting_in(actor: Actor, *states: LetterState) -> QuerySet[Any, Any]:
    """Return (state, kind, how many) of what `waiting_in` returns."""
    rows = _in_turn(actor, states).order_by().values_list("state", "kind")
    return rows.annotate(number=Count("id")).order_by("state", "kind")


def _in_turn(actor: Actor, states: Sequence[LetterState]) -> QuerySet[Letter]:
    return visible(actor).filter(_waits_for(actor), state__in=[state.value for state in states])


def replies_owed(on: date) -> list[Letter]:
    """Return the letters whose answer is due today or overdue, soonest first."""
    return list(
        Letter.objects.filter(state__in=sorted(letters.AWAITING_REPLY), reply_due_on__lte=on)
        .exclude(kind__in=sorted(letters.UNANSWERED))
        .select_related("unit")
        .order_by("reply_due_on", "id")
    )


def numbered(actor: Actor, words: str, limit: int = 20) -> list[Letter]:
    """Return the visible letters whose number or title holds the words, newest first."""
    return list(visible(actor).filter(Q(number__contains=words) | Q(title__contains=words))[:limit])
