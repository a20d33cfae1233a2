"""Warnings are raised and cleared by the clock, and set aside only by a person with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from luoshi.actions import audit
from luoshi.queries import lamps as lamp_queries
from luoshi.queries import tasks as task_queries
from luoshi.queries.lamps import Plans
from luoshi.records import rows
from luoshi.records.models import Alert, Assignment
from luoshi.rules import alerts, lamps
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
def settle_alerts(*, on: date, plans: Plans | None = None, by: Actor, at: datetime) -> Round:
    """Raise a warning for every assignment off its track that has none; clear those that no longer hold.

    One warning a week for each colour, however often this is called; one set aside stays so until the lamp
    turns. What merely falls due soon is no warning: its unit gets a notice instead.
    """
    outdated = Alert.objects.filter(state__in=_UNSETTLED).filter(
        ~Q(lamp=F("assignment__lamp")) | ~Q(assignment__state__in=sorted(UNDERWAY))
    )
    settled = Alert.objects.filter(id__in=outdated.values("id"), state__in=_UNSETTLED)
    cleared = settled.update(state=AlertState.CLEARED)
    raised = rows.insert(
        Alert, ("assignment_id", "unit_id", "lamp", "reason"), _fresh(on, plans or Plans()), raised_on=on
    )
    if raised or cleared:
        audit.record(
            action="alerts.settle",
            subject=f"day:{on.isoformat()}",
            facts={"raised": len(raised), "cleared": cleared},
            by=by,
            at=at,
        )
    return Round(len(raised), cleared)


def _fresh(on: date, plans: Plans) -> list[tuple[int, int, str, str]]:
    """Return assignment, unit, lamp and reason of every warning that is to be raised."""
    untold = _untold(on).annotate(started=Q(claimed_on__isnull=False))
    found = list(untold.values_list("id", "unit_id", "task_id", "claimed_x100", "started", "lamp", "change"))
    ways = plans.of({row[2] for row in found})
    yardstick = lamp_queries.yardstick()
    limits, facts_of = yardstick.limits_on(on), yardstick.facts_on(on)
    fresh = []
    for assignment_id, unit_id, task_id, claimed, started, lamp, change in found:
        verdict = lamps.judge(facts_of(ways[task_id], claimed, started, False, change), limits)
        if verdict.ground in lamps.OFF_TRACK:
            fresh.append((assignment_id, unit_id, lamp, verdict.reason[:300]))
    return fresh


def _untold(on: date) -> QuerySet[Assignment]:
    """Return the assignments with a warning colour that no warning tells of."""
    monday = on - timedelta(days=on.weekday())
    told = Alert.objects.filter(assignment=OuterRef("pk"), lamp=OuterRef("lamp")).filter(
        Q(state__in=_UNSETTLED)
        | Q(state=AlertState.DISMISSED, raised_on__gte=OuterRef("lamp_on"))
        | Q(raised_on__gte=monday)
    )
    warning = sorted(lamp.value for lamp in alerts.WARNING)
    assignments = Assignment.objects.filter(
        task_queries.underway(), lamp__in=warning, role__in=sorted(ACCOUNTABLE)
    )
    return assignments.filter(~Exists(told)).order_by("id")


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
        hand = alert.dismissed_by or "已随函件或灯色变化"
        raise SomebodyWasFirst(f"这条预警现为“{AlertState(alert.state).label}”（{hand}），不需要再处理。")
    alert.refresh_from_db()
    audit.record(
        action="alerts.dismiss",
        subject=f"assignment:{alert.assignment_id}",
        facts={"alert": alert.id, "lamp": Lamp(alert.lamp).label, "reason": alert.dismiss_reason},
        by=by,
        at=at,
    )
    return alert
