"""How a request moves from state to state: once, by whoever is first, with one entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from luoshi.actions import audit
from luoshi.records import rows, versions
from luoshi.records.models import Notice, Request
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused
from luoshi.rules.requests import states
from luoshi.rules.requests.states import RequestState


def carry(request: Request, to: RequestState, changes: dict[str, object], by: Actor, at: datetime) -> None:
    """Move a request; its end is noted with who ended it and when."""
    if refusal := states.why_not_move(RequestState(request.state), to):
        raise Refused(refusal)
    if to in {RequestState.CLOSED, RequestState.WITHDRAWN, RequestState.DISCARDED}:
        changes = {**changes, "ended_at": at, "ended_by": by.words}
    versions.change(request, {**changes, "state": to.value})


def enter_request(request: Request, action: str, facts: dict[str, object], by: Actor, at: datetime) -> None:
    """Write what was done to a request into the ledger."""
    audit.record(
        action=f"requests.{action}",
        subject=f"request:{request.id}",
        facts={"title": request.title, **facts},
        by=by,
        at=at,
    )


def tell(request: Request, what: str, unit_ids: Iterable[int], words: str, by: Actor, at: datetime) -> None:
    """Put a notice to each of these units into the outbox, once."""
    rows.insert(
        Notice,
        ("key", "unit_id"),
        [(f"request:{request.id}:{what}:{unit}", unit) for unit in unit_ids],
        words=words[:300],
        link=f"/requests/{request.id}/",
        at=at,
        by=by.words,
    )


def why_not_own(request: Request, by: Actor) -> str | None:
    """Return why a request is not this actor's to change; None when their unit asks it."""
    return None if request.asker_id == by.unit_id else "这项要求由别的单位提出，请由提出单位办理。"
