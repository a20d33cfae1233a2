"""What becomes of a message on its way out (docs/adr/0012).

Robots and text messages go out at most once: where the answer was not heard, nobody knows, and that is what
is noted. Mail goes out at least once, always under the same Message-ID, by which mail servers know a repeat.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.notices.channels import ChannelKind

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20), timedelta(minutes=60))
"""How long to wait after the first, second … try that came to nothing."""
MOST_TRIES = len(PAUSES) + 1
LEASE = timedelta(minutes=2)
"""How long a message counts as being sent without a word from whoever sends it; every try is far shorter."""
OLDEST = timedelta(days=7)
"""What was not told for so long is told on the desk only."""


class DeliveryState(Labelled):
    """How far a message is."""

    WAITING = "WAITING", "待发"
    SENDING = "SENDING", "正在发"
    SENT = "SENT", "已发出"
    FAILED = "FAILED", "未送达"
    UNKNOWN = "UNKNOWN", "不明"


class Verdict(Labelled):
    """What one try came to."""

    ACCEPTED = "ACCEPTED", "对方已接收"
    AGAIN = "AGAIN", "暂时发不出"
    REFUSED = "REFUSED", "被对方拒绝"
    UNKNOWN = "UNKNOWN", "没有听到回答"


S = DeliveryState
MOVES: Mapping[DeliveryState, frozenset[DeliveryState]] = {
    S.WAITING: frozenset({S.SENDING, S.FAILED}),
    S.SENDING: frozenset({S.WAITING, S.SENT, S.FAILED, S.UNKNOWN}),
    S.SENT: frozenset(),
    S.FAILED: frozenset(),
    S.UNKNOWN: frozenset(),
}
TURNS: Mapping[DeliveryState, Turn] = dict.fromkeys(DeliveryState, Turn.NOBODY)
OPEN = frozenset({S.WAITING, S.SENDING})


def after(kind: ChannelKind, verdict: Verdict, tries: int) -> DeliveryState:
    """Return where a message goes after its `tries`-th try came to this."""
    if verdict is Verdict.ACCEPTED:
        return S.SENT
    if verdict is Verdict.REFUSED:
        return S.FAILED
    if verdict is Verdict.UNKNOWN and kind is not ChannelKind.MAIL:
        return S.UNKNOWN
    return S.WAITING if tries < MOST_TRIES else S.FAILED


def after_interruption(kind: ChannelKind, tries: int) -> DeliveryState:
    """Return where a message goes whose sender was killed: whether it left, nobody can say."""
    return after(kind, Verdict.UNKNOWN, tries)


def pause_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries that came to nothing."""
    return PAUSES[min(tries, len(PAUSES)) - 1]
