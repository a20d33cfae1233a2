"""What in the record does not add up, put as a question to those whom it concerns."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.tasks import Assignment, Task
from luoshi.records.models.units import Unit
from luoshi.rules.contradictions import ContradictionKind, ContradictionState


class Contradiction(models.Model):
    """One question that the record itself raises about a task, in words, with the week that it is about.

    `key` says what was found and where, so that the same is never asked twice.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="contradictions")
    kind = models.CharField(max_length=20, choices=ContradictionKind.choices())
    key = models.CharField(max_length=80)
    week_start = models.DateField()
    words = models.CharField(max_length=500)
    raised_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=ContradictionState.choices(), default=ContradictionState.ASKED.value
    )
    close_reason = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="contradiction_once", fields=["key"]),
            models.CheckConstraint(
                name="contradiction_kind_known", condition=Q(kind__in=ContradictionKind.codes())
            ),
            models.CheckConstraint(
                name="contradiction_state_known", condition=Q(state__in=ContradictionState.codes())
            ),
            models.CheckConstraint(
                name="contradiction_closed_at_and_by",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="contradiction_closed_with_a_reason", condition=~Q(state="CLOSED") | ~Q(close_reason="")
            ),
        ]
        indexes = [models.Index(fields=["state", "raised_on"], name="contradiction_by_state")]


class Side(models.Model):
    """One part that a contradiction concerns, and what its unit answered."""

    contradiction = models.ForeignKey(Contradiction, models.CASCADE, related_name="sides", db_index=False)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="sides")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="side_once", fields=["contradiction", "assignment"]),
            models.CheckConstraint(
                name="side_answered_at_and_by",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="side_answered_in_words", condition=Q(answered_at__isnull=True) | ~Q(answer="")
            ),
        ]
