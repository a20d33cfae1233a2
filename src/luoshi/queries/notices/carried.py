"""Messages on their way out: which are to be sent now, which were broken off, what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from luoshi.records.models import Delivery
from luoshi.rules.notices import DeliveryState, Told


def due(at: datetime, day: date) -> Delivery | None:
    """Return the message that is to be sent next; None when none is. A digest is for its own day only."""
    waiting = Delivery.objects.filter(Q(is_digest=False) | Q(on=day), state=DeliveryState.WAITING)
    ready = waiting.filter(next_from__lte=at, channel__is_on=True).select_related("channel")
    return ready.order_by("is_digest", "next_from", "id").first()


def broken_off(at: datetime) -> QuerySet[Delivery]:
    """Return the messages that nobody is sending any more."""
    rows = Delivery.objects.filter(state=DeliveryState.SENDING, lease_until__lt=at)
    return rows.select_related("channel").order_by("id")


def told_by(delivery: Delivery) -> list[Told]:
    """Return what a message tells of, in the order of the tree of units."""
    notices = delivery.notices.select_related("unit").order_by("unit__path", "id")
    return [Told(notice.key, notice.unit.name, notice.words) for notice in notices]


def how_many() -> Combinable:
    """Return the number of notices that a message tells of; asked only for the rows that are shown."""
    linked: Any = Delivery.notices.through.objects.filter(delivery_id=OuterRef("pk")).order_by()
    counted = linked.values("delivery_id").annotate(n=Count("id")).values("n")
    return Coalesce(Subquery(counted), 0)


def deliveries(states: Iterable[str], channel_id: int | None, on: date | None) -> QuerySet[Delivery]:
    """Return messages, newest first, with `many`: how many notices each tells of; never what those say."""
    rows = Delivery.objects.select_related("channel").annotate(many=how_many()).order_by("-id")
    if chosen := list(states):
        rows = rows.filter(state__in=chosen)
    if channel_id is not None:
        rows = rows.filter(channel_id=channel_id)
    return rows.filter(on=on) if on else rows


def failed_since(day: date) -> int:
    """Return how many messages for this day or later did not arrive, or nobody knows whether they did."""
    lost = (DeliveryState.FAILED, DeliveryState.UNKNOWN)
    return Delivery.objects.filter(state__in=lost, on__gte=day).count()
