"""Posts taken up and given up, and accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import people as people_queries
from luoshi.records.models import Account, Person, Post, Unit
from luoshi.rules import calendar, people
from luoshi.rules.people import Actor, Duty, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def appoint(
    *, person: Person, unit: Unit, duty: Duty, title: str, from_on: date, by: Actor, at: datetime
) -> Post:
    """Give a person a post from a day on.

    Raises Refused without the permission, or when the person already holds a post that excludes this one.
    """
    if reason := why_not(by, Permission.POSTS_EDIT):
        raise Refused(reason)
    held = {Duty(post.duty) for post in people_queries.posts_since(from_on).filter(person=person)}
    if reason := people.why_not_hold(frozenset(held), duty):
        raise Refused(reason)
    post = Post.objects.create(person=person, unit=unit, duty=duty.value, title=title, from_on=from_on)
    if duty in people.KEYS_FROM_THE_MACHINE:
        Account.objects.shut([person.id])
    audit.record(
        action="people.appoint",
        subject=f"post:{post.id}",
        facts={"person": person.name, "unit": unit.name, "duty": duty.label, "from": from_on.isoformat()},
        by=by,
        at=at,
    )
    return post


@transaction.atomic
def end_post(*, post: Post, last_on: date, by: Actor, at: datetime) -> Post:
    """Let a post end with a day, the last on which it is held; who was responsible before stays answerable.

    Raises Refused without the permission, when the post has ended already, or before it begins.
    """
    if reason := why_not(by, Permission.POSTS_EDIT):
        raise Refused(reason)
    if last_on < post.from_on:
        raise Refused(f"该岗位自{calendar.full_date(post.from_on)}起任，免职日期不能更早。")
    if reason := people.why_not_end([Duty(post.duty)], people_queries.is_administered_without([post])):
        raise Refused(reason)
    if not Post.objects.filter(id=post.id, to_on__isnull=True).update(to_on=last_on):
        post.refresh_from_db()
        assert post.to_on is not None, "only a post that has ended is not won"
        raise Refused(f"该岗位已于{calendar.full_date(post.to_on)}免去，不能再改。")
    post.refresh_from_db()
    audit.record(
        action="people.end_post",
        subject=f"post:{post.id}",
        facts={"title": post.title, "to": last_on.isoformat()},
        by=by,
        at=at,
    )
    return post


@dataclass(frozen=True, slots=True)
class PostRow:
    """One person in one post, to be loaded; `unit` is the unit's code."""

    person: str
    unit: str
    duty: Duty
    title: str


@transaction.atomic
def load_posts(*, rows: Sequence[PostRow], from_on: date, by: Actor, at: datetime) -> int:
    """Appoint many people at once, each a new person; return how many posts.

    Raises Refused without the permission, or when a unit's code is unknown.
    """
    if reason := why_not(by, Permission.POSTS_EDIT):
        raise Refused(reason)
    units = dict(Unit.objects.filter(code__in={row.unit for row in rows}).values_list("code", "id"))
    for number, row in enumerate(rows, start=1):
        if row.unit not in units:
            raise Refused(f"第{number}行：没有代码为“{row.unit}”的机构。")
    persons = Person.objects.bulk_create([Person(name=row.person) for row in rows], batch_size=1000)
    Post.objects.bulk_create(
        [
            Post(
                person=person, unit_id=units[row.unit], duty=row.duty.value, title=row.title, from_on=from_on
            )
            for person, row in zip(persons, rows, strict=True)
        ],
        batch_size=1000,
    )
    audit.record(
        action="people.load_posts",
        subject="posts",
        facts={"posts": len(rows), "from": from_on.isoformat()},
        by=by,
        at=at,
    )
    return len(rows)


