"""The ledger of everything that anybody did. No foreign keys: it outlives what it speaks of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One action, sealed behind the one before it (luoshi.rules.audit)."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    actor = models.CharField(max_length=200)
    unit = models.CharField(max_length=80)
    post_id = models.BigIntegerField()
    facts = models.JSONField()
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(name="entry_says_who", condition=~Q(actor=""))]
        indexes = [models.Index(fields=["subject", "number"], name="entry_by_subject")]


class EntryHead(models.Model):
    """The single row that says how many entries there are and how the last one is sealed."""

    number = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(name="entry_head_is_single", condition=Q(id=1))]
