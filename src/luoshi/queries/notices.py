"""Messages of the outbox, as their unit reads them."""

from __future__ import annotations

from luoshi.records.models import Notice
from luoshi.rules.people import Actor, Scope


def for_unit(actor: Actor, count: int = 20) -> list[Notice]:
    """Return the newest messages to the actor's own unit; administrators are shown none of its business."""
    if actor.scope is Scope.NOTHING:
        return []
    return list(Notice.objects.filter(unit_id=actor.unit_id).order_by("-at", "-id")[:count])
