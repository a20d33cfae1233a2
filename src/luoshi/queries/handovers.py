"""What rests on whom, now and on any day before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from luoshi.queries import people, units
from luoshi.records.models import Assignment, Person, Post, Responsibility, Unit
from luoshi.rules.people import Duty
from luoshi.rules.tasks import UNDERWAY

FOUND = 50


@dataclass(frozen=True, slots=True)
class Answerable:
    """Who answered for an assignment on a day; None where nobody did."""

    unit: Unit
    first: Post | None
    direct: Post | None


def answerable_on(part: Assignment, day: date) -> Answerable:
    """Return which unit, and who first and who directly, answered for an assignment on a day."""
    kept = (
        Responsibility.objects.filter(assignment=part, until_on__gte=day)
        .select_related("unit", "first_responsible__person", "direct_responsible__person")
        .order_by("until_on", "id")
        .first()
    )
    row = kept or part
    return Answerable(row.unit, row.first_responsible, row.direct_responsible)


@dataclass(frozen=True, slots=True)
class Answering:
    """A unit as it was called on a day, and who answered there: (as what, the post), in that order."""

    unit: str
    posts: tuple[tuple[str, Post], ...]


def chain_on(part: Assignment, day: date) -> list[Answering]:
    """Return who answered for an assignment on a day, and who for the units above its unit, upward."""
    own = answerable_on(part, day)
    above = units.above_on(own.unit, day)
    names = units.names_on([own.unit, *above], day)
    held = people.posts_on(day).filter(unit__in=above, duty__in=sorted(_ABOVE)).select_related("person")
    posts = list(held.order_by("from_on", "id"))
    chain = [Answering(names[own.unit.id], _named(own))]
    chain += [
        Answering(
            names[unit.id],
            tuple((_ABOVE[Duty(post.duty)], post) for post in posts if post.unit_id == unit.id),
        )
        for unit in above
    ]
    return chain


_ABOVE = {Duty.HEAD: "第一责任人", Duty.SUPERVISION_HEAD: "第一责任人", Duty.BUREAU_LEADER: "局领导"}


def _named(own: Answerable) -> tuple[tuple[str, Post], ...]:
    both = (("直接责任人", own.direct), ("第一责任人", own.first))
    return tuple((as_what, post) for as_what, post in both if post)


def parts_on(post: Post) -> int:
    """Return how many parts of tasks under way rest on a post."""
    return Assignment.objects.filter(
        Q(first_responsible=post) | Q(direct_responsible=post), state__in=UNDERWAY
    ).count()


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post with what rests on it, and the posts of others in the unit who might have it."""

    post: Post
    first: int
    direct: int
    others: list[Post]

    @property
    def parts(self) -> int:
        """Return how many parts of tasks rest on it, at most."""
        return max(self.first, self.direct, parts_on(self.post))


def held_by(person: Person, day: date) -> list[HeldPost]:
    """Return the posts that a person holds on a day with what rests on each."""
    found = []
    for post in people.posts_on(day).filter(person=person, to_on=None).select_related("unit", "person"):
        under_way = Assignment.objects.filter(state__in=UNDERWAY)
        others = people.posts_on(day).filter(unit=post.unit, to_on=None).exclude(person=person)
        found.append(
            HeldPost(
                post,
                under_way.filter(first_responsible=post).count(),
                under_way.filter(direct_responsible=post).count(),
                list(others.select_related("person").order_by("id")),
            )
        )
    return found


def person(person_id: int) -> Person | None:
    """Return a person; None when there is none."""
    return Person.objects.filter(id=person_id).select_related("account").first()


def posts_ever(person: Person) -> list[Post]:
    """Return every post that a person ever held, the newest first."""
    return list(person.posts.select_related("unit").order_by("-from_on", "-id"))


def post(post_id: int) -> Post | None:
    """Return a post; None when there is none."""
    return Post.objects.filter(id=post_id).select_related("unit", "person").first()


def sought(words: str, day: date) -> list[Post]:
    """Return the posts of a day whose holder, staff number, account or unit bears these words; at most fifty.

    Without words, those of the city's own offices come first, in the order of the tree.
    """
    rows = people.posts_on(day).select_related("person__account", "unit")
    if words:
        rows = rows.filter(
            Q(person__name__contains=words)
            | Q(person__number=words)
            | Q(person__account__username__contains=words)
            | Q(unit__name__contains=words)
            | Q(unit__short_name__contains=words)
        )
    return list(rows.order_by("unit__path", "id")[: FOUND + 1])
