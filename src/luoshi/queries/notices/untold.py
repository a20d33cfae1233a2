"""Which notices have still to leave the house, by which channel and to which address there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from luoshi.queries import people
from luoshi.records.models import Channel, Delivery, Notice, Route
from luoshi.rules.notices import OLDEST, DeliveryState
from luoshi.rules.people import ADMINISTRATORS


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one address is to be told by one channel."""

    channel: Channel
    to: str
    notices: list[Notice]


def first_channel() -> Channel | None:
    """Return the oldest channel that is on; None when nothing leaves the house."""
    return Channel.objects.filter(is_on=True).order_by("id").first()


def untold(at: datetime) -> list[Bundle]:
    """Return what is to be told to whom, each notice by one way: its unit's where that has one, else to
    each of its people who has one of their own and did not mute it.

    Left out is what is older than a week, or than the way itself, and what was told there already. What was
    told there in vain comes again. Five queries.
    """
    ways = _ways(at)
    since = at - OLDEST
    told = set(
        Delivery.notices.through.objects.filter(notice__unit_id__in=ways, notice__at__gte=since)
        .exclude(delivery__state=DeliveryState.FAILED)
        .values_list("delivery__channel_id", "delivery__to", "notice_id")
    )
    found: dict[tuple[int, str], Bundle] = {}
    notices = Notice.objects.filter(unit_id__in=ways, at__gte=since, at__lte=at)
    for notice in notices.order_by("unit__path", "id").only("key", "unit_id", "at"):
        for route in ways[notice.unit_id]:
            place = (route.channel_id, route.to)
            if notice.at < route.set_at or (*place, notice.id) in told:
                continue
            bundle = found.setdefault(place, Bundle(route.channel, route.to, []))
            if not bundle.notices or bundle.notices[-1].id != notice.id:
                bundle.notices.append(notice)
    return list(found.values())


def _ways(at: datetime) -> dict[int, list[Route]]:
    """Return {unit: the routes by which its notices leave}."""
    routes = Route.objects.filter(channel__is_on=True).select_related("channel").order_by("id")
    ways: dict[int, list[Route]] = {
        route.unit_id: [route] for route in routes.filter(unit__isnull=False) if route.unit_id
    }
    unmuted = routes.filter(person__isnull=False, person__mute__isnull=True)
    own = {route.person_id: route for route in unmuted if route.person_id}
    posts = (
        people.posts_on(timezone.localdate(at))
        .filter(person_id__in=own)
        .exclude(duty__in=ADMINISTRATORS)
        .exclude(unit_id__in=ways)
    )
    by_person: dict[int, list[Route]] = defaultdict(list)
    pairs = posts.values_list("unit_id", "person_id").order_by("unit_id", "person_id").distinct()
    for unit_id, person_id in pairs:
        by_person[unit_id].append(own[person_id])
    return ways | by_person
