"""Words of reminder go into the outbox, one for each event however often the clock calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.records.models import Notice, Unit
from luoshi.rules.people import Actor


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to tell a unit, once for each `key`."""

    key: str
    unit: Unit
    words: str
    link: str


@transaction.atomic
def remind(*, reminders: Sequence[Reminder], by: Actor, at: datetime) -> int:
    """Put the reminders that were not given yet into the outbox; return how many those were."""
    known = set(Notice.objects.filter(key__in=[each.key for each in reminders]).values_list("key", flat=True))
    fresh = [each for each in reminders if each.key not in known]
    if not fresh:
        return 0
    Notice.objects.bulk_create(
        [
            Notice(key=each.key, unit=each.unit, words=each.words[:300], link=each.link, at=at, by=by.words)
            for each in fresh
        ],
        ignore_conflicts=True,
    )
    audit.record(
        action="notices.remind",
        subject=f"day:{timezone.localdate(at).isoformat()}",
        facts={"keys": [each.key for each in fresh]},
        by=by,
        at=at,
    )
    return len(fresh)
