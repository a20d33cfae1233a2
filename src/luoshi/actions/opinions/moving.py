"""How an opinion moves from state to state: once, by whoever is first, with one entry and one notice."""

from __future__ import annotations

from datetime import datetime

from luoshi.actions import audit
from luoshi.records import rows, versions
from luoshi.records.models import Notice, Opinion
from luoshi.rules import opinions
from luoshi.rules.opinions import OpinionState
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused


def carry_opinion(
    *,
    opinion: Opinion,
    to: OpinionState,
    action: str,
    changes: dict[str, object],
    facts: dict[str, object],
    by: Actor,
    at: datetime,
) -> Opinion:
    """Move an opinion that is still as it was read, and record it, in the action's transaction.

    Raises Refused for a move that the table does not know, SomebodyWasFirst when it changed meanwhile.
    """
    if reason := opinions.why_not_move(OpinionState(opinion.state), to):
        raise Refused(reason)
    versions.change(opinion, {**changes, "state": to.value})
    audit.record(
        action=f"opinions.{action}",
        subject=f"opinion:{opinion.id}",
        facts={"title": opinion.mandate.title, "unit": opinion.unit.name, **facts},
        by=by,
        at=at,
    )
    return opinion


def enter_opinion(opinion: Opinion, action: str, facts: dict[str, object], by: Actor, at: datetime) -> None:
    """Write what was done to an opinion into the ledger."""
    audit.record(
        action=f"opinions.{action}",
        subject=f"opinion:{opinion.id}",
        facts={"title": opinion.mandate.title, "unit": opinion.unit.name, **facts},
        by=by,
        at=at,
    )


def tell(opinion: Opinion, what: str, words: str, by: Actor, at: datetime) -> None:
    """Put a notice to the unit that an opinion is about into the outbox, once for every `what`."""
    rows.insert(
        Notice,
        ("key", "unit_id"),
        [(f"opinion:{opinion.id}:{what}", opinion.unit_id)],
        words=words[:300],
        link=f"/mandates/opinions/{opinion.id}/",
        at=at,
        by=by.words,
    )
