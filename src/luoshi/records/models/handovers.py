"""Who answered for an assignment before whoever does now."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.people import Post
from luoshi.records.models.tasks import Assignment
from luoshi.records.models.units import Unit


class Responsibility(models.Model):
    """Which unit, and who first and who directly, answered for an assignment up to and with a day.

    Written when that changes. On any day it is the earliest row whose `until_on` is not before that day;
    after the last row, what the assignment itself says.
    """

    assignment = models.ForeignKey(
        Assignment, models.PROTECT, related_name="responsibilities", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    first_responsible = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    direct_responsible = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    until_on = models.DateField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(name="responsibility_changed_by", condition=~Q(changed_by=""))]
        indexes = [models.Index(fields=["assignment", "until_on", "id"], name="responsibility_by_day")]
