"""Warnings that wait for the office, and why each was raised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import QuerySet

from luoshi.queries import parameters, tasks
from luoshi.records.models import Alert, Assignment, Unit
from luoshi.rules.alerts import AlertState
from luoshi.rules.people import Actor


def visible(actor: Actor) -> QuerySet[Alert]:
    """Return the warnings about assignments that an actor may see, newest first."""
    return (
        Alert.objects.filter(tasks.visible_through(actor, "assignment__"))
        .select_related("assignment__task", "unit")
        .order_by("-raised_on", "unit__path", "id")
    )


def waiting(actor: Actor) -> QuerySet[Alert]:
    """Return the visible warnings for which no letter was drafted and no reason given yet."""
    return visible(actor).filter(state=AlertState.OPEN)


def about(parts: Sequence[Assignment]) -> list[Alert]:
    """Return every warning about these assignments, newest first."""
    return list(
        Alert.objects.filter(assignment__in=parts).select_related("unit").order_by("-raised_on", "-id")
    )


def found(actor: Actor, state: AlertState, unit: str) -> QuerySet[Alert]:
    """Return the visible warnings in a state, of one unit by name or of all, unit by unit, newest first."""
    rows = visible(actor).filter(state=state).order_by("unit__path", "-raised_on", "id")
    return rows.filter(unit__name=unit) if unit else rows


def units_warned(actor: Actor) -> QuerySet[Unit]:
    """Return the units of all warnings that an actor may see, in the order of the tree."""
    warned = Alert.objects.filter(tasks.visible_through(actor, "assignment__")).values("unit_id").distinct()
    return Unit.objects.filter(id__in=warned).order_by("path")


def units_recovered(on: date) -> QuerySet[Unit]:
    """Return the units of which a warning of the past weeks is settled and none is not, in tree order.

    Which of them is to be praised is the ladder's to say; it is asked on the first day of a week alone.
    """
    if on.weekday():
        return Unit.objects.none()
    since = on - timedelta(weeks=parameters.book().value("letter.praise_weeks", on) - 1)
    unsettled = Alert.objects.filter(state__in=[AlertState.OPEN, AlertState.LETTERED]).values("unit_id")
    settled = Alert.objects.filter(state=AlertState.CLEARED, raised_on__gte=since).values("unit_id")
    return Unit.objects.filter(id__in=settled).exclude(id__in=unsettled).order_by("path")


def units_waiting() -> QuerySet[Unit]:
    """Return the units about which a warning is not settled, in the order of the tree."""
    return Unit.objects.filter(
        id__in=Alert.objects.filter(state__in=[AlertState.OPEN, AlertState.LETTERED])
        .values("unit_id")
        .distinct()
    ).order_by("path")
