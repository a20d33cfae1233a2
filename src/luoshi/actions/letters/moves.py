"""How a letter moves from state to state: once, by whoever is first, with one entry in the ledger."""

from __future__ import annotations

from datetime import datetime

from luoshi.actions import audit
from luoshi.queries import audit as audit_queries
from luoshi.records.models import Letter, Notice, Unit
from luoshi.rules import letters
from luoshi.rules.letters import LetterState
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused, SomebodyWasFirst

_DONE_BY = {
    LetterState.COSIGNING: "submitted",
    LetterState.SUBMITTED: "submitted",
    LetterState.APPROVED: "approved",
    LetterState.NUMBERED: "numbered",
    LetterState.ISSUED: "issued",
    LetterState.READ: "read",
    LetterState.CLOSED: "closed",
    LetterState.WITHDRAWN: "ended",
    LetterState.DISCARDED: "ended",
    LetterState.ARCHIVED: "archived",
}


def move(
    *,
    letter: Letter,
    to: LetterState,
    action: str,
    changes: dict[str, object],
    facts: dict[str, object],
    by: Actor,
    at: datetime,
) -> Letter:
    """Move a letter that is still in the state it was read in, and record it, in the action's transaction.

    Raises Refused for a move that the table does not know, SomebodyWasFirst when the state changed meanwhile.
    """
    if reason := letters.why_not_move(LetterState(letter.state), to):
        raise Refused(reason)
    was_handed_up = letter.state == LetterState.COSIGNING and to is LetterState.SUBMITTED
    if (name := _DONE_BY.get(to)) and not was_handed_up:
        changes = {**changes, f"{name}_at": at, f"{name}_by": by.words}
    won = Letter.objects.filter(id=letter.id, state=letter.state).update(state=to.value, **changes)
    if not won:
        letter.refresh_from_db()
        hand = audit_queries.last_hand(f"letter:{letter.id}")
        raise SomebodyWasFirst(f"这份函件已由{hand}改为“{LetterState(letter.state).label}”，请刷新后查看。")
    letter.refresh_from_db()
    audit.record(
        action=f"letters.{action}",
        subject=f"letter:{letter.id}",
        facts={"state": to.value, "unit": letter.unit.name, **facts},
        by=by,
        at=at,
    )
    return letter


def tell(*, letter: Letter, what: str, words: str, link: str = "", by: Actor, at: datetime) -> None:
    """Put a notice to the letter's unit into the outbox, once for each event; see tell_office()."""
    tell_office(letter=letter, unit=letter.unit, what=what, words=words, link=link, by=by, at=at)


def tell_office(
    *, letter: Letter, unit: Unit, what: str, words: str, link: str = "", by: Actor, at: datetime
) -> None:
    """Put a notice to a unit into the outbox, once for each event; it leads to the letter or `link`."""
    Notice.objects.get_or_create(
        key=f"letter:{letter.id}:{what}",
        defaults={
            "unit": unit,
            "words": words[:300],
            "link": link or f"/letters/{letter.id}/",
            "at": at,
            "by": by.words,
        },
    )
