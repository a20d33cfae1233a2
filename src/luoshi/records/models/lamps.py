"""Every change of colour, so that what was seen on any day can be shown again."""

from __future__ import annotations

from django.db import models

from luoshi.records.models.tasks import Assignment
from luoshi.rules.lamps import Lamp


class LampChange(models.Model):
    """On this day the lamp of an assignment turned."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="lamp_changes", db_index=False)
    turned_on = models.DateField()
    before = models.CharField(max_length=8, choices=Lamp.choices())
    after = models.CharField(max_length=8, choices=Lamp.choices())
    planned_x100 = models.PositiveSmallIntegerField()
    claimed_x100 = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["assignment", "turned_on"], name="lamp_change_by_day")]
