"""What units were asked for, week by week: counted once and never edited (docs/adr/0011)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.units import Unit
from luoshi.rules.burden import AskKind


class Burden(models.Model):
    """How often one unit was asked for one kind of thing by another within a week.

    `asked` counts forms (one weekly account, one answer), `fields` what had to be filled in on them,
    `minutes` what that cost by the rates of that week, `exempt` those of them that a law demands. No person
    stands here, and nothing from which one could be found.
    """

    week_start = models.DateField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    asker = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=AskKind.choices())
    asked = models.PositiveIntegerField()
    fields = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField(default=0)
    exempt = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="burden_once", fields=["week_start", "unit", "asker", "kind"]),
            models.CheckConstraint(name="burden_kind_known", condition=Q(kind__in=AskKind.codes())),
        ]


class TimeTaken(models.Model):
    """How long a unit had its account of a week open until its lines were sent, in seconds.

    `cut` counts the lines before which a page lay open for longer than is counted. Never of a person: all
    sittings of a unit are one sum (docs/adr/0011).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    week_start = models.DateField()
    seconds = models.PositiveIntegerField()
    lines = models.PositiveIntegerField()
    cut = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="time_taken_once", fields=["week_start", "unit"])]


class Measured(models.Model):
    """How long one kind of asking took in a week, all units in one sum: seconds, for so many fields."""

    week_start = models.DateField()
    kind = models.CharField(max_length=10, choices=AskKind.choices())
    seconds = models.PositiveBigIntegerField()
    fields = models.PositiveIntegerField()
    units = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="measured_once", fields=["week_start", "kind"]),
            models.CheckConstraint(name="measured_kind_known", condition=Q(kind__in=AskKind.codes())),
        ]
