"""Messages leave the house, one after another, in the hours in which they may (docs/adr/0012)."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from luoshi.actions import notices as actions
from luoshi.actions.notices import Sending
from luoshi.crafts import notices as crafts
from luoshi.crafts.notices import Outcome, Parcel
from luoshi.queries import calendar, notices, parameters
from luoshi.rules import audit
from luoshi.rules import notices as rules
from luoshi.rules.notices import ChannelKind, DeliveryState, Verdict
from luoshi.rules.people import SYSTEM
from luoshi.rules.refusals import Refused

Clock = Callable[[], datetime]


def why_not_now(at: datetime) -> str | None:
    """Return why nothing leaves at an instant; None when it may."""
    local = timezone.localtime(at)
    hours = rules.hours_on(local, parameters.book())
    return rules.why_not_now(local, hours, calendar.work_calendar())


def send_all(worker: str, clock: Clock) -> Counter[DeliveryState]:
    """Send whatever is to be sent now, formal letters first; return how many tries ended in which state.

    Stops by itself when the quiet hours begin. Two that run at once share the messages.
    """
    ended: Counter[DeliveryState] = Counter()
    for broken in notices.broken_off(clock()):
        ended[Sending(broken, worker).put_back(clock())] += 1
    actions.queue_letters(by=SYSTEM, at=clock())
    while not why_not_now(at := clock()):
        delivery = notices.due(at, timezone.localdate(at))
        if delivery is None:
            break
        sending = Sending(delivery, worker)
        if sending.begin(at):
            outcome = _sent(sending)
            ended[sending.end(outcome.verdict, outcome.words, clock())] += 1
    return ended


def _sent(sending: Sending) -> Outcome:
    delivery = sending.delivery
    channel = delivery.channel
    kind = ChannelKind(channel.kind)
    message = rules.message(
        notices.told_by(delivery),
        kind,
        shows_titles=channel.shows_titles,
        site=settings.SITE_URL,
        is_digest=delivery.is_digest,
    )
    mark = f"luoshi-{audit.digest(f'{delivery.key} {delivery.at.isoformat()}')[:24]}"
    try:
        way = crafts.opened(
            kind, channel.settings, channel.sealed, key=settings.SECRET_KEY, hosts=settings.NOTICE_HOSTS
        )
        # The other side holds the stamp against its own clock: the machine's, not the demo city's.
        return crafts.send(way, Parcel(delivery.to, message, mark, timezone.now()))
    except Refused as refusal:
        return Outcome(Verdict.REFUSED, refusal.reason)
    except Exception as error:
        # Only the kind of the fault: its words may hold an address, which is a key.
        logging.getLogger(__name__).error("message %s broke: %s", delivery.pk, type(error).__name__)
        return Outcome(Verdict.UNKNOWN, "系统出错，不知道发出没有。请系统管理员查看日志。")
