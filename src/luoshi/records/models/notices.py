"""The outbox: every word that the system owes somebody, written once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.units import Unit
from luoshi.rules.notices import Channel, NoticeState


class Notice(models.Model):
    """One message to a unit. The key makes it one: asking twice for the same notice changes nothing."""

    key = models.CharField(max_length=120, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="notices")
    channel = models.CharField(max_length=8, choices=Channel.choices(), default=Channel.DESK.value)
    state = models.CharField(max_length=8, choices=NoticeState.choices(), default=NoticeState.QUEUED.value)
    words = models.CharField(max_length=300)
    link = models.CharField(max_length=120)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="notice_state_known", condition=Q(state__in=NoticeState.codes())),
            models.CheckConstraint(name="notice_says_who", condition=~Q(by="")),
        ]
        indexes = [models.Index(fields=["unit", "-at"], name="notice_by_unit")]
