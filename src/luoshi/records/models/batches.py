"""Letters that one decision moves together, and what came of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.letters import Letter
from luoshi.rules.batches import BatchStep


class Batch(models.Model):
    """One decision about many letters. `seed` is that of the sample that was looked at."""

    step = models.CharField(max_length=8, choices=BatchStep.choices())
    seed = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="batch_step_known", condition=Q(step__in=BatchStep.codes())),
            models.CheckConstraint(name="batch_decided_by", condition=~Q(decided_by="")),
        ]


class BatchItem(models.Model):
    """One of its letters: as `seen` (a digest) when it was decided on, and what came of it.

    Neither moved nor refused: its turn has not come yet, or the work was stopped before.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items", db_index=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="batch_items")
    seen = models.CharField(max_length=64)
    is_sample = models.BooleanField(default=False)
    is_moved = models.BooleanField(default=False)
    refusal = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="batch_item_once", fields=["batch", "letter"]),
            models.CheckConstraint(
                name="batch_item_moved_or_refused", condition=Q(is_moved=False) | Q(refusal="")
            ),
        ]
