"""The people and posts of a confirmed import: taken up, given up, and who answers for what from then on."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from luoshi.actions.handovers.charges import Charges
from luoshi.actions.handovers.succession import Change
from luoshi.actions.imports.writing import Writing
from luoshi.queries import handovers as handover_queries
from luoshi.queries import people as people_queries
from luoshi.records import rows
from luoshi.records.models import Account, Person, Post
from luoshi.rules.imports import KnownPost, PostPlan
from luoshi.rules.imports.posts import Who
from luoshi.rules.people import KEYS_FROM_THE_MACHINE, Actor

_DIGITS = 40
"""Random digits behind a password that nobody has."""
_FIELDS = ("person_id", "unit_id", "duty", "title", "from_on", "to_on")


def store_people(
    plan: PostPlan, units: Mapping[str, int], today: date, writing: Writing, by: Actor, at: datetime
) -> None:
    """Bring people, posts and accounts to what the plan says; `units` are the ids by code.

    What rested on a post that ends goes to whoever holds the unit's posts today.
    """
    ids = _people(plan, writing)
    ending = (*plan.ended, *plan.ended_with_unit)
    _end(ending)
    for line, post in plan.retitled:
        Post.objects.filter(id=post.id).update(title=line.title)
    given = [
        (ids[who], units[line.unit], line.duty.value, line.title or line.duty.label, line.from_on, line.to_on)
        for line, who in plan.added
    ]
    writing.fill(Post, _FIELDS, given)
    Account.objects.shut([ids[who] for line, who in plan.added if line.duty in KEYS_FROM_THE_MACHINE])
    # An account opens with a password that nobody has: it is handed out apart from the roster.
    digits = secrets.token_hex(_DIGITS // 2 * len(plan.accounts))
    writing.fill(
        Account,
        ("username", "person_id", "password"),
        [
            (name, ids[who], UNUSABLE_PASSWORD_PREFIX + digits[place * _DIGITS : (place + 1) * _DIGITS])
            for place, (who, name) in enumerate(plan.accounts)
        ],
    )
    charged = handover_queries.charged(known.id for known, _ in ending)
    for known, last in ending:
        if known.held or known.id in charged:
            left = Post.objects.select_related("unit").get(id=known.id)
            first, direct = people_queries.responsible_on(left.unit, today)
            Change(last, by, at).replace(left, first, direct)
            Charges(left, last, by, at).pass_to([each for each in (direct, first) if each])
    writing.count(len(plan.retitled) + len(ending) + len(plan.numbers))


def _people(plan: PostPlan, writing: Writing) -> dict[Who, int]:
    """Enter the new people and staff numbers; return everybody's id by how the plan tells them apart."""
    for person_id, number in plan.numbers:
        Person.objects.filter(id=person_id, number="").update(number=number)
    new = plan.people or {}
    ids = dict(zip(new, rows.reserved(Person, len(new)), strict=True))
    given = [(ids[who], line.name, line.number) for who, line in new.items()]
    writing.fill(Person, ("id", "name", "number"), given)
    named = {who for _, who in plan.added} | {who for who, _ in plan.accounts}
    return ids | {who: int(who[1]) for who in named if who[0] == "id"}


def _end(ending: Iterable[tuple[KnownPost, date]]) -> None:
    by_day: defaultdict[date, list[int]] = defaultdict(list)
    for post, last in ending:
        by_day[last].append(post.id)
    for last, post_ids in by_day.items():
        Post.objects.filter(id__in=rows.among(post_ids), to_on=None).update(to_on=last)
