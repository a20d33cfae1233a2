"""What a unit was told, and by which ways it left the house."""

from __future__ import annotations

from django.db.models import Prefetch

from luoshi.records.models import Delivery, Notice
from luoshi.rules.notices import DeliveryState
from luoshi.rules.people import Actor, Scope


def for_unit(actor: Actor, count: int = 20) -> list[Notice]:
    """Return the newest messages to the actor's own unit; administrators are shown none of its business.

    Each carries `sent`: the first delivery of each kind of channel that told of it outside the house,
    earliest first. Two queries.
    """
    if actor.scope is Scope.NOTHING:
        return []
    sent = Delivery.objects.filter(state=DeliveryState.SENT).select_related("channel").order_by("ended_at")
    few = sent.only("ended_at", "channel__kind")
    found = Notice.objects.filter(unit_id=actor.unit_id).order_by("-at", "-id")[:count]
    notices = found.prefetch_related(Prefetch("deliveries", few, to_attr="sent"))
    for notice in notices:
        first: dict[str, Delivery] = {}
        for each in notice.sent:
            first.setdefault(each.channel.kind, each)
        notice.sent = list(first.values())
    return [*notices]
