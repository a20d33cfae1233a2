"""Carrying a message out of the house by mail, by a robot in a group, by a gateway of text messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from luoshi.crafts.notices import mail, robots, sealing, texts
from luoshi.crafts.notices.model import Outcome, Parcel, Way
from luoshi.crafts.notices.setup import checked
from luoshi.rules.notices import ChannelKind

__all__ = ["Outcome", "Parcel", "Way", "checked", "opened", "seal", "send"]

_SENDERS: Mapping[ChannelKind, Callable[[Way, Parcel], Outcome]] = {
    ChannelKind.MAIL: mail.send,
    ChannelKind.WECOM: robots.send,
    ChannelKind.DINGTALK: robots.send,
    ChannelKind.FEISHU: robots.send,
    ChannelKind.SMS: texts.send,
}
_SHORTEST_SECRET = 4
_BEFORE_KEY = re.compile(r"[/=]")


def seal(way: Way, key: str) -> str:
    """Return the secrets of a channel as they may be stored; they are bound to its kind and its host."""
    return sealing.seal(way.secrets, _about(way.kind, way.settings), key)


def opened(
    kind: ChannelKind, settings: Mapping[str, Any], sealed: str, *, key: str, hosts: frozenset[str]
) -> Way:
    """Return a stored channel ready for use. Raises Refused when its secrets cannot be opened."""
    return Way(kind, settings, sealing.unseal(sealed, _about(kind, settings), key), hosts)


def _about(kind: ChannelKind, settings: Mapping[str, Any]) -> str:
    return f"{kind.value}:{settings['host']}"


def send(way: Way, parcel: Parcel) -> Outcome:
    """Send one message and return what came of it; it never raises for what the other side does.

    Takes half a minute at most. No secret stands in the words that come back.
    """
    outcome = _SENDERS[way.kind](way, parcel)
    words = outcome.words
    # Of a robot's address the end is the key: the other side may repeat it alone.
    key = _BEFORE_KEY.split(way.secrets.get("url", ""))[-1]
    for secret in (*way.secrets.values(), key):
        if len(secret) >= _SHORTEST_SECRET:
            words = words.replace(secret, "……")
    return replace(outcome, words=words[:300])
