"""How a talk moves from state to state: once, by whoever is first, with one entry in the ledger."""

from __future__ import annotations

from datetime import datetime

from luoshi.actions import audit
from luoshi.records import versions
from luoshi.records.models import Notice, Talk
from luoshi.rules import talks
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused
from luoshi.rules.talks import TalkState

_DONE_BY = {
    TalkState.NOTIFIED: "notified",
    TalkState.HELD: "held",
    TalkState.REPORT: "reported",
    TalkState.REVISIT: "revisited",
    TalkState.CLOSED: "ended",
    TalkState.CANCELLED: "ended",
}


def carry_talk(
    *,
    talk: Talk,
    to: TalkState,
    action: str,
    changes: dict[str, object],
    facts: dict[str, object],
    by: Actor,
    at: datetime,
) -> None:
    """Move a talk that is still as it was read, and record it, in the action's transaction.

    Raises Refused for a move that the table does not know, SomebodyWasFirst when it changed meanwhile.
    """
    if reason := talks.why_not_move(TalkState(talk.state), to):
        raise Refused(reason)
    if name := _DONE_BY.get(to):
        changes = {**changes, f"{name}_at": at, f"{name}_by": by.words}
    versions.change(talk, {**changes, "state": to.value})
    audit.record(
        action=f"talks.{action}",
        subject=f"talk:{talk.id}",
        facts={"topic": talk.topic, "unit": talk.unit.name, "state": to.value, **facts},
        by=by,
        at=at,
    )


def enter_talk(talk: Talk, action: str, facts: dict[str, object], by: Actor, at: datetime) -> None:
    """Write what was done about a talk that stays where it is into the ledger."""
    audit.record(
        action=f"talks.{action}",
        subject=f"talk:{talk.id}",
        facts={"topic": talk.topic, "unit": talk.unit.name, **facts},
        by=by,
        at=at,
    )


def tell(talk: Talk, what: str, words: str, by: Actor, at: datetime) -> None:
    """Put a notice to the talk's unit into the outbox, once for each event."""
    Notice.objects.get_or_create(
        key=f"talk:{talk.id}:{what}",
        defaults={
            "unit": talk.unit,
            "words": words[:300],
            "link": f"/letters/talks/{talk.id}/",
            "at": at,
            "by": by.words,
        },
    )
