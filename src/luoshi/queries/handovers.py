"""What rests on whom, now and on any day before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db.models import Q

from luoshi.queries import people, units
from luoshi.records import rows
from luoshi.records.models import (
    Assignment,
    Person,
    Post,
    RectificationItem,
    Responsibility,
    ReviewMember,
    Succession,
    Talk,
    Unit,
)
from luoshi.rules.conclusions import ReviewState
from luoshi.rules.handovers import Charge
from luoshi.rules.people import Duty
from luoshi.rules.rectifications import ItemState, RectificationState
from luoshi.rules.talks import TalkState
from luoshi.rules.tasks import UNDERWAY

FOUND = 50
# For annotations in the pages, which know no records.
Before: TypeAlias = Succession


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


COLUMNS: Mapping[Charge, str] = {
    Charge.ANSWERING: "answering_id",
    Charge.CHAIRING: "chair_id",
    Charge.OWNING: "owner_id",
}
"""Where a charge that rests on one post stands."""


def charges_of(post: Post) -> dict[Charge, list[Talk] | list[RectificationItem]]:
    """Return the open talks and what is still to be put right that rest on a post, by what as."""
    open_talks = Talk.objects.exclude(state__in=[TalkState.CLOSED, TalkState.CANCELLED]).order_by("id")
    under_way = [RectificationState.DRAFT, RectificationState.OPEN]
    items = RectificationItem.objects.filter(rectification__state__in=under_way).order_by("id")
    return {
        Charge.ANSWERING: list(open_talks.filter(answering=post)),
        Charge.CHAIRING: list(open_talks.filter(chair=post)),
        Charge.ATTENDING: list(open_talks.filter(attending=post)),
        Charge.OWNING: list(items.filter(owner=post).exclude(state=ItemState.CHECKED_OK)),
    }


def subject_of(row: Talk | RectificationItem) -> str:
    """Return what a succession calls a talk or an item that is to be put right."""
    return f"talk:{row.id}" if isinstance(row, Talk) else f"rectification_item:{row.id}"


def charged(post_ids: Iterable[int]) -> set[int]:
    """Return which of these posts bear a charge that passes on."""
    among = rows.among(post_ids)
    talks = Talk.objects.exclude(state__in=[TalkState.CLOSED, TalkState.CANCELLED])
    items = RectificationItem.objects.exclude(state=ItemState.CHECKED_OK)
    found = (
        talks.filter(answering__in=among).values_list("answering_id", flat=True),
        talks.filter(chair__in=among).values_list("chair_id", flat=True),
        talks.filter(attending__in=among).values_list("attending", flat=True),
        items.filter(owner__in=among).values_list("owner_id", flat=True),
    )
    return {post for each in found for post in each}


def reviews_of(person_id: int) -> list[ReviewMember]:
    """Return the places of a person among those who examine reviews that are not decided."""
    places = ReviewMember.objects.filter(person_id=person_id, review__state=ReviewState.EXAMINED)
    return list(places.select_related("review__conclusion__mandate").order_by("id"))


def successions(kind: str, ids: Iterable[int]) -> dict[int, list[Succession]]:
    """Return who bore the charges of these before ("talk", "rectification_item"), earliest first."""
    found: dict[int, list[Succession]] = defaultdict(list)
    kept = Succession.objects.filter(subject__in=[f"{kind}:{each}" for each in ids])
    for row in kept.select_related("post__person", "post__unit").order_by("until_on", "id"):
        found[int(row.subject.partition(":")[2])].append(row)
    return found


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post with what rests on it, and the posts of others in the unit who might have it.

    `charges` are talks and what is to be put right: in words as what, and how many.
    """

    post: Post
    first: int
    direct: int
    others: list[Post]
    charges: list[tuple[str, int]]

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
                [(charge.label, len(borne)) for charge, borne in charges_of(post).items() if borne],
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
