"""How a conclusion moves from state to state: once, by whoever is first, with one entry and one notice."""

from __future__ import annotations

from datetime import datetime

from luoshi.actions import audit
from luoshi.records import rows, versions
from luoshi.records.models import Conclusion, ConclusionAuthor, Notice
from luoshi.rules import conclusions
from luoshi.rules.conclusions import ConclusionState
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused


def carry_conclusion(*, conclusion: Conclusion, to: ConclusionState, changes: dict[str, object]) -> None:
    """Move a conclusion that is still as it was read. Raises Refused for a move not in the table."""
    if reason := conclusions.why_not_move(ConclusionState(conclusion.state), to):
        raise Refused(reason)
    versions.change(conclusion, {**changes, "state": to.value})


def sign(*, conclusion: Conclusion, by: Actor) -> None:
    """Remember that somebody had a hand in a conclusion, and so will not review it."""
    rows.insert(ConclusionAuthor, ("person_id",), [(by.person_id,)], conclusion_id=conclusion.id)


def enter_conclusion(
    conclusion: Conclusion, action: str, facts: dict[str, object], by: Actor, at: datetime
) -> None:
    """Write what was done to a conclusion into the ledger."""
    audit.record(
        action=f"conclusions.{action}",
        subject=f"conclusion:{conclusion.id}",
        facts={"title": conclusion.mandate.title, "unit": conclusion.unit.name, **facts},
        by=by,
        at=at,
    )


def tell(conclusion: Conclusion, what: str, words: str, by: Actor, at: datetime) -> None:
    """Put a notice to the unit that a conclusion is about into the outbox, once."""
    rows.insert(
        Notice,
        ("key", "unit_id"),
        [(f"conclusion:{conclusion.id}:{what}", conclusion.unit_id)],
        words=words[:300],
        link=f"/mandates/conclusions/{conclusion.id}/",
        at=at,
        by=by.words,
    )
