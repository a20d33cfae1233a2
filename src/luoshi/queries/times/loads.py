"""Weeks in which more falls due to one responsible person than the office holds for right.

Asked about one unit, or by oneself; there is no list of persons, and nobody is set beside anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

from luoshi.queries import parameters, people
from luoshi.records import statements
from luoshi.records.models import Unit
from luoshi.rules import times
from luoshi.rules.people import Actor, Duty, Permission
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, WHOLE_X100

WEEKS_AHEAD = 4
_RANK = Duty.codes()


def questions_about(unit: Unit, actor: Actor, today: date) -> list[str]:
    """Return the weeks that crowd upon somebody of a unit, by week, as questions. At most three queries.

    Whoever assigns tasks is told of all; anybody else only of themselves.
    """
    held = people.posts_on(today).filter(unit=unit).select_related("person")
    if not actor.may(Permission.DOCUMENTS_READ):
        held = held.filter(person=actor.person_id)
    posts = sorted(held, key=lambda post: (_RANK.index(post.duty), post.id))
    names = {post.person_id: f"{post.person.name}，{post.title}" for post in reversed(posts)}
    return _questions(dict(reversed(names.items())), today, WEEKS_AHEAD)


def own_questions(actor: Actor, today: date) -> list[str]:
    """Return whether this week or the next crowds upon the actor, as questions. Two queries, or three."""
    return _questions({actor.person_id: f"您，{actor.title}"}, today, 2)


def _questions(names: dict[int, str], today: date, weeks: int) -> list[str]:
    if not names:
        return []
    most = parameters.book().value("times.week_load", today)
    this_monday = today - timedelta(days=today.weekday())
    counts = _falling(names, this_monday, this_monday + timedelta(days=7 * weeks - 1), today)
    mondays = [this_monday + timedelta(days=7 * week) for week in range(weeks)]
    asked = (
        times.why_ask(name, counts[person_id, monday], most, monday, today)
        for monday in mondays
        for person_id, name in names.items()
    )
    return [question for question in asked if question]


def _falling(person_ids: Collection[int], first: date, last: date, today: date) -> Counter[tuple[int, date]]:
    """Return how many parts fall due to each person in each week, in all posts held today together."""
    held = list(
        people.posts_on(today).filter(person__in=person_ids).values_list("id", "person_id", "unit_id")
    )
    counts: Counter[tuple[int, date]] = Counter()
    if not held:
        return counts
    holder = {post: person for post, person, _ in held}
    asking = _FALLING.format(", ".join(str(unit) for unit in {unit for _, _, unit in held}))
    for due_on, first_post, direct_post, count in statements.ask(asking, (first, last)):
        monday = due_on - timedelta(days=due_on.weekday())
        for person in {holder.get(first_post), holder.get(direct_post)} - {None}:
            counts[person, monday] += count  # type: ignore[index]
    return counts


# What is claimed whole asks nothing more of anybody. The sum keeps SQLite on the index of due dates.
_FALLING = f"""
SELECT part.due_on, part.first_responsible_id, part.direct_responsible_id, count(*)
FROM records_assignment part
WHERE part.state IN {statements.codes(UNDERWAY)} AND part.role IN {statements.codes(ACCOUNTABLE)}
AND part.unit_id IN ({{}}) AND part.due_on BETWEEN %s AND %s AND part.claimed_x100 + 0 < {WHOLE_X100}
GROUP BY part.due_on, part.first_responsible_id, part.direct_responsible_id
"""  # noqa: S608
