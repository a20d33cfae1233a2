"""Who holds which post, today and on any day before."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from luoshi.records.models import Account, Post, Unit
from luoshi.rules.people import Actor, Duty
from luoshi.rules.units import UnitKind

_RANK = {duty.value: rank for rank, duty in enumerate(Duty)}


def posts_on(day: date) -> QuerySet[Post]:
    """Return the posts held on a day."""
    return Post.objects.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day)


def actor_for(account_id: int, day: date, post_id: int | None = None) -> Actor | None:
    """Return who an account acts as on a day: in the chosen post if held that day, else in the highest one.

    None when the person holds no post that day: an account without a post may do nothing.
    """
    posts = posts_on(day).filter(person__account=account_id).select_related("person", "unit")
    held = sorted(posts, key=lambda post: (post.id != post_id, _RANK[post.duty]))
    return _actor(held[0]) if held else None


def posts_of(account_id: int, day: date) -> list[Post]:
    """Return the posts that an account may choose between on a day, highest first."""
    posts = posts_on(day).filter(person__account=account_id).select_related("unit")
    return sorted(posts, key=lambda post: _RANK[post.duty])


def actor_in(post: Post) -> Actor:
    """Return who acts in a post."""
    return _actor(post)


def responsible_on(unit: Unit, day: date) -> dict[Duty, Post]:
    """Return who answered for a unit on a day: its HEAD and DEPUTY posts (the longest held of each)."""
    posts = posts_on(day).filter(unit=unit, duty__in=[Duty.HEAD, Duty.DEPUTY]).select_related("person")
    return {Duty(post.duty): post for post in posts.order_by("-from_on", "-id")}


def accounts() -> QuerySet[Account]:
    """Return every account with its person, by name of account."""
    return Account.objects.select_related("person").order_by("username")


def _actor(post: Post) -> Actor:
    unit = post.unit
    return Actor(
        person_id=post.person_id,
        post_id=post.id,
        name=post.person.name,
        title=post.title,
        duty=Duty(post.duty),
        unit_id=unit.id,
        unit_name=unit.name,
        unit_path=unit.path,
        unit_kind=UnitKind(unit.kind),
        branch_id=unit.branch_id or unit.id,
    )
