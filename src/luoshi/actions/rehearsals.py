"""A rehearsal is asked for, and what it came to is kept; nothing of the past is touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit
from luoshi.queries import parameters
from luoshi.queries.rehearsals import Rehearsed
from luoshi.records import rows
from luoshi.records.models import Errand, Rehearsal, RehearsalResult
from luoshi.rules import rehearsals
from luoshi.rules.errands import ErrandKind
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


@transaction.atomic
def ask_rehearsal(
    *, from_on: date, until_on: date, changes: Sequence[tuple[str, int]], by: Actor, at: datetime
) -> Errand:
    """Ask for the days from one to another, both included, to be replayed with these values of parameters.

    Raises Refused without the permission, or for values or days that cannot be rehearsed.
    """
    if reason := why_not(by, Permission.REHEARSE):
        raise Refused(reason)
    book, today = parameters.book(), timezone.localdate(at)
    if reason := rehearsals.why_not_rehearse(changes, from_on, until_on, today, book):
        raise Refused(reason)
    rehearsal = Rehearsal.objects.create(
        from_on=from_on,
        until_on=until_on,
        changes=[list(change) for change in changes],
        asked_at=at,
        asked_by=by.words,
    )
    errand = Errand.objects.create(
        kind=ErrandKind.REHEARSE.value,
        subject=f"rehearsal:{rehearsal.id}",
        title="、".join(f"{rehearsals.label(key)}：{value}" for key, value in changes)[:200],
        asked_at=at,
        asked_by=by.words,
        person_id=by.person_id,
        post_id=by.post_id,
    )
    _enter_rehearsal(
        "ask", rehearsal, {"from": str(from_on), "until": str(until_on), "changes": dict(changes)}, by, at
    )
    return errand


@transaction.atomic
def keep_rehearsal(
    *, rehearsal: Rehearsal, results: Sequence[Rehearsed], by: Actor, at: datetime
) -> rehearsals.Figures:
    """Keep what a rehearsal came to, unit by unit, and return the sums; kept before, it stays as it is."""
    total = rehearsals.Figures()
    for each in results:
        total.add(each.figures)
    if not Rehearsal.objects.filter(id=rehearsal.id, figures={}).update(figures=total.kept):
        return total
    rows.insert(
        RehearsalResult,
        ("unit_id", "figures", "letters"),
        [(each.unit, each.figures.kept, each.letters) for each in results],
        rehearsal_id=rehearsal.id,
    )
    _enter_rehearsal("keep", rehearsal, {"units": len(results), "parts": total.parts}, by, at)
    return total


def _enter_rehearsal(
    done: str, rehearsal: Rehearsal, facts: dict[str, object], by: Actor, at: datetime
) -> None:
    audit.record(action=f"rehearsals.{done}", subject=f"rehearsal:{rehearsal.id}", facts=facts, by=by, at=at)
