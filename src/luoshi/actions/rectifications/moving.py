"""How a rectification moves: once, by whoever is first, with one entry in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from luoshi.actions import audit
from luoshi.records import versions
from luoshi.records.models import Notice, Rectification, RectificationItem
from luoshi.rules import rectifications
from luoshi.rules.people import Actor
from luoshi.rules.rectifications import RectificationState, Wanted
from luoshi.rules.refusals import Refused

_DONE_BY = {
    RectificationState.OPEN: "opened",
    RectificationState.CLOSED: "ended",
    RectificationState.CANCELLED: "ended",
}


def carry_rectification(
    *,
    rectification: Rectification,
    to: RectificationState,
    action: str,
    changes: dict[str, object],
    facts: dict[str, object],
    by: Actor,
    at: datetime,
) -> None:
    """Move a rectification that is still as it was read, and record it, in the action's transaction.

    Raises Refused for a move that the table does not know, SomebodyWasFirst when it changed meanwhile.
    """
    if reason := rectifications.why_not_move(RectificationState(rectification.state), to):
        raise Refused(reason)
    name = _DONE_BY[to]
    done = {f"{name}_at": at, f"{name}_by": by.words, "state": to.value}
    versions.change(rectification, {**done, **changes})
    audit.record(
        action=f"rectifications.{action}",
        subject=f"rectification:{rectification.id}",
        facts={"title": rectification.title, "unit": rectification.unit.name, "state": to.value, **facts},
        by=by,
        at=at,
    )


def enter_rectification(
    rectification: Rectification, action: str, facts: dict[str, object], by: Actor, at: datetime
) -> None:
    """Write what was done about a rectification that stays where it is into the ledger."""
    audit.record(
        action=f"rectifications.{action}",
        subject=f"rectification:{rectification.id}",
        facts={"title": rectification.title, "unit": rectification.unit.name, **facts},
        by=by,
        at=at,
    )


def lay(rectification: Rectification, items: Sequence[Wanted]) -> None:
    """Write the items of a rectification in their order."""
    RectificationItem.objects.bulk_create(
        RectificationItem(
            rectification=rectification,
            place=place,
            problem=item.problem.strip(),
            standard=item.standard.strip(),
            found=item.found.strip(),
            required=item.required.strip(),
            owner_id=item.owner_post_id,
            due_on=item.due_on,
        )
        for place, item in enumerate(items, start=1)
    )


def tell(rectification: Rectification, what: str, words: str, by: Actor, at: datetime) -> None:
    """Put a notice to the unit into the outbox, once for each event."""
    Notice.objects.get_or_create(
        key=f"rectification:{rectification.id}:{what}",
        defaults={
            "unit": rectification.unit,
            "words": words[:300],
            "link": f"/letters/rectifications/{rectification.id}/",
            "at": at,
            "by": by.words,
        },
    )
