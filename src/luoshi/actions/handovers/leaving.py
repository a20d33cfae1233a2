"""One person leaves some or all of their posts; each passes to somebody, with all that is under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.actions.handovers.charges import Charges
from luoshi.actions.handovers.succession import Change
from luoshi.queries import handovers as queries
from luoshi.queries import people as people_queries
from luoshi.records.models import Account, Person, Post
from luoshi.rules import handovers, people
from luoshi.rules.handovers import Held
from luoshi.rules.people import Actor, Duty, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@dataclass(frozen=True, slots=True)
class Passing:
    """One post that ends, and who has what rested on it from the next day on.

    `successor` is another post in the same unit; `appointed` somebody new to this very post, by name and
    staff number ("" if none). With neither nobody answers for it until somebody is appointed.
    """

    post: Post
    successor: Post | None = None
    appointed: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """How many parts of tasks passed on, and how many talks, things to put right and reviews."""

    parts: int
    charges: int


@transaction.atomic
def hand_over(
    *, person: Person, passings: Sequence[Passing], last_on: date, by: Actor, at: datetime
) -> Handed:
    """End posts of a person with a day, pass on what rests on them, and return what that was.

    Who answered for what until then stays answerable for ever. Raises Refused without the permission or for
    what the rules forbid, SomebodyWasFirst when a post has ended already.
    """
    if reason := why_not(by, Permission.POSTS_EDIT):
        raise Refused(reason)
    held = [Held(each.post.title, each.post.from_on, queries.parts_on(each.post)) for each in passings]
    if reason := handovers.why_not_hand_over(held, last_on, timezone.localdate(at)):
        raise Refused(reason)
    ending = [each.post for each in passings if not each.appointed]
    duties = [Duty(post.duty) for post in ending]
    if reason := people.why_not_end(duties, _is_one_left(passings)):
        raise Refused(reason)
    passed = [_pass_on(person, each, Change(last_on, by, at)) for each in passings]
    told, successors = [told for told, _ in passed], [heir for _, heir in passed if heir]
    charges = sum(int(str(each["charges"])) for each in told)
    if not Post.objects.filter(person=person, to_on=None).exists():
        charges += Charges(passings[0].post, last_on, by, at).pass_reviews(successors)
    audit.record(
        action="handovers.hand_over",
        subject=f"person:{person.id}",
        facts={"person": person.name, "to": last_on.isoformat(), "posts": told},
        by=by,
        at=at,
    )
    return Handed(sum(part.parts for part in held), charges)


def _is_one_left(passings: Sequence[Passing]) -> bool:
    appointed = any(each.appointed and each.post.duty == Duty.SYSTEM_ADMIN for each in passings)
    return appointed or people_queries.is_administered_without([each.post for each in passings])


def _pass_on(person: Person, passing: Passing, change: Change) -> tuple[dict[str, object], Post | None]:
    post = passing.post
    if post.person_id != person.id:
        raise Refused("这个岗位不是此人的。请刷新页面后重新办理。")
    successor = passing.successor
    if successor:
        reason = handovers.why_not_succeed(
            post.unit.name, successor.unit.name, successor.person_id == person.id
        )
        if reason:
            raise Refused(reason)
        if not people.held_on(successor.from_on, successor.to_on, change.until_on + timedelta(days=1)):
            raise Refused("接手人的岗位那时不在任。请另选一位。")
    if not Post.objects.filter(id=post.id, to_on=None).update(to_on=change.until_on):
        raise SomebodyWasFirst(f"{post.unit.name}{post.title}这个岗位已经免去。请刷新页面看现在的情况。")
    if passing.appointed:
        successor = _appoint(passing, change.until_on + timedelta(days=1))
    count = change.replace(post, successor, successor)
    heirs = [successor] if successor else []
    told: dict[str, object] = {
        "post": f"{post.unit.name}{post.title}",
        "successor": f"{successor.person.name}（{successor.title}）" if successor else "",
        "assignments": count,
        "charges": Charges(post, change.until_on, change.by, change.at).pass_to(heirs),
    }
    return told, successor


def _appoint(passing: Passing, from_on: date) -> Post:
    post = passing.post
    newcomer = Person.objects.filter(number=passing.number).first() if passing.number else None
    if newcomer and newcomer.name != passing.appointed:
        raise Refused(f"工号{passing.number}是{newcomer.name}的，不是{passing.appointed}的。请核对。")
    if newcomer and newcomer.id == post.person_id:
        raise Refused("接手人就是离任的人。请另选一位。")
    if newcomer:
        held = {Duty(each.duty) for each in people_queries.posts_since(from_on).filter(person=newcomer)}
        if reason := people.why_not_hold(frozenset(held), Duty(post.duty)):
            raise Refused(reason)
        if Duty(post.duty) in people.KEYS_FROM_THE_MACHINE:
            Account.objects.shut([newcomer.id])
    else:
        newcomer = Person.objects.create(name=passing.appointed, number=passing.number)
    return Post.objects.create(
        person=newcomer, unit=post.unit, duty=post.duty, title=post.title, from_on=from_on
    )
