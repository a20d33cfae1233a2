"""What an inspection concluded about a unit, who wrote it, its review, and what it suggests."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.hands import at_and_by
from luoshi.records.models.mandates import Mandate
from luoshi.records.models.people import Person
from luoshi.records.models.units import Unit
from luoshi.rules.conclusions import ConclusionState, ReviewState, SuggestionKind, SuggestionState


class Conclusion(models.Model):
    """What one inspection concluded about one unit (督查结论). `apply_by_on` is set once it was received."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="conclusions", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=ConclusionState.choices(), default=ConclusionState.DRAFT.value
    )
    version = models.PositiveIntegerField(default=1)
    facts = models.TextField()
    findings = models.TextField()
    number = models.CharField(max_length=60, blank=True)
    return_reason = models.CharField(max_length=200, blank=True)
    apply_by_on = models.DateField(null=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="conclusion_once_a_unit", fields=["mandate", "unit"], condition=~Q(state="DISCARDED")
            ),
            models.CheckConstraint(
                name="conclusion_state_known", condition=Q(state__in=ConclusionState.codes())
            ),
            models.UniqueConstraint(
                name="conclusion_number_once", fields=["number"], condition=~Q(number="")
            ),
            models.CheckConstraint(name="conclusion_drafted_by", condition=~Q(drafted_by="")),
            models.CheckConstraint(
                name="conclusion_sent_when_approved",
                condition=Q(state__in=["DRAFT", "SUBMITTED", "DISCARDED"]) | Q(approved_at__isnull=False),
            ),
            at_and_by("conclusion", "approved"),
            at_and_by("conclusion", "received"),
        ]
        indexes = [models.Index(fields=["state", "id"], name="conclusion_by_state")]


class ConclusionAuthor(models.Model):
    """A person who had a hand in a conclusion, and so may not review it (《政府督查工作条例》第十七条)."""

    conclusion = models.ForeignKey(Conclusion, models.CASCADE, related_name="authors", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="conclusion_author_once", fields=["conclusion", "person"])
        ]


class Review(models.Model):
    """A unit's wish to have a conclusion reviewed (复核). One that came late is kept and marked."""

    conclusion = models.OneToOneField(Conclusion, models.PROTECT, related_name="review")
    state = models.CharField(max_length=10, choices=ReviewState.choices(), default=ReviewState.ASKED.value)
    grounds = models.TextField()
    asked_on = models.DateField()
    is_late = models.BooleanField()
    decide_by_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    number = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="review_state_known", condition=Q(state__in=ReviewState.codes())),
            models.CheckConstraint(name="review_asked_by", condition=~Q(asked_by="")),
            models.CheckConstraint(name="review_has_grounds", condition=~Q(grounds="")),
            models.CheckConstraint(
                name="review_declined_only_late", condition=~Q(state="DECLINED") | Q(is_late=True)
            ),
            at_and_by("review", "decided"),
        ]
        indexes = [models.Index(fields=["state", "decide_by_on"], name="review_by_state")]


class ReviewMember(models.Model):
    """A person who examines a review, and was no author of the conclusion."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="members", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="review_member_once", fields=["review", "person"])]


class Suggestion(models.Model):
    """What a conclusion suggests (表扬、激励、批评、追责). Nothing follows before it was approved."""

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="suggestions")
    kind = models.CharField(max_length=9, choices=SuggestionKind.choices())
    state = models.CharField(
        max_length=9, choices=SuggestionState.choices(), default=SuggestionState.SUGGESTED.value
    )
    words = models.CharField(max_length=500)
    suggested_at = models.DateTimeField()
    suggested_by = models.CharField(max_length=200)
    approver = models.CharField(max_length=100, blank=True)
    paper = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, null=True)
    outcome = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="suggestion_kind_known", condition=Q(kind__in=SuggestionKind.codes())
            ),
            models.CheckConstraint(
                name="suggestion_state_known", condition=Q(state__in=SuggestionState.codes())
            ),
            models.CheckConstraint(name="suggestion_suggested_by", condition=~Q(suggested_by="")),
            # Not even by a way around the actions (《政府督查工作条例》第二十一条).
            models.CheckConstraint(
                name="suggestion_done_when_approved",
                condition=Q(state__in=["SUGGESTED", "REFUSED"])
                | (~Q(approver="") & ~Q(paper="") & Q(decided_at__isnull=False)),
            ),
            at_and_by("suggestion", "decided"),
            at_and_by("suggestion", "done"),
        ]
