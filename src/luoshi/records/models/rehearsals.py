"""What a past year would have been like under other numbers, kept beside what it was."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.records.models.units import Unit


class Rehearsal(models.Model):
    """One question: these days again, with these values in place of those that were in force.

    `changes` are [key, value]. `figures` are the sums over all units as rules/rehearsals counts them, empty
    until the days were replayed; never altered afterwards.
    """

    from_on = models.DateField()
    until_on = models.DateField()
    changes = models.JSONField()
    figures = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="rehearsal_asked_by", condition=~Q(asked_by="")),
            models.CheckConstraint(name="rehearsal_ends_later", condition=Q(until_on__gt=F("from_on"))),
        ]


class RehearsalResult(models.Model):
    """What a rehearsal came to for one unit: its figures, and every letter in one of both years."""

    rehearsal = models.ForeignKey(Rehearsal, models.CASCADE, related_name="results", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    figures = models.JSONField()
    letters = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(name="rehearsal_result_once", fields=["rehearsal", "unit"])]
