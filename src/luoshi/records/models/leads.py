"""What may be handed to the competent authority: facts that no letter settled, for the leader to decide."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.tasks import Assignment
from luoshi.records.models.units import Unit
from luoshi.rules.leads import LeadState


class Lead(models.Model):
    """One 线索移送建议: what was asked, when, and what was reported. It names no person and no penalty."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=LeadState.choices(), default=LeadState.DRAFT.value)
    facts = models.TextField()
    reason = models.CharField(max_length=500)
    authority = models.CharField(max_length=100, blank=True)
    decision = models.CharField(max_length=500, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    drafted_post_id = models.BigIntegerField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="lead_state_known", condition=Q(state__in=LeadState.codes())),
            models.CheckConstraint(name="lead_drafted_by", condition=~Q(drafted_by="")),
            models.CheckConstraint(name="lead_has_facts", condition=~Q(facts="") & ~Q(reason="")),
            models.CheckConstraint(
                name="lead_decided_at_and_by",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="lead_decided_once",
                condition=Q(decided_at__isnull=True, state="DRAFT")
                | Q(decided_at__isnull=False) & ~Q(state="DRAFT"),
            ),
            models.CheckConstraint(
                name="lead_handed_over_to_somebody", condition=~Q(state="HANDED_OVER") | ~Q(authority="")
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="lead_by_state")]


class LeadItem(models.Model):
    """One assignment that a lead is about, with its figures as they stood."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="items", db_index=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    planned_x100 = models.PositiveSmallIntegerField()
    claimed_x100 = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    as_of_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(name="lead_item_once", fields=["lead", "assignment"])]
