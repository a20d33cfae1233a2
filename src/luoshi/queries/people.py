"""Who holds which post, today and on any day before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TypeAlias

from django.db.models import Q, QuerySet

from luoshi.records import statements
from luoshi.records.models import Account, Post, Unit
from luoshi.rules.people import DIRECTLY_RESPONSIBLE, FIRST_RESPONSIBLE, Actor, Duty
from luoshi.rules.units import UnitKind

Owner: TypeAlias = Account
"""Whose session it is, as the site names its type: it never imports records."""
_RANK = {duty.value: rank for rank, duty in enumerate(Duty)}


def posts_on(day: date) -> QuerySet[Post]:
    """Return the posts held on a day."""
    return Post.objects.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day)


def posts_since(day: date) -> QuerySet[Post]:
    """Return the posts held on a day or taken up after it."""
    return Post.objects.filter(Q(to_on=None) | Q(to_on__gte=day))


def account(account_id: int) -> Account | None:
    """Return an account with what signing in needs of it; None when there is none."""
    found = statements.ask(_ONE_ACCOUNT, [account_id])
    return statements.model(Account, _ACCOUNT, found[0]) if found else None


_ACCOUNT = ("id", "password", "username", "person_id", "is_active", "must_change")
_ONE_ACCOUNT = f"SELECT {', '.join(_ACCOUNT)} FROM records_account WHERE id = %s"  # noqa: S608


def session_data(key: str, at: datetime, lasting_until: datetime) -> tuple[str, bool] | None:
    """Return what a session holds, still encoded, and whether it lasts beyond `lasting_until`.

    None when it was ended or has run out.
    """
    found = statements.ask(
        "SELECT session_data, expire_date > %s FROM django_session"
        " WHERE session_key = %s AND expire_date > %s",
        (statements.instant(lasting_until), key, statements.instant(at)),
    )
    return (found[0][0], bool(found[0][1])) if found else None


_HELD = """
SELECT post.person_id, post.id,
       (SELECT person.name FROM records_person person WHERE person.id = post.person_id),
       post.title, post.duty, unit.id, unit.name, unit.path, unit.kind, COALESCE(unit.branch_id, unit.id)
FROM records_post post JOIN records_unit unit ON unit.id = post.unit_id
WHERE post.person_id = (SELECT account.person_id FROM records_account account WHERE account.id = %s)
    AND post.from_on <= %s AND (post.to_on IS NULL OR post.to_on >= %s)
"""
"""The posts that an account holds on a day, in the fields of an Actor."""


def actor_for(account_id: int, day: date, post_id: int | None = None) -> Actor | None:
    """Return who an account acts as on a day: in the chosen post if held that day, else in the highest one.

    None when the person holds no post that day: an account without a post may do nothing.
    """
    rows = statements.ask(_HELD, (account_id, day, day))
    held = [
        Actor(person_id, held_id, name, title, Duty(duty), unit_id, unit, path, UnitKind(kind), branch_id)
        for person_id, held_id, name, title, duty, unit_id, unit, path, kind, branch_id in rows
    ]
    return min(held, key=lambda actor: (actor.post_id != post_id, _RANK[actor.duty]), default=None)


def posts_of(account_id: int, day: date) -> list[Post]:
    """Return the posts that an account may choose between on a day, highest first."""
    posts = posts_on(day).filter(person__account=account_id).select_related("unit")
    return sorted(posts, key=lambda post: _RANK[post.duty])


def actor_in(post: Post) -> Actor:
    """Return who acts in a post."""
    return _actor(post)


def responsible_on(unit: Unit, day: date) -> tuple[Post | None, Post | None]:
    """Return who was first and who directly responsible for a unit on a day; None where nobody was."""
    posts = list(posts_on(day).filter(unit=unit).select_related("person").order_by("from_on", "id"))

    def first(duties: frozenset[Duty]) -> Post | None:
        return next((post for post in posts if post.duty in duties), None)

    return first(FIRST_RESPONSIBLE), first(DIRECTLY_RESPONSIBLE)


def posts_of_holders(post_ids: Collection[int]) -> set[int]:
    """Return these posts and every other post that the persons in them ever held: one person, many hats."""
    holders = Post.objects.filter(id__in=post_ids).values("person_id")
    return {*post_ids, *Post.objects.filter(person_id__in=holders).values_list("id", flat=True)}


def is_administered_without(posts: Collection[Post]) -> bool:
    """Return whether anybody else is the system administrator until further notice when these posts end."""
    left = Post.objects.filter(duty=Duty.SYSTEM_ADMIN, to_on=None)
    return left.exclude(id__in=[post.id for post in posts]).exists()


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


def holding(duty: Duty, day: date) -> list[Actor]:
    """Return everybody who holds a duty on a day, in the order of the tree of units."""
    posts = posts_on(day).filter(duty=duty).select_related("person", "unit").order_by("unit__path", "id")
    return [_actor(post) for post in posts]


def post_in(unit_code: str, duty: Duty) -> Post:
    """Return the earliest post of a duty in the unit with this code. Raises Post.DoesNotExist."""
    posts = Post.objects.filter(unit__code=unit_code, duty=duty).select_related("person", "unit")
    return posts.order_by("id")[:1].get()
