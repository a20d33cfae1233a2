"""The channels as their administrator sees them, and who is reached by which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from luoshi.queries import people
from luoshi.queries.notices.carried import how_many
from luoshi.records.models import Channel, Delivery, Mute, Person, Post, Route, Unit
from luoshi.rules.notices import DeliveryState


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom a word names: one unit, one person with their posts of the day, or nobody, for a reason."""

    unit: Unit | None = None
    person: Person | None = None
    posts: tuple[Post, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A channel, how many are reached by it, and what became of its messages of late, by state."""

    channel: Channel
    reached: int
    sent: int
    failed: int
    unknown: int


def channels(since: date) -> list[Standing]:
    """Return how every channel stands, those that are on first; messages count from a day on. Two queries."""
    rows = Channel.objects.annotate(reached=Count("routes")).order_by("-is_on", "name")
    fared = Delivery.objects.filter(on__gte=since).order_by().values_list("channel_id", "state")
    many = {(channel_id, state): n for channel_id, state, n in fared.annotate(n=Count("id"))}

    def standing(row: Channel, reached: int) -> Standing:
        states = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN)
        return Standing(row, reached, *(many.get((row.pk, state.value), 0) for state in states))

    return [standing(row, row.reached) for row in rows]


def channel(channel_id: int) -> Channel | None:
    """Return one channel; None when there is none."""
    return Channel.objects.filter(id=channel_id).first()


def routes(of: Channel, day: date) -> QuerySet[Route]:
    """Return who is reached by a channel: units in the order of their tree, then people by name.

    Each person carries `held`: the posts of the day.
    """
    rows = Route.objects.filter(channel=of).select_related("unit", "person", "person__mute")
    posts = people.posts_on(day).select_related("unit").order_by("id")
    held = Prefetch("person__posts", posts, to_attr="held")
    return rows.order_by("unit__path", "person__name", "id").prefetch_related(held)


def route_of(person_id: int) -> Route | None:
    """Return the way to one person."""
    return Route.objects.filter(person_id=person_id).select_related("channel").first()


def unit_route_of(unit_id: int) -> Route | None:
    """Return the way to a unit as a whole that is in use."""
    return Route.objects.filter(unit_id=unit_id, channel__is_on=True).select_related("channel").first()


def route(route_id: int) -> Route | None:
    """Return one way; None when there is none."""
    return Route.objects.filter(id=route_id).select_related("channel", "unit", "person").first()


def names() -> list[tuple[int, str]]:
    """Return the number and name of every channel, by name."""
    return list(Channel.objects.order_by("name").values_list("id", "name"))


def muted(person_id: int) -> Mute | None:
    """Return since when a person wants to be told on the desk only; None when they do not."""
    return Mute.objects.filter(person_id=person_id).first()


def recently_to(route: Route, count: int) -> list[Delivery]:
    """Return the newest messages to where this route leads."""
    rows = Delivery.objects.filter(channel_id=route.channel_id, to=route.to).annotate(many=how_many())
    return list(rows.order_by("-id")[:count])


def found_by_words(words: Collection[str], day: date) -> dict[str, Addressed]:
    """Return whom each word names: a unit by name, short name or code, a person by account, number or name.

    Only units and posts of the day; a name that several bear names nobody. Two queries.
    """
    units: dict[str, list[Unit]] = defaultdict(list)
    held = Q(to_on=None) | Q(to_on__gte=day)
    named = Q(name__in=words) | Q(short_name__in=words) | Q(code__in=words)
    for unit in Unit.objects.filter(named & held):
        for word in {unit.name, unit.short_name, unit.code} & set(words):
            units[word].append(unit)
    persons: dict[str, dict[int, list[Post]]] = defaultdict(lambda: defaultdict(list))
    signs = Q(person__name__in=words) | Q(person__account__username__in=words) | Q(person__number__in=words)
    for post in people.posts_on(day).filter(signs).select_related("person__account", "unit").order_by("id"):
        account = getattr(post.person, "account", None)
        for word in {post.person.name, post.person.number, account.username if account else ""} & set(words):
            persons[word][post.person_id].append(post)
    return {word: _one(word, units[word], persons[word]) for word in words}


def _one(word: str, units: list[Unit], persons: dict[int, list[Post]]) -> Addressed:
    if len(units) + len(persons) > 1:
        return Addressed(reason=f"“{word}”不止一个，单位请写全称，个人请写账号。")
    if units:
        return Addressed(unit=units[0])
    for posts in persons.values():
        return Addressed(person=posts[0].person, posts=tuple(posts))
    return Addressed(reason=f"没有叫“{word}”的单位，也没有这样的在任人员。")
