"""Words of reminder go into the outbox, one for each event however often the clock calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.records import rows
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
    told = rows.insert(
        Notice,
        ("key", "unit_id", "words", "link"),
        [(each.key, each.unit.id, each.words[:300], each.link) for each in reminders],
        returning="key",
        at=at,
        by=by.words,
    )
    if not told:
        return 0
    audit.record(
        action="notices.remind",
        subject=f"day:{timezone.localdate(at).isoformat()}",
        facts={"keys": told},
        by=by,
        at=at,
    )
    return len(told)
