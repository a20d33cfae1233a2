"""What a unit was told, and by which ways it left the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from luoshi.records import questions
from luoshi.records.models import Delivery, Notice
from luoshi.rules.notices import ChannelKind, DeliveryState
from luoshi.rules.people import Actor, Scope


@dataclass(frozen=True, slots=True)
class Sent:
    """When a message was first told outside the house by one kind of channel."""

    at: datetime
    kind: ChannelKind


@dataclass(frozen=True, slots=True)
class Told:
    """A message to a unit: what, where to look, when, by whom, and how it left the house, earliest first."""

    key: str
    words: str
    link: str
    at: datetime
    by: str
    sent: tuple[Sent, ...]


def for_unit(actor: Actor, count: int = 20) -> list[Told]:
    """Return the newest messages to the actor's own unit; administrators are shown none of its business.

    Two questions, one where there is none.
    """
    if actor.scope is Scope.NOTHING:
        return []
    newest = questions.ask(_newest_told, actor.unit_id, count)
    sent: dict[int, dict[str, Sent]] = {}
    for notice, kind, at in questions.ask(_sent, actor.unit_id, count) if newest else ():
        sent.setdefault(notice, {}).setdefault(kind, Sent(at, ChannelKind(kind)))
    return [
        Told(key, words, link, at, by, tuple(sent.get(notice, {}).values()))
        for notice, key, words, link, at, by in newest
    ]


def _newest(unit_id: int, count: int) -> QuerySet[Notice]:
    return Notice.objects.filter(unit_id=unit_id).order_by("-at", "-id")[:count]


def _newest_told(unit_id: int, count: int) -> QuerySet[Any, Any]:
    return _newest(unit_id, count).values_list("id", "key", "words", "link", "at", "by")


def _sent(unit_id: int, count: int) -> QuerySet[Any, Any]:
    newest = _newest(unit_id, count).values("id")
    sent = Delivery.objects.filter(state=DeliveryState.SENT, notices__in=newest).order_by("ended_at")
    return sent.values_list("notices__id", "channel__kind", "ended_at")
