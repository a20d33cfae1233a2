"""Weeks in which more falls due to one responsible person than the office holds for right.

Asked about one unit, or by oneself; there is no list of persons, and nobody is set beside anybody.
"""

from __future__ import annotations

from datetime import date, timedelta

from luoshi.queries import documents, parameters, people
from luoshi.records.models import Unit
from luoshi.rules import times
from luoshi.rules.people import Actor, Duty, Permission

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
    counts = documents.falling_to(names, this_monday, this_monday + timedelta(days=7 * weeks - 1), today)
    mondays = [this_monday + timedelta(days=7 * week) for week in range(weeks)]
    asked = (
        times.why_ask(name, counts[person_id, monday], most, monday, today)
        for monday in mondays
        for person_id, name in names.items()
    )
    return [question for question in asked if question]
