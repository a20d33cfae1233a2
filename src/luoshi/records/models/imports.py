"""Workbooks of units and posts that came in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.rules.imports import ImportState


class Import(models.Model):
    """One workbook, what is wrong with it, or what it would change.

    `data` is the file until it is checked, then what its rows say (rules/imports/lines) until it is decided.
    `plan_digest` is of the plan that a person saw and confirms: what is stored is that and nothing else.
    """

    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    data = models.BinaryField()
    state = models.CharField(max_length=10, choices=ImportState.choices(), default=ImportState.RECEIVED.value)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    faults = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    plan = models.JSONField(default=list)
    plan_digest = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="import_state_known", condition=Q(state__in=ImportState.codes())),
            models.CheckConstraint(name="import_received_by", condition=~Q(received_by="")),
            models.CheckConstraint(
                name="import_decided_at_and_by",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]
