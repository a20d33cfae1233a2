"""How a conclusion moves from state to state: once, by whoever is first, with one entry and one notice."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from luoshi.actions import audit
from luoshi.queries import audit as audit_queries
from luoshi.records import rows
from luoshi.records.models import Conclusion, ConclusionAuthor, Notice
from luoshi.rules import conclusions
from luoshi.rules.conclusions import ConclusionState
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused, SomebodyWasFirst


def write(*, conclusion: Conclusion, changes: dict[str, object]) -> None:
    """Change a conclusion that is still as it was read. Raises SomebodyWasFirst when it is not."""
    won = Conclusion.objects.filter(
        id=conclusion.id, version=conclusion.version, state=conclusion.state
    ).update(version=F("version") + 1, **changes)
    conclusion.refresh_from_db(fields=["version", "state", *changes])
    if not won:
        hand = audit_queries.last_hand(f"conclusion:{conclusion.id}")
        raise SomebodyWasFirst(
            f"这份督查结论刚由{hand}改动，现为“{ConclusionState(conclusion.state).label}”。请看过最新内容再办。"
        )


def carry_conclusion(*, conclusion: Conclusion, to: ConclusionState, changes: dict[str, object]) -> None:
    """Move a conclusion that is still as it was read. Raises Refused for a move not in the table."""
    if reason := conclusions.why_not_move(ConclusionState(conclusion.state), to):
        raise Refused(reason)
    write(conclusion=conclusion, changes={**changes, "state": to.value})


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
