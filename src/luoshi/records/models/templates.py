"""The wordings of the papers that the office sends, version by version."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class TemplateVersion(models.Model):
    """One wording of one kind of paper. Never altered: to change or restore is to add a version.

    `kind` is the code of the kind of letter; the latest `number` counts. Before number 1 the wording that the
    program brings counts, which has no row.
    """

    kind = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    reason = models.CharField(max_length=200)
    restores = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="template_version_once", fields=["kind", "number"]),
            models.CheckConstraint(name="template_version_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="template_version_made_by", condition=~Q(made_by="")),
            models.CheckConstraint(name="template_version_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="template_version_restores_an_earlier",
                condition=Q(restores__isnull=True) | Q(restores__lt=F("number")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
