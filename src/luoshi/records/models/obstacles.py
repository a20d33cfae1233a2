"""What stands in the way of a unit, whom it asked for help, and how long it was kept waiting."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.records.models.tasks import Assignment
from luoshi.records.models.units import Unit
from luoshi.rules.obstacles import UNCLOSED, ObstacleKind, ObstacleState, Outcome


class Obstacle(models.Model):
    """One thing that a unit cannot move by itself, and who can."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="obstacles")
    kind = models.CharField(max_length=12, choices=ObstacleKind.choices())
    helper = models.ForeignKey(Unit, models.PROTECT, related_name="obstacles")
    state = models.CharField(max_length=10, choices=ObstacleState.choices())
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, null=True)
    end_words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="obstacle_one_at_a_time",
                fields=["assignment", "helper"],
                condition=Q(state__in=sorted(state.value for state in UNCLOSED)),
            ),
            models.CheckConstraint(name="obstacle_state_known", condition=Q(state__in=ObstacleState.codes())),
            models.CheckConstraint(
                name="obstacle_ended_at_and_by",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]


class Asking(models.Model):
    """One time that the helper of an obstacle was asked: its clock, and the answer.

    The asker's clock stands after `asked_on` up to and including `answered_on`; `took` and `late` are the
    working days that the answer took, and those after `due_on`, as they were counted that day. `link_key` is
    half of what a link without an account needs; the other half is the site's secret. Empty: there is none.
    """

    obstacle = models.ForeignKey(Obstacle, models.CASCADE, related_name="askings", db_index=False)
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500)
    asked_on = models.DateField()
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, null=True)
    took = models.PositiveSmallIntegerField(null=True)
    late = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices(), blank=True)
    answer = models.CharField(max_length=500, blank=True)
    who_can = models.CharField(max_length=100, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    is_by_link = models.BooleanField(default=False)
    link_key = models.CharField(max_length=32, blank=True)
    link_until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="asking_once_a_number", fields=["obstacle", "number"]),
            models.UniqueConstraint(
                name="asking_one_unanswered", fields=["obstacle"], condition=Q(answered_on__isnull=True)
            ),
            models.CheckConstraint(name="asking_asked_by", condition=~Q(asked_by="")),
            models.CheckConstraint(name="asking_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="asking_answered_at_and_by",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="asking_answered_whole",
                condition=Q(answered_on=None, answered_at=None, took=None, late=None, outcome="")
                | (
                    Q(answered_on__isnull=False, answered_at__isnull=False)
                    & Q(took__isnull=False, late__isnull=False)
                    & ~Q(outcome="")
                ),
            ),
            models.CheckConstraint(
                name="asking_answered_later",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="asking_waiting", condition=Q(answered_on__isnull=True)),
            models.Index(fields=["asked_on"], name="asking_by_day"),
        ]
