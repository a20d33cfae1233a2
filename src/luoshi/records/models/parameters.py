"""The bureau's own thresholds and periods: dated rows, never edited."""

from __future__ import annotations

from django.db import models


class LocalParameter(models.Model):
    """A value that holds from a date on; a later row takes over, the earlier one stays."""

    key = models.CharField(max_length=80)
    value = models.IntegerField()
    source = models.CharField(max_length=200)
    effective_from = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="parameter_once_a_day", fields=["key", "effective_from"]),
            models.CheckConstraint(name="parameter_entered_by", condition=~models.Q(entered_by="")),
        ]