@transaction.atomic
def open_account(
    *, person: Person, username: str, password: str, by: Actor, at: datetime, must_change: bool = True
) -> Account:
    """Open an account for a person. The password is stored only as an argon2 hash.

    Until its owner has changed it the password opens nothing else; only the demo city's need not be changed.
    Raises Refused without the permission, when the name is taken or the password too weak.
    """
    if reason := people.why_not_give_password(by, _duties(person, at)):
        raise Refused(reason)
    if Account.objects.filter(username=username).exists():
        raise Refused(f"账号“{username}”已被使用，请换一个。")
    account = Account(username=username, person=person)
    _refuse_if_weak(password, account)
    account.password = make_password(password)
    account.must_change, account.password_at, account.password_by = must_change, at, by.words
    account.save(force_insert=True)
    audit.record(
        action="people.open_account",
        subject=f"account:{account.pk}",
        facts={"username": username, "person": person.name},
        by=by,
        at=at,
    )
    return account


@transaction.atomic
def issue_password(*, account: Account, password: str, by: Actor, at: datetime) -> Account:
    """Give an account a new password, to be handed to its owner, who must change it before anything else.

    Only its argon2 hash is stored; whoever was signed in with the old one is signed out. Raises Refused
    without the permission, for the security and audit administrators, or when the password is too weak.
    """
    if reason := people.why_not_give_password(by, _duties(account.person, at)):
        raise Refused(reason)
    _refuse_if_weak(password, account)
    _set(account, password, must_change=True, by=by, at=at)
    audit.record(
        action="people.issue_password",
        subject=f"account:{account.pk}",
        facts={"username": account.username},
        by=by,
        at=at,
    )
    return account


@transaction.atomic
def change_password(*, account: Account, password: str, by: Actor, at: datetime) -> Account:
    """Change one's own password; whoever else was signed in with the old one is signed out.

    The page has asked for the old one. Raises Refused for another's account, for the same or a weak password,
    SomebodyWasFirst when it was changed meanwhile.
    """
    if account.person_id != by.person_id:
        raise Refused("只能更改本人账号的密码。")
    if account.check_password(password):
        raise Refused("新密码与原密码相同。请换一个。")
    _refuse_if_weak(password, account)
    _set(account, password, must_change=False, by=by, at=at)
    audit.record(
        action="people.change_password",
        subject=f"account:{account.pk}",
        facts={"username": account.username},
        by=by,
        at=at,
    )
    return account


def _duties(person: Person, at: datetime) -> list[Duty]:
    held = people_queries.posts_since(timezone.localdate(at)).filter(person=person)
    return [Duty(duty) for duty in held.values_list("duty", flat=True)]


def _refuse_if_weak(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused("密码不合要求：" + " ".join(error.messages)) from error


def _set(account: Account, password: str, *, must_change: bool, by: Actor, at: datetime) -> None:
    hashed = make_password(password)
    won = Account.objects.filter(pk=account.pk, password=account.password).update(
        password=hashed, must_change=must_change, password_at=at, password_by=by.words
    )
    if not won:
        raise SomebodyWasFirst("密码刚刚已在别处更改，这次没有改动。")
    account.password, account.must_change = hashed, must_change
    account.password_at, account.password_by = at, by.words


@transaction.atomic
def sign_in(*, by: Actor, address: str, at: datetime) -> None:
    """Note that somebody signed in, and from which network address (GB/T 22239-2019 8.1.4.3)."""
    audit.record(
        action="people.sign_in", subject=f"person:{by.person_id}", facts={"address": address}, by=by, at=at
    )


@transaction.atomic
def sign_out(*, by: Actor, at: datetime) -> None:
    """Note that somebody signed out."""
    audit.record(action="people.sign_out", subject=f"person:{by.person_id}", facts={}, by=by, at=at)


@transaction.atomic
def act_in(*, post: Post, by: Actor, at: datetime) -> None:
    """Note that somebody who holds several posts goes on in this one."""
    audit.record(action="people.act_in", subject=f"post:{post.pk}", facts={"title": post.title}, by=by, at=at)
