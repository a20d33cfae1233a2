"""Calendars that people subscribe to, each opened by a key that only its owner has."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.people import Person
from luoshi.rules.times import Reach


class Feed(models.Model):
    """One person's calendar feed. `key_digest` is the SM3 digest of the key in its address.

    The key itself is kept nowhere. A new key takes the place of the one before; taking the feed back
    removes the row.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="feed")
    reach = models.CharField(max_length=4, choices=Reach.choices())
    key_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="feed_made_by", condition=~Q(made_by="")),
            models.CheckConstraint(name="feed_reach_known", condition=Q(reach__in=Reach.codes())),
        ]
