"""Later due dates that a unit asked for, and what became of each wish."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.records.models.tasks import Assignment
from luoshi.rules.extensions import UNDECIDED, ExtensionState


class Extension(models.Model):
    """A unit's wish for a later date. The plan as published is never touched: a granted one lies beside it.

    `own_due_on` and `points` are that plan, by the part's own clock; `granted_on` is the date as decided.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="extensions", db_index=False)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ExtensionState.choices())
    before_on = models.DateField()
    proposed_on = models.DateField()
    reason = models.CharField(max_length=500)
    decide_by_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    asked_post_id = models.BigIntegerField()
    handed_up_at = models.DateTimeField(null=True)
    handed_up_by = models.CharField(max_length=200, null=True)
    opinion = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, null=True)
    decision = models.CharField(max_length=200, blank=True)
    granted_on = models.DateField(null=True)
    own_due_on = models.DateField(null=True)
    points = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="extension_once_a_number", fields=["assignment", "number"]),
            models.UniqueConstraint(
                name="extension_one_undecided",
                fields=["assignment"],
                condition=Q(state__in=sorted(state.value for state in UNDECIDED)),
            ),
            models.CheckConstraint(
                name="extension_state_known", condition=Q(state__in=ExtensionState.codes())
            ),
            models.CheckConstraint(name="extension_asked_by", condition=~Q(asked_by="")),
            models.CheckConstraint(name="extension_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="extension_is_later", condition=Q(proposed_on__gt=F("before_on"))),
            models.CheckConstraint(
                name="extension_handed_up_at_and_by",
                condition=Q(handed_up_at__isnull=True, handed_up_by__isnull=True)
                | Q(handed_up_at__isnull=False, handed_up_by__isnull=False),
            ),
            models.CheckConstraint(
                name="extension_decided_at_and_by",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="extension_granted_with_its_plan",
                condition=~Q(state="GRANTED") | Q(granted_on__isnull=False, own_due_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "decide_by_on"], name="extension_waiting")]
