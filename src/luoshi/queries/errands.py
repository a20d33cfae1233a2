"""Work that goes on behind the pages: what waits, what was broken off, how far a piece of it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from luoshi.queries import people
from luoshi.records.models import Errand, ErrandFile
from luoshi.rules.errands import FILE_HOURS, MAKING, UNFINISHED, ErrandKind, ErrandState
from luoshi.rules.people import SYSTEM, Actor


def of(actor: Actor, errand_id: int) -> Errand | None:
    """Return an errand that this person asked for; None when there is none, or it is somebody else's."""
    return Errand.objects.filter(id=errand_id, person_id=actor.person_id).first()


def mine(actor: Actor, limit: int = 50) -> list[Errand]:
    """Return what this person asked for, newest first."""
    return list(Errand.objects.filter(person_id=actor.person_id).order_by("-id")[:limit])


def next_waiting() -> Errand | None:
    """Return the errand that waits longest; None when none waits."""
    return Errand.objects.filter(state=ErrandState.WAITING).order_by("id").first()


def broken_off(worker: str, at: datetime) -> QuerySet[Errand]:
    """Return the errands that nobody does any more: leases run out, and all that this machine had begun."""
    mine = Q(worker=worker) if worker else Q(pk=None)
    return Errand.objects.filter(mine | Q(lease_until__lt=at), state=ErrandState.RUNNING).order_by("id")


def about(subject: str, kind: ErrandKind | None = None) -> Errand | None:
    """Return the newest errand about a thing."""
    rows = Errand.objects.filter(subject=subject)
    return (rows.filter(kind=kind) if kind else rows).order_by("-id").first()


def unfinished_about(subject: str) -> Errand | None:
    """Return the errand about a thing that waits or is being done."""
    return Errand.objects.filter(subject=subject, state__in=UNFINISHED).order_by("id").first()


def file_of(errand: Errand) -> bytes:
    """Return the file that an errand works on."""
    return bytes(ErrandFile.objects.values_list("data", flat=True).get(errand=errand))


def made_by(errand: Errand, at: datetime) -> bytes | None:
    """Return the file that an errand made; None when it made none, or a day has passed."""
    if errand.kind not in MAKING or errand.state != ErrandState.DONE:
        return None
    if at - errand.asked_at > timedelta(hours=FILE_HOURS):
        return None
    found = ErrandFile.objects.filter(errand=errand).values_list("data", flat=True).first()
    return None if found is None else bytes(found)


def unfinished_of(actor: Actor, kind: ErrandKind) -> list[Errand]:
    """Return what this person asked for of one kind that waits or is being done, oldest first."""
    rows = Errand.objects.filter(person_id=actor.person_id, kind=kind, state__in=UNFINISHED)
    return list(rows.order_by("id"))


def asker(errand: Errand, day: date) -> Actor | None:
    """Return who asked for an errand, if they still hold on this day the post that they asked in."""
    if errand.post_id == SYSTEM.post_id:
        return SYSTEM
    post = people.posts_on(day).filter(id=errand.post_id).select_related("person", "unit").first()
    return people.actor_in(post) if post else None
