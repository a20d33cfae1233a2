"""What units were told that a 通报 will say of them, and what they answered."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from luoshi.records.models import Hearing, Letter
from luoshi.rules import audit as audit_rules
from luoshi.rules import letters
from luoshi.rules.letters import Heard, LetterKind, LetterState
from luoshi.rules.people import Actor, Permission, Scope

OPEN = (LetterState.DRAFT.value, LetterState.COSIGNING.value, LetterState.SUBMITTED.value)


def visible(actor: Actor) -> QuerySet[Hearing]:
    """Return what units were told that an actor may see, newest first: the office all, a unit its own."""
    told = Hearing.objects.select_related("letter__unit", "letter__issuer").order_by("-id")
    if not actor.may(Permission.LETTERS_SEE) or actor.scope is Scope.NOTHING:
        return told.none()
    return told if actor.scope is Scope.CITY else told.filter(letter__unit_id=actor.unit_id)


def visible_hearing(actor: Actor, hearing_id: int) -> Hearing | None:
    """Return what a unit was told; None when absent or not theirs."""
    return visible(actor).filter(id=hearing_id).first()


def waiting_to_answer(actor: Actor) -> QuerySet[Hearing]:
    """Return what an actor's unit was told and may still answer, what ends first in front."""
    later = Hearing.objects.filter(letter=OuterRef("letter"), id__gt=OuterRef("id"))
    told = visible(actor).filter(
        ~Exists(later), letter__unit_id=actor.unit_id, answered_at=None, letter__state__in=OPEN
    )
    return told.order_by("due_on", "id")


def latest(letter: Letter) -> Hearing | None:
    """Return what the unit of a letter was told last; None while it was told nothing."""
    return letter.hearings.order_by("-id").first()


def is_over(hearing: Hearing) -> bool:
    """Return whether an answer comes too late to be printed, or another version was told since."""
    last = latest(hearing.letter)
    return hearing.letter.state not in OPEN or (last is not None and last.id != hearing.id)


def digest_of_words(letter: Letter) -> str:
    """Return the SM3 digest of the words that the unit of a letter is told."""
    words = [letter.title, letter.text, letter.annex_title, letter.annex_text]
    return audit_rules.digest(json.dumps(words, ensure_ascii=False))


def is_as_told(hearing: Hearing) -> bool:
    """Return whether the words are still those that the unit was told."""
    return hearing.digest == digest_of_words(hearing.letter)


def printed(letter: Letter, answer: str) -> str:
    """Return the line in which the answer of a letter's unit is printed."""
    return f"{letter.unit.name}对以上内容说明：{' '.join(answer.split())}"


def why_not_unheard(letter: Letter, listed: Collection[int], on: date) -> str | None:
    """Return why a letter may not go on before its unit was heard; None when it may."""
    kind = LetterKind(letter.kind)
    if kind not in letters.HEARD_FIRST:
        return None
    all_told = list(letter.hearings.order_by("-id"))
    told = next(iter(all_told), None)
    answered = next((each for each in all_told if each.answered_at is not None), None)
    if told is None:
        heard = None
    else:
        heard = Heard(
            told.digest,
            frozenset(told.items),
            told.due_on,
            is_answered=told.answered_at is not None,
            is_printed=answered is None or " ".join(answered.answer.split()) in letter.text,
        )
    return letters.why_not_unheard(kind, heard, digest=digest_of_words(letter), items=listed, today=on)
