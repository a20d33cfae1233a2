"""How a plan of inspection moves from state to state: once, by whoever is first, with one entry."""

from __future__ import annotations

from datetime import datetime

from luoshi.actions import audit
from luoshi.queries import mandates as mandate_queries
from luoshi.records import rows, versions
from luoshi.records.models import Mandate, Notice
from luoshi.rules.mandates import moves
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused

_DONE_BY = {
    MandateState.SUBMITTED: "submitted",
    MandateState.APPROVED: "approved",
    MandateState.ENDED: "ended",
    MandateState.DISCARDED: "ended",
}


def carry(
    *,
    mandate: Mandate,
    to: MandateState,
    action: str,
    changes: dict[str, object],
    facts: dict[str, object],
    by: Actor,
    at: datetime,
) -> Mandate:
    """Move a plan that is still as it was read, and record it, in the action's transaction.

    Raises Refused for a move that the table does not know, SomebodyWasFirst when it changed meanwhile.
    """
    if reason := moves.why_not_move(MandateState(mandate.state), to):
        raise Refused(reason)
    if name := _DONE_BY.get(to):
        changes = {**changes, f"{name}_at": at, f"{name}_by": by.words}
    versions.change(mandate, {**changes, "state": to.value})
    audit.record(
        action=f"mandates.{action}",
        subject=f"mandate:{mandate.id}",
        facts={"title": mandate.title, "state": to.value, **facts},
        by=by,
        at=at,
    )
    return mandate


def enter_plan(mandate: Mandate, action: str, facts: dict[str, object], by: Actor, at: datetime) -> None:
    """Write what was done to a plan into the ledger."""
    audit.record(
        action=f"mandates.{action}",
        subject=f"mandate:{mandate.id}",
        facts={"title": mandate.title, **facts},
        by=by,
        at=at,
    )


def tell(mandate: Mandate, what: str, words: str, by: Actor, at: datetime) -> None:
    """Put a notice to every unit that the plan reaches into the outbox, once."""
    rows.insert(
        Notice,
        ("key", "unit_id"),
        [(f"mandate:{mandate.id}:{what}:{unit.id}", unit.id) for unit in mandate_queries.targets_of(mandate)],
        words=words[:300],
        link=f"/mandates/{mandate.id}/",
        at=at,
        by=by.words,
    )
