"""The demo town, laid out for journeys by the actions that lay out a real one."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from luoshi.actions import people, units
from luoshi.jobs.demo import script, town
from luoshi.queries import people as people_queries
from luoshi.records.models import EntryHead
from luoshi.rules import audit
from luoshi.rules.people import SYSTEM
from tests.journeys.stage import PASSWORD


def lay_out(day: date, *usernames: str) -> None:
    """Lay out the town on a day, appoint everybody, and open these accounts of the demo."""
    # Emptied tables, as a browser journey leaves them, have lost the head that a migration wrote.
    EntryHead.objects.get_or_create(id=1, defaults={"seal": audit.GENESIS})
    at = timezone.make_aware(datetime.combine(day, time(8)))
    units.load_tree(rows=town.units(), from_on=day, by=SYSTEM, at=at)
    people.load_posts(rows=town.posts(script.SEED), from_on=day, by=SYSTEM, at=at)
    for account in town.ACCOUNTS:
        if account.username in usernames:
            post = people_queries.post_in(account.unit, account.duty)
            people.open_account(
                person=post.person,
                username=account.username,
                password=PASSWORD,
                by=SYSTEM,
                at=at,
                must_change=False,
            )
