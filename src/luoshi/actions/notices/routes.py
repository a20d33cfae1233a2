"""Who is reached by which channel; and a person's own wish to be told on the desk only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.queries.notices import Addressed
from luoshi.records.models import Channel, Mute, Route
from luoshi.rules import notices
from luoshi.rules.notices import ChannelKind
from luoshi.rules.people import ADMINISTRATORS, Actor, Duty, Permission, why_not
from luoshi.rules.refusals import Refused
from luoshi.rules.units import UnitKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line: whom it names, and the address there ("" for robots)."""

    line: int
    addressed: Addressed
    to: str


@transaction.atomic
def set_routes(*, channel: Channel, wanted: Sequence[Wanted], by: Actor, at: datetime) -> int:
    """Let units and people be reached by a channel, whatever reached them before; return how many.

    Raises Refused, naming every wrong line, without anything being stored; or without the permission.
    """
    if reason := why_not(by, Permission.CHANNELS_SET):
        raise Refused(reason)
    kind = ChannelKind(channel.kind)
    first: dict[str, int] = {}
    faults = [
        f"第{each.line}行：{reason}"
        for each in wanted
        if (reason := _why_not(kind, each) or _why_not_twice(first, each))
    ]
    if faults or not wanted:
        raise Refused("".join(faults) or "没有写任何单位或人员。")
    for each in wanted:
        place = {"person": each.addressed.person} if each.addressed.person else {"unit": each.addressed.unit}
        Route.objects.update_or_create(
            **place, defaults={"channel": channel, "to": each.to, "set_at": at, "set_by": by.words}
        )
    audit.record(
        action="notices.set_routes",
        subject=f"channel:{channel.pk}",
        facts={"name": channel.name, "whom": [_name(each.addressed) for each in wanted]},
        by=by,
        at=at,
    )
    return len(wanted)


def _why_not(kind: ChannelKind, wanted: Wanted) -> str | None:
    found = wanted.addressed
    if found.reason:
        return found.reason
    if found.unit:
        return notices.why_not_remind(UnitKind(found.unit.kind)) or notices.why_not_to(kind, wanted.to)
    if kind in notices.ROBOTS:
        return f"{kind.label}发到群里，只能写单位，不能写个人。"
    if all(Duty(post.duty) in ADMINISTRATORS for post in found.posts):
        return "系统、安全、审计管理员不接触业务，没有提醒可发（GB/T 22239-2019 8.1.5）。"
    reasons = [notices.why_not_remind(UnitKind(post.unit.kind)) for post in found.posts]
    return next(filter(None, reasons), None) or notices.why_not_to(kind, wanted.to)


def _why_not_twice(first: dict[str, int], wanted: Wanted) -> str | None:
    """Return that a line names again whom an earlier one does; `first` remembers where each was named."""
    found = wanted.addressed
    whom = f"unit:{found.unit.pk}" if found.unit else f"person:{found.person and found.person.pk}"
    earlier = first.setdefault(whom, wanted.line)
    return None if earlier == wanted.line else f"与第{earlier}行重复，一个单位、一个人只走一条路。"


def _name(found: Addressed) -> str:
    return found.unit.name if found.unit else found.person.name if found.person else ""


@transaction.atomic
def remove_route(*, route: Route, by: Actor, at: datetime) -> None:
    """Let a unit or a person be told on the desk only. Raises Refused without the permission."""
    if reason := why_not(by, Permission.CHANNELS_SET):
        raise Refused(reason)
    whom = route.unit.name if route.unit else route.person.name if route.person else ""
    channel = route.channel
    if not Route.objects.filter(pk=route.pk).delete()[0]:
        raise Refused("这一条已经取消，请刷新后查看。")
    audit.record(
        action="notices.remove_route",
        subject=f"channel:{channel.pk}",
        facts={"name": channel.name, "whom": whom},
        by=by,
        at=at,
    )


@transaction.atomic
def mute(*, by: Actor, at: datetime) -> None:
    """Tell whoever asks on the desk only. Raises Refused when it is so already."""
    _, is_new = Mute.objects.get_or_create(
        person_id=by.person_id, defaults={"muted_at": at, "muted_by": by.words}
    )
    if not is_new:
        raise Refused("已经关闭，只在工作台提醒。")
    audit.record(action="notices.mute", subject=f"person:{by.person_id}", facts={}, by=by, at=at)


@transaction.atomic
def unmute(*, by: Actor, at: datetime) -> None:
    """Tell whoever asks by their channel again. Raises Refused when they had not muted it."""
    if not Mute.objects.filter(person_id=by.person_id).delete()[0]:
        raise Refused("没有关闭过，不用恢复。")
    audit.record(action="notices.unmute", subject=f"person:{by.person_id}", facts={}, by=by, at=at)
