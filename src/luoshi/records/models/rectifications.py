"""What was found wrong and is to be put right, item by item."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.hands import at_and_by, done_by
from luoshi.records.models.letters import Letter
from luoshi.records.models.mandates import Mandate
from luoshi.records.models.people import Post
from luoshi.records.models.units import Unit
from luoshi.rules.rectifications import ItemState, Origin, RectificationState


class Rectification(models.Model):
    """What one unit is to put right: asked for by a notice of the bureau, or planned by itself after a talk.

    `basis` names what says how it should be; `letter` and `mandate` are where the need was found, if there.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rectifications")
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=8, choices=Origin.choices())
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="rectifications")
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="rectifications")
    title = models.CharField(max_length=100)
    basis = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=RectificationState.choices(), default="DRAFT")
    version = models.PositiveIntegerField(default=1)
    end_reason = models.CharField(max_length=200, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    drafted_post_id = models.BigIntegerField()
    opened_at = models.DateTimeField(null=True)
    opened_by = done_by()
    ended_at = models.DateTimeField(null=True)
    ended_by = done_by()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rectification_state_known", condition=Q(state__in=RectificationState.codes())
            ),
            models.CheckConstraint(name="rectification_origin_known", condition=Q(origin__in=Origin.codes())),
            models.CheckConstraint(name="rectification_drafted_by", condition=~Q(drafted_by="")),
            models.UniqueConstraint(
                name="rectification_number_once", fields=["number"], condition=~Q(number="")
            ),
            models.CheckConstraint(
                name="rectification_cancelled_with_a_reason",
                condition=~Q(state="CANCELLED") | ~Q(end_reason=""),
            ),
            at_and_by("rectification", "opened"),
            at_and_by("rectification", "ended"),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="rectification_by_state"),
            models.Index(fields=["unit", "-id"], name="rectification_by_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class RectificationItem(models.Model):
    """One thing to put right: what should be (`standard`), what was found, what to do, who answers, by when.

    `done_words` and `evidence` are the unit's last report on it, `check_words` what the check found.
    """

    rectification = models.ForeignKey(Rectification, models.CASCADE, related_name="items", db_index=False)
    place = models.PositiveSmallIntegerField()
    problem = models.CharField(max_length=300)
    standard = models.CharField(max_length=200)
    found = models.CharField(max_length=200)
    required = models.CharField(max_length=300)
    owner = models.ForeignKey(Post, models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=ItemState.choices(), default=ItemState.OPEN.value)
    done_on = models.DateField(null=True)
    done_words = models.CharField(max_length=1000, blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = done_by()
    reported_post_id = models.BigIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    checked_by = done_by()
    check_words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="rectification_item_once", fields=["rectification", "place"]),
            models.CheckConstraint(
                name="rectification_item_state_known", condition=Q(state__in=ItemState.codes())
            ),
            models.CheckConstraint(name="rectification_item_has_a_problem", condition=~Q(problem="")),
            models.CheckConstraint(
                name="rectification_item_done_is_told",
                condition=Q(state="OPEN") | (Q(done_on__isnull=False) & ~Q(done_words="")),
            ),
            models.CheckConstraint(
                name="rectification_item_wanting_is_told",
                condition=~Q(state="CHECKED_NOT") | ~Q(check_words=""),
            ),
            at_and_by("rectification_item", "reported"),
            at_and_by("rectification_item", "checked"),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="rectification_item_owed",
                condition=Q(state__in=["CHECKED_NOT", "OPEN"]),
            )
        ]
