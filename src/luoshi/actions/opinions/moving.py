"""How an opinion moves from state to state: once, by whoever is first, with one entry and one notice."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from luoshi.actions import audit
from luoshi.queries import audit as audit_queries
from luoshi.records import rows
from luoshi.records.models import Notice, Opinion
from luoshi.rules import opinions
from luoshi.rules.opinions import OpinionState
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused, SomebodyWasFirst


def write(*, opinion: Opinion, changes: dict[str, object]) -> None:
    """Change an opinion that is still as it was read. Raises SomebodyWasFirst when it is not."""
    won = Opinion.objects.filter(id=opinion.id, version=opinion.version, state=opinion.state).update(
        version=F("version") + 1, **changes
    )
    opinion.refresh_from_db(fields=["version", "state", *changes])
    if not won:
        hand = audit_queries.last_hand(f"opinion:{opinion.id}")
        raise SomebodyWasFirst(
            f"这份督导意见刚由{hand}改动，现为“{OpinionState(opinion.state).label}”。请看过最新内容再办。"
        )


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
    write(opinion=opinion, changes={**changes, "state": to.value})
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
