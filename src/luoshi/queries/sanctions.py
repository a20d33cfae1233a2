"""Recorded accountability: who sees what, what waits, its clocks and papers.

Nothing here lists or counts persons: the records are ordered by when they were entered, found by unit alone.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from luoshi.crafts import conclusions as wording
from luoshi.crafts.papers import Paper
from luoshi.queries import calendar, parameters
from luoshi.records.models import Appeal, Sanction, Unit
from luoshi.rules import sanctions
from luoshi.rules.calendar import Deadline
from luoshi.rules.opinions import Hearing
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.sanctions import AppealKind, AppealState, Form, SanctionState, SubjectKind

# For annotations in the pages, which know no records.
Case = Sanction
_TOLD = (SanctionState.DECIDED, SanctionState.CORRECTED)


def visible(actor: Actor) -> QuerySet[Sanction]:
    """Return the records that an actor may see, newest first.

    Who keeps them sees all; a unit sees what was decided about itself as a unit. What concerns a person is
    shown to nobody else, not even as a row.
    """
    found = Sanction.objects.select_related("unit", "mandate").order_by("-id")
    if actor.may(Permission.SANCTIONS_KEEP):
        return found
    if not actor.may(Permission.SANCTIONS_SEE) or actor.scope is Scope.NOTHING:
        return found.none()
    return found.filter(unit_id=actor.unit_id, subject_kind=SubjectKind.UNIT, state__in=_TOLD)


def visible_one(actor: Actor, sanction_id: int) -> Sanction | None:
    """Return a record that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=sanction_id).first()


def appeals_of(sanction: Sanction) -> list[Appeal]:
    """Return the reviews and appeals against a decision, oldest first."""
    return list(sanction.appeals.order_by("id"))


def appeal_of(sanction: Sanction, appeal_id: int) -> Appeal | None:
    """Return one review or appeal against a decision; None when absent."""
    return sanction.appeals.filter(id=appeal_id).first()


def team_by(ended_on: date) -> Deadline:
    """Return by when the group that finds out and judges is formed after an inspection ended."""
    return sanctions.team_by(ended_on, parameters.book(), calendar.work_calendar())


def apply_by(kind: AppealKind, received_on: date) -> Deadline:
    """Return the last day to ask for a review or to appeal, from the receipt that it runs from."""
    return sanctions.apply_by(kind, received_on, parameters.book(), calendar.work_calendar())


def decide_by(kind: AppealKind, asked_on: date) -> Deadline:
    """Return by when a review or an appeal is decided."""
    return sanctions.decide_by(kind, asked_on, parameters.book(), calendar.work_calendar())


def correct_by(received_on: date) -> Deadline:
    """Return by when a wrong decision is put right after the outcome of an appeal came."""
    return sanctions.correct_by(received_on, parameters.book(), calendar.work_calendar())


def hint(unit: Unit, kind: SubjectKind, person: str, decided_on: date, but: int = 0) -> str:
    """Return what an earlier decision about the same subject says for 从重; "" when nothing does.

    `but` is the id of the record that is being decided. Only who decides is shown this.
    """
    earlier = Sanction.objects.filter(
        unit=unit, person=person, subject_kind=kind, state=SanctionState.DECIDED
    )
    days = [day for day in earlier.exclude(id=but).values_list("decided_on", flat=True) if day]
    return sanctions.aggravation(days, decided_on, parameters.book()) or ""


def waiting(actor: Actor) -> QuerySet[Sanction]:
    """Return the records whose next step waits for this actor, oldest first."""
    states = (SanctionState.PREPARED, SanctionState.HEARD)
    if not actor.may(Permission.SANCTIONS_KEEP):
        return Sanction.objects.none()
    return visible(actor).filter(state__in=states).order_by("id")


def appeals_waiting(actor: Actor) -> QuerySet[Appeal]:
    """Return the reviews and appeals that are still to be decided, those due first in front."""
    if not actor.may(Permission.SANCTIONS_KEEP):
        return Appeal.objects.none()
    found = Appeal.objects.filter(state=AppealState.ASKED).select_related("sanction__unit")
    return found.order_by("decide_by_on", "id")


def paper(sanction: Sanction, today: date) -> Paper:
    """Return the 《处分建议书》 or 移交函 of a record that is handed over, or is about to be."""
    is_proposal = sanctions.paper_of(Form(sanction.form)) == "《处分建议书》"
    subject = sanction.unit.name
    if sanction.person:
        subject = f"{sanction.unit.name}{sanction.person}"
    hearing = Hearing(sanction.hearing).label if sanction.hearing else "尚未告知"
    heard = f"{hearing}。{sanction.plea}" if sanction.plea else f"{hearing}。"
    return wording.handover(
        issuer=sanction.issuer or "教育督导委员会办公室",
        number=sanction.number,
        authority=sanction.authority or "有权机关",
        is_proposal=is_proposal,
        subject=subject,
        parts=(sanction.facts, sanction.basis, heard),
        on=sanction.decided_on or today,
    )
