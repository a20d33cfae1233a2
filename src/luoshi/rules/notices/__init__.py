"""Reminders: by which ways they leave, when, how often, and how little they say."""

from luoshi.rules.notices.channels import ROBOTS, ChannelKind, masked, why_not_remind, why_not_to
from luoshi.rules.notices.deliveries import (
    LEASE,
    MOST_TRIES,
    MOVES,
    OLDEST,
    OPEN,
    TURNS,
    DeliveryState,
    Verdict,
    after,
    after_interruption,
    pause_after,
)
from luoshi.rules.notices.hours import Hours, hours_on, why_not_now, why_not_try
from luoshi.rules.notices.wording import URGENT, Matter, Message, Told, matter_of, message

__all__ = [
    "LEASE",
    "MOST_TRIES",
    "MOVES",
    "OLDEST",
    "OPEN",
    "ROBOTS",
    "TURNS",
    "URGENT",
    "ChannelKind",
    "DeliveryState",
    "Hours",
    "Matter",
    "Message",
    "Told",
    "Verdict",
    "after",
    "after_interruption",
    "hours_on",
    "masked",
    "matter_of",
    "message",
    "pause_after",
    "why_not_now",
    "why_not_remind",
    "why_not_to",
    "why_not_try",
]
