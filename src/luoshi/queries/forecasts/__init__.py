"""How likely a part is done on time: what it is drawn from, as it is shown, and how often it came true."""

from luoshi.queries.forecasts.past import Foreseen, closed_week, foreseen, is_drawn
from luoshi.queries.forecasts.shown import (
    Hits,
    Record,
    about,
    chances,
    hits_like,
    latest_week,
    record,
    settled,
    unlikely,
    unsettled_from,
)

__all__ = [
    "Foreseen",
    "Hits",
    "Record",
    "about",
    "chances",
    "closed_week",
    "foreseen",
    "hits_like",
    "is_drawn",
    "latest_week",
    "record",
    "settled",
    "unlikely",
    "unsettled_from",
]
