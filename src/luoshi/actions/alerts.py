"""Warnings are raised and cleared by the clock, and set aside only by a person with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from luoshi.actions import audit
from luoshi.queries import lamps as lamp_queries
from luoshi.records.models import Alert, Assignment
from luoshi.rules import alerts
from luoshi.rules.alerts import AlertState
from luoshi.rules.lamps import Lamp
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY

_UNSETTLED = sorted([AlertState.OPEN, AlertState.LETTERED])


@dataclass(frozen=True, slots=True)
class Round:
    """How many warnings were raised and how many cleared."""

    raised: int
    cleared: int


@transaction.atomic
def settle_alerts(*, on: date, by: Actor, at: datetime) -> Round:
    """Raise a warning for every lamp that is yellow or red and has none, clear those whose lamp has changed.

    One warning for each turn of a lamp, however often this is called.
    """
    warning = sorted(lamp.value for lamp in alerts.WARNING)
    outdated = Alert.objects.filter(state__in=_UNSETTLED).filter(
        ~Q(lamp=F("assignment__lamp")) | ~Q(assignment__state__in=sorted(UNDERWAY))
    )
    cleared_count = Alert.objects.filter(id__in=list(outdated.values_list("id", flat=True))).update(
        state=AlertState.CLEARED
    )
    told = Alert.objects.filter(
        assignment=OuterRef("pk"), lamp=OuterRef("lamp"), raised_on=OuterRef("lamp_on")
    )
    untold = list(
        Assignment.objects.filter(state__in=sorted(UNDERWAY), lamp__in=warning, role__in=sorted(ACCOUNTABLE))
        .filter(~Exists(told))
        .order_by("id")
    )
    before = Alert.objects.count() if untold else 0
    Alert.objects.bulk_create(_raised(untold, on), batch_size=1000, ignore_conflicts=True)
    raised = Alert.objects.count() - before if untold else 0
    if raised or cleared_count:
        audit.record(
            action="alerts.settle",
            subject=f"day:{on.isoformat()}",
            facts={"raised": raised, "cleared": cleared_count},
            by=by,
            at=at,
        )
    return Round(raised, cleared_count)


def _raised(untold: list[Assignment], on: date) -> list[Alert]:
    ways = lamp_queries.trajectories({assignment.task_id for assignment in untold})
    judge = lamp_queries.judge_with(on)
    return [
        Alert(
            assignment=assignment,
            unit_id=assignment.unit_id,
            raised_on=assignment.lamp_on or on,
            lamp=assignment.lamp,
            reason=judge(assignment, ways[assignment.task_id]).reason[:300],
        )
        for assignment in untold
    ]


@transaction.atomic
def dismiss_alert(*, alert: Alert, reason: str, by: Actor, at: datetime) -> Alert:
    """Set a warning aside without a letter, for a reason that goes on record."""
    if refusal := why_not(by, Permission.LETTERS_DRAFT) or alerts.why_not_dismiss(reason):
        raise Refused(refusal)
    won = Alert.objects.filter(id=alert.id, state=AlertState.OPEN).update(
        state=AlertState.DISMISSED,
        dismissed_at=at,
        dismissed_by=by.words,
        dismiss_reason=reason.strip()[:200],
    )
    if not won:
        alert.refresh_from_db()
        raise SomebodyWasFirst(f"这条预警现为“{AlertState(alert.state).label}”，不需要再处理。")
    alert.refresh_from_db()
    audit.record(
        action="alerts.dismiss",
        subject=f"assignment:{alert.assignment_id}",
        facts={"alert": alert.id, "lamp": Lamp(alert.lamp).label, "reason": alert.dismiss_reason},
        by=by,
        at=at,
    )
    return alert
