"""Opinions of education inspections: who sees which, what waits for whom, and their paper."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from luoshi.crafts import conclusions as wording
from luoshi.crafts.papers import Paper, checks
from luoshi.queries import audit, calendar, mandates, parameters, people
from luoshi.records.models import Mandate, Opinion, Unit
from luoshi.rules import opinions
from luoshi.rules.calendar import Deadline
from luoshi.rules.opinions import SEEN, OpinionState
from luoshi.rules.people import Actor, Permission, Scope

# For annotations in the pages, which know no records.
Advice = Opinion
_OFFICE = (OpinionState.DRAFT, OpinionState.SENT, OpinionState.REPORTED, OpinionState.CHECKED)
_UNIT = (OpinionState.SENT, OpinionState.ISSUED)


def visible(actor: Actor) -> QuerySet[Opinion]:
    """Return the opinions that an actor may see, newest first: all, or what their own unit was told."""
    found = Opinion.objects.select_related("mandate", "unit").order_by("-id")
    if actor.scope is Scope.CITY:
        return found
    if actor.scope is Scope.NOTHING:
        return found.none()
    return found.filter(unit_id=actor.unit_id, state__in=SEEN)


def visible_one(actor: Actor, opinion_id: int) -> Opinion | None:
    """Return an opinion that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=opinion_id).first()


def author_posts(opinion: Opinion) -> set[int]:
    """Return every post of the persons who wrote on an opinion, as the ledger has them."""
    written = {"opinions.draft", "opinions.edit"}
    entries = audit.entries_about(f"opinion:{opinion.id}")
    return people.posts_of_holders({entry.post_id for entry in entries if entry.action in written})


def unheard_of(mandate: Mandate) -> list[Unit]:
    """Return the units that an inspection reached and about which no opinion was begun yet."""
    done = set(
        Opinion.objects.filter(mandate=mandate).exclude(state="DISCARDED").values_list("unit_id", flat=True)
    )
    return [unit for unit in mandates.targets_of(mandate) if unit.id not in done]


def plea_by(sent_on: date) -> Deadline:
    """Return the last day for a unit to argue against a preliminary opinion."""
    return opinions.plea_by(sent_on, parameters.book(), calendar.work_calendar())


def report_by(issued_on: date) -> Deadline:
    """Return by when a unit reports what it mended, where nothing else is set."""
    return opinions.report_by(issued_on, parameters.book(), calendar.work_calendar())


def last_issuer() -> str:
    """Return the name under which the last opinion was issued; "" when none was."""
    return Opinion.objects.exclude(issuer="").order_by("-id").values_list("issuer", flat=True).first() or ""


def waiting(actor: Actor, today: date) -> QuerySet[Opinion]:
    """Return the opinions that wait for this actor, what is due first in front.

    A preliminary opinion waits for the office again once the unit's days to argue against it are over.
    """
    states: list[OpinionState] = []
    if actor.may(Permission.MANDATES_DRAFT):
        states += _OFFICE
    if actor.may(Permission.MANDATES_APPROVE):
        states.append(OpinionState.HEARD)
    if actor.may(Permission.MANDATES_ANSWER):
        states += _UNIT
    found = visible(actor).filter(state__in=states)
    if actor.may(Permission.MANDATES_DRAFT):
        found = found.exclude(state=OpinionState.SENT, due_on__gte=today)
    return found.order_by("due_on", "id")


def paper(opinion: Opinion, today: date) -> Paper:
    """Return the 督导意见书, dated the day it was issued, or `today` before that."""
    return wording.opinion(
        issuer=opinion.issuer or last_issuer() or "教育督导机构",
        number=opinion.number,
        unit=opinion.unit.name,
        subject=opinion.mandate.subject,
        parts=(opinion.evaluation, opinion.problems, opinion.demands, opinion.advice),
        plea_answer=opinion.plea_answer,
        due_on=opinion.due_on if opinion.issued_at else None,
        on=timezone.localdate(opinion.issued_at) if opinion.issued_at else today,
    )


def why_not_print(opinion: Opinion, on: date) -> str | None:
    """Return why the 督导意见书 could not be printed; None when it could."""
    return checks.why_not_compose(paper(opinion, on))
