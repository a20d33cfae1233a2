"""What is to leave the house is bundled into messages: a digest a day, and formal letters as they come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import calendar, notices
from luoshi.queries.notices import Bundle
from luoshi.records.models import Channel, Delivery
from luoshi.rules.notices import URGENT, DeliveryState, matter_of
from luoshi.rules.people import Actor

_TOO_LATE = "当天没有发出，内容并入以后的摘要；工作台上一直看得到。"


@transaction.atomic
def queue_digests(*, by: Actor, at: datetime) -> int:
    """Make the day's one message for every address that has something to be told; return how many.

    None on days that are not worked: the next working day's digest tells it. A digest of an earlier day that
    did not leave never will; what it had to tell is told in the new one.
    """
    day = timezone.localdate(at)
    if not _in_line() or not calendar.work_calendar().is_workday(day):
        return 0
    late = Delivery.objects.filter(is_digest=True, on__lt=day, state=DeliveryState.WAITING)
    lapsed = late.update(
        state=DeliveryState.FAILED.value, answer=_TOO_LATE, ended_at=at, ended_by=by.words, lease_until=None
    )
    bundles = {f"digest:{each.channel.pk}:{each.to}:{day}": each for each in notices.untold(at)}
    return _queue(bundles, day, by, at, is_digest=True, lapsed=lapsed)


@transaction.atomic
def queue_letters(*, by: Actor, at: datetime) -> int:
    """Make a message for every address that is to be told of formal letters; return how many.

    One whose message came to nothing is not sent again by itself: the next digest tells it.
    """
    if not _in_line():
        return 0
    bundles = {}
    for each in notices.untold(at):
        urgent = [notice for notice in each.notices if matter_of(notice.key) in URGENT]
        if urgent:
            last = max(notice.pk for notice in urgent)
            bundles[f"letter:{each.channel.pk}:{each.to}:{last}"] = Bundle(each.channel, each.to, urgent)
    return _queue(bundles, timezone.localdate(at), by, at, is_digest=False)


def _in_line() -> bool:
    """Let those who bundle at the same time do so one after the other; False when no channel is on."""
    first = notices.first_channel()
    return first is not None and bool(Channel.objects.filter(pk=first.pk).update(name=F("name")))


def _queue(
    bundles: dict[str, Bundle], day: date, by: Actor, at: datetime, *, is_digest: bool, lapsed: int = 0
) -> int:
    known = set(Delivery.objects.filter(key__in=bundles).values_list("key", flat=True))
    made = [
        (
            Delivery(
                key=key,
                channel=each.channel,
                to=each.to,
                is_digest=is_digest,
                on=day,
                next_from=at,
                at=at,
                by=by.words,
            ),
            each,
        )
        for key, each in bundles.items()
        if key not in known
    ]
    if not made and not lapsed:
        return 0
    Delivery.objects.bulk_create([delivery for delivery, _ in made], batch_size=500)
    _link(made)
    audit.record(
        action="notices.queue",
        subject=f"day:{day.isoformat()}",
        facts={"messages": len(made), "digests": is_digest, "lapsed": lapsed},
        by=by,
        at=at,
    )
    return len(made)


def _link(made: Sequence[tuple[Delivery, Bundle]]) -> None:
    told = Delivery.notices.through
    told.objects.bulk_create(
        [
            told(delivery_id=delivery.pk, notice_id=notice.pk)
            for delivery, each in made
            for notice in each.notices
        ],
        batch_size=1000,
    )
