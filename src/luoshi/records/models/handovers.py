"""Who answered for an assignment, a talk or what is to be put right before whoever does now."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.people import Post
from luoshi.records.models.tasks import Assignment
from luoshi.records.models.units import Unit
from luoshi.rules.handovers import Charge


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


class Succession(models.Model):
    """Which post had a charge up to and with a day: a talk ("talk:5"), a rectification's item, a review.

    Written when the charge passes on; after the last row it is whom the talk, item or review itself names.
    """

    charge = models.CharField(max_length=10, choices=Charge.choices())
    subject = models.CharField(max_length=40)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    until_on = models.DateField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="succession_charge_known", condition=Q(charge__in=Charge.codes())),
            models.CheckConstraint(name="succession_changed_by", condition=~Q(changed_by="")),
        ]
        indexes = [models.Index(fields=["subject", "until_on", "id"], name="succession_by_day")]
