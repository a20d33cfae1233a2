"""A letter that is out is put right by another one, or filed when it is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.letters.drafting import begin
from luoshi.actions.letters.moves import move
from luoshi.queries.lamps import Plans
from luoshi.records.models import Letter
from luoshi.rules import letters
from luoshi.rules.letters import LetterKind, LetterState, Proposal
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


@transaction.atomic
def correct_letter(*, letter: Letter, kind: LetterKind, reason: str, by: Actor, at: datetime) -> Letter:
    """Draft a 更正函 or 致歉函 about a letter that went out, to the same unit; the letter stays as it is."""
    if refusal := why_not(by, Permission.LETTERS_DRAFT) or letters.why_not_correct(
        kind, LetterKind(letter.kind), reason, is_out=letter.issued_at is not None
    ):
        raise Refused(refusal)
    proposal = Proposal(
        kind,
        (),
        why=reason.strip()[:300],
        why_now=f"{letter.number}已发出，有误之处另行文更正，不改动原件。",
        what_would_stop="签批前核实原文无误，即不必发出。",
    )
    return begin(letter.unit, proposal, [], None, timezone.localdate(at), Plans(), by, at, corrects=letter)


@transaction.atomic
def archive_letter(*, letter: Letter, pages: int, by: Actor, at: datetime) -> Letter:
    """File a closed letter under the year that it was issued in, with its number of pages."""
    if reason := why_not(by, Permission.LETTERS_ISSUE) or letters.why_not_archive(
        LetterState(letter.state), pages
    ):
        raise Refused(reason)
    assert letter.issued_at is not None, "a closed letter was issued"
    year = timezone.localdate(letter.issued_at).year
    return move(
        letter=letter,
        to=LetterState.ARCHIVED,
        action="archive",
        changes={"archive_year": year, "archive_pages": pages},
        facts={"number": letter.number, "year": year, "pages": pages},
        by=by,
        at=at,
    )
