"""What people set up for themselves."""

from __future__ import annotations

from django.db import models

from luoshi.records.models.people import Account


class SavedView(models.Model):
    """A filter of the ledger that somebody gave a name."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(name="saved_view_named_once", fields=["account", "name"])]
