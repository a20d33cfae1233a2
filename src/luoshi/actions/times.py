"""A person opens a calendar feed of their own, and takes it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.records.models import Feed
from luoshi.rules.audit import digest
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.times import Reach, why_not_feed


@transaction.atomic
def open_feed(*, reach: Reach, key: str, by: Actor, at: datetime) -> Feed:
    """Let this key, and none before it, open the person's calendar. Only the key's digest is kept."""
    if refusal := why_not(by, Permission.TASKS_SEE) or why_not_feed(reach, key):
        raise Refused(refusal)
    feed, _ = Feed.objects.update_or_create(
        person_id=by.person_id,
        defaults={"reach": reach.value, "key_digest": digest(key), "made_at": at, "made_by": by.words},
    )
    audit.record(
        action="times.open_feed", subject=f"person:{by.person_id}", facts={"reach": reach.label}, by=by, at=at
    )
    return feed


@transaction.atomic
def close_feed(*, by: Actor, at: datetime) -> None:
    """Take the person's calendar back: its address opens nothing from now on."""
    gone, _ = Feed.objects.filter(person_id=by.person_id).delete()
    if not gone:
        raise SomebodyWasFirst("没有正在使用的订阅链接，可能已在别处停用。")
    audit.record(action="times.close_feed", subject=f"person:{by.person_id}", facts={}, by=by, at=at)
