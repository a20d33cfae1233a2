"""Talks, their minutes word by word as they were, and what each side said of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.hands import at_and_by, done_by
from luoshi.records.models.letters import Letter
from luoshi.records.models.people import Post
from luoshi.records.models.rectifications import Rectification
from luoshi.records.models.units import Unit
from luoshi.rules.mandates import Basis
from luoshi.rules.talks import TalkSide, TalkState


class Talk(models.Model):
    """One talk (约谈) of the bureau with the post that answers for a unit, from its notice to its end.

    `answering` is that post, `chair` who presides; `materials` are what is asked to be brought. The two dues
    are counted from the day on which both sides had spoken of the minutes.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="talks")
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="talks")
    state = models.CharField(max_length=10, choices=TalkState.choices(), default=TalkState.PLANNED.value)
    version = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=60, blank=True)
    topic = models.CharField(max_length=100)
    basis = models.CharField(max_length=12, choices=Basis.choices())
    basis_document = models.CharField(max_length=200)
    designation = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=500)
    place = models.CharField(max_length=100)
    contact = models.CharField(max_length=60)
    meets_on = models.DateField()
    meets_from = models.TimeField()
    answering = models.ForeignKey(Post, models.PROTECT, related_name="+")
    chair = models.ForeignKey(Post, models.PROTECT, related_name="+")
    attending = models.ManyToManyField(Post, related_name="+")
    materials = models.JSONField(default=list)
    held_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    plan_due_on = models.DateField(null=True)
    report_due_on = models.DateField(null=True)
    rectification = models.OneToOneField(Rectification, models.PROTECT, null=True, related_name="talk")
    report = models.TextField(blank=True)
    revisit = models.CharField(max_length=1000, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    drafted_post_id = models.BigIntegerField()
    notified_at = models.DateTimeField(null=True)
    notified_by = done_by()
    held_at = models.DateTimeField(null=True)
    held_by = done_by()
    reported_at = models.DateTimeField(null=True)
    reported_by = done_by()
    revisited_at = models.DateTimeField(null=True)
    revisited_by = done_by()
    ended_at = models.DateTimeField(null=True)
    ended_by = done_by()

    class Meta:
        constraints = [
            models.CheckConstraint(name="talk_state_known", condition=Q(state__in=TalkState.codes())),
            models.CheckConstraint(name="talk_drafted_by", condition=~Q(drafted_by="")),
            models.UniqueConstraint(name="talk_number_once", fields=["number"], condition=~Q(number="")),
            # No designation, no 政府督查: not even by a way around the actions (条例第七条).
            models.CheckConstraint(
                name="talk_designated", condition=~Q(basis="GOVERNMENT") | ~Q(designation="")
            ),
            models.CheckConstraint(
                name="talk_cancelled_with_a_reason", condition=~Q(state="CANCELLED") | ~Q(end_reason="")
            ),
            *(at_and_by("talk", name) for name in ("notified", "held", "reported", "revisited", "ended")),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="talk_by_state"),
            models.Index(fields=["unit", "-id"], name="talk_by_unit"),
        ]

    def __str__(self) -> str:
        return self.topic


class Minutes(models.Model):
    """One wording of a talk's minutes. Never altered: other words are another row with the next number."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="minutes", db_index=False)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="minutes_once_a_number", fields=["talk", "number"]),
            models.CheckConstraint(name="minutes_written_by", condition=~Q(written_by="")),
            models.CheckConstraint(name="minutes_say_something", condition=~Q(text="")),
        ]


class Voice(models.Model):
    """What one side said of one wording: that it agrees, or what it disputes. Once a side and wording."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="voices", db_index=False)
    side = models.CharField(max_length=6, choices=TalkSide.choices())
    agrees = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=200)
    said_post_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="voice_once_a_side", fields=["minutes", "side"]),
            models.CheckConstraint(name="voice_side_known", condition=Q(side__in=TalkSide.codes())),
            models.CheckConstraint(name="voice_said_by", condition=~Q(said_by="")),
            models.CheckConstraint(name="voice_disputes_with_words", condition=Q(agrees=True) | ~Q(words="")),
        ]
