"""The bureau's own thresholds and periods: dated rows, never edited."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.rules.campaigns import Campaign


class LocalParameter(models.Model):
    """A value that holds from a date on; a later row takes over, the earlier one stays.

    With a campaign it holds for the tasks of that campaign alone.
    """

    key = models.CharField(max_length=80)
    campaign = models.CharField(max_length=12, choices=Campaign.choices(), blank=True)
    value = models.IntegerField()
    source = models.CharField(max_length=200)
    effective_from = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="parameter_once_a_day", fields=["key", "campaign", "effective_from"]
            ),
            models.CheckConstraint(name="parameter_entered_by", condition=~Q(entered_by="")),
            models.CheckConstraint(
                name="parameter_campaign_known", condition=Q(campaign="") | Q(campaign__in=Campaign.codes())
            ),
        ]
