"""Warnings that an assignment fell behind."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.tasks import Assignment
from luoshi.records.models.units import Unit
from luoshi.rules.alerts import AlertState
from luoshi.rules.lamps import Lamp


class Alert(models.Model):
    """One warning: the lamp of an assignment turned yellow or red on a day."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="alerts", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    raised_on = models.DateField()
    lamp = models.CharField(max_length=8, choices=Lamp.choices())
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=AlertState.choices(), default=AlertState.OPEN.value)
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.CharField(max_length=200, null=True)
    dismiss_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="alert_once", fields=["assignment", "lamp", "raised_on"]),
            models.CheckConstraint(name="alert_state_known", condition=Q(state__in=AlertState.codes())),
            models.CheckConstraint(
                name="alert_dismissed_at_and_by",
                condition=Q(dismissed_at__isnull=True, dismissed_by__isnull=True)
                | Q(dismissed_at__isnull=False, dismissed_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "unit"], name="alert_by_state"),
            models.Index(fields=["raised_on"], name="alert_by_day"),
        ]
