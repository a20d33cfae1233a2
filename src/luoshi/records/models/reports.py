"""The weekly account, one row for each time somebody sent it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.tasks import Assignment
from luoshi.rules.reports import ReportState


class Report(models.Model):
    """What a unit says of an assignment in one weekly period; a correction is a new revision."""

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
        ]
        indexes = [models.Index(fields=["week_start", "state", "assignment"], name="report_by_week")]
