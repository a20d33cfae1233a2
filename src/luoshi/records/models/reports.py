"""The weekly account, one row for each time somebody sent it, and the exceptions for a week."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.tasks import Assignment
from luoshi.records.models.units import Unit
from luoshi.rules.reports import AllowanceKind, ReportState


class Report(models.Model):
    """What a unit says of an assignment in one weekly period; a correction is a new revision.

    `decided_by` passed it on, accepted or returned it, whichever it stands as.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reports", db_index=False)
    week_start = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    claimed_x100 = models.PositiveSmallIntegerField()
    is_unchanged = models.BooleanField()
    is_late = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=ReportState.choices())
    return_reason = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=200)
    submitted_post_id = models.BigIntegerField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="report_once_a_revision", fields=["assignment", "week_start", "revision"]
            ),
            models.CheckConstraint(name="report_state_known", condition=Q(state__in=ReportState.codes())),
            models.CheckConstraint(
                name="report_claim_within_the_whole", condition=Q(claimed_x100__lte=10_000)
            ),
            models.CheckConstraint(name="report_submitted_by", condition=~Q(submitted_by="")),
            models.CheckConstraint(
                name="report_returned_with_a_reason", condition=~Q(state="RETURNED") | ~Q(return_reason="")
            ),
            models.CheckConstraint(
                name="report_decided_at_and_by",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["week_start", "state", "assignment"], name="report_by_week")]


class Allowance(models.Model):
    """An exception for a week's accounts, of one unit or, without one, of all. Never altered."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="allowances", db_index=False)
    week_start = models.DateField()
    kind = models.CharField(max_length=10, choices=AllowanceKind.choices())
    until_on = models.DateField()
    reason = models.CharField(max_length=200)
    granted_at = models.DateTimeField()
    granted_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="allowance_kind_known", condition=Q(kind__in=AllowanceKind.codes())),
            models.CheckConstraint(name="allowance_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="allowance_granted_by", condition=~Q(granted_by="")),
        ]
        indexes = [models.Index(fields=["week_start", "unit"], name="allowance_by_week")]
