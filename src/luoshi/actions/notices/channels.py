"""The channels are set up, switched and tried by the system administrator. Secrets come here sealed only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.records.models import Channel
from luoshi.rules.notices import ChannelKind, Verdict, masked
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


@transaction.atomic
def set_channel(
    *,
    channel: Channel | None,
    kind: ChannelKind,
    name: str,
    settings: Mapping[str, object],
    sealed: str,
    shows_titles: bool,
    by: Actor,
    at: datetime,
) -> Channel:
    """Set up a channel (None: a new one). The ledger is told its host, never its address or secrets.

    Raises Refused without the permission, without a name, or when another channel bears it.
    """
    if reason := why_not(by, Permission.CHANNELS_SET):
        raise Refused(reason)
    name = name.strip()
    if not name:
        raise Refused("请给渠道起个名称，例如“市局邮件”。")
    others = Channel.objects.exclude(pk=channel.pk) if channel else Channel.objects.all()
    if others.filter(name=name).exists():
        raise Refused(f"已有名为“{name}”的渠道，请换一个名称。")
    if channel is None:
        channel = Channel(kind=kind.value)
    channel.name, channel.settings, channel.sealed = name, dict(settings), sealed
    channel.shows_titles, channel.set_at, channel.set_by = shows_titles, at, by.words
    channel.save()
    audit.record(
        action="notices.set_channel",
        subject=f"channel:{channel.pk}",
        facts={"name": name, "kind": kind.label, "host": settings["host"], "titles": shows_titles},
        by=by,
        at=at,
    )
    return channel


@transaction.atomic
def switch_channel(*, channel: Channel, is_on: bool, by: Actor, at: datetime) -> Channel:
    """Switch a channel off or on again. What waits in it waits on; digests lapse with their day.

    Raises Refused without the permission, or when it is so already.
    """
    if reason := why_not(by, Permission.CHANNELS_SET):
        raise Refused(reason)
    if not Channel.objects.filter(pk=channel.pk, is_on=not is_on).update(is_on=is_on):
        raise Refused(f"“{channel.name}”已经{'启用' if is_on else '停用'}，不用再办。")
    channel.refresh_from_db()
    audit.record(
        action="notices.switch_channel",
        subject=f"channel:{channel.pk}",
        facts={"name": channel.name, "on": is_on},
        by=by,
        at=at,
    )
    return channel


@transaction.atomic
def note_trial(*, channel: Channel, to: str, verdict: Verdict, by: Actor, at: datetime) -> None:
    """Note that somebody tried a channel, and what came of it. Raises Refused without the permission."""
    if reason := why_not(by, Permission.CHANNELS_SET):
        raise Refused(reason)
    audit.record(
        action="notices.try_channel",
        subject=f"channel:{channel.pk}",
        facts={"name": channel.name, "to": masked(to), "verdict": verdict.label},
        by=by,
        at=at,
    )
