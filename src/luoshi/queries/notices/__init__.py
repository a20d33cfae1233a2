"""Messages of the outbox: as their unit reads them, and how they were carried out of the house."""

from luoshi.queries.notices.carried import broken_off, deliveries, due, failed_since, told_by
from luoshi.queries.notices.channels import (
    Addressed,
    channel,
    channels,
    found_by_words,
    muted,
    names,
    recently_to,
    route,
    route_of,
    routes,
    unit_route_of,
)
from luoshi.queries.notices.units import for_unit
from luoshi.queries.notices.untold import Bundle, first_channel, untold

__all__ = [
    "Addressed",
    "Bundle",
    "broken_off",
    "channel",
    "channels",
    "deliveries",
    "due",
    "failed_since",
    "first_channel",
    "for_unit",
    "found_by_words",
    "muted",
    "names",
    "recently_to",
    "route",
    "route_of",
    "routes",
    "told_by",
    "unit_route_of",
    "untold",
]
