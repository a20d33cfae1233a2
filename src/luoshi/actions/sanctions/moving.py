"""How a record moves from state to state: once, with one entry that names the unit and never a person."""

from __future__ import annotations

from datetime import datetime

from luoshi.actions import audit
from luoshi.records import rows, versions
from luoshi.records.models import Notice, Sanction
from luoshi.rules import sanctions
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused
from luoshi.rules.sanctions import Form, SanctionState, SubjectKind


def carry_sanction(
    *,
    sanction: Sanction,
    to: SanctionState,
    action: str,
    changes: dict[str, object],
    facts: dict[str, object],
    by: Actor,
    at: datetime,
) -> Sanction:
    """Move a record that is still as it was read, and enter it, in the action's transaction.

    Raises Refused for a move that the rule forbids, SomebodyWasFirst when it changed meanwhile.
    """
    if reason := sanctions.why_not_move(SanctionState(sanction.state), to, Form(sanction.form)):
        raise Refused(reason)
    versions.change(sanction, {**changes, "state": to.value})
    audit.record(
        action=f"sanctions.{action}",
        subject=f"sanction:{sanction.id}",
        facts={**_about(sanction), **facts},
        by=by,
        at=at,
    )
    return sanction


def enter_sanction(
    sanction: Sanction, action: str, facts: dict[str, object], by: Actor, at: datetime
) -> None:
    """Write what was done into the ledger."""
    audit.record(
        action=f"sanctions.{action}",
        subject=f"sanction:{sanction.id}",
        facts={**_about(sanction), **facts},
        by=by,
        at=at,
    )


def _about(sanction: Sanction) -> dict[str, object]:
    """Return what the ledger says of a record. Others than decide read the ledger: it names no person."""
    return {"unit": sanction.unit.name, "subject": sanction.subject_kind, "form": sanction.form}


def tell(sanction: Sanction, what: str, words: str, by: Actor, at: datetime) -> None:
    """Tell a unit what concerns it as a unit, once; nothing that concerns a person goes this way."""
    if sanction.subject_kind != SubjectKind.UNIT:
        return
    rows.insert(
        Notice,
        ("key", "unit_id"),
        [(f"sanction:{sanction.id}:{what}", sanction.unit_id)],
        words=words[:300],
        link=f"/mandates/sanctions/{sanction.id}/",
        at=at,
        by=by.words,
    )
