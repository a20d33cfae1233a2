"""Documents as they came in. Nothing here changes after registration."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.rules.documents import SpanKind


class Document(models.Model):
    """A source with its text. Offsets everywhere are Python characters into `text`."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=60, blank=True)
    source_name = models.CharField(max_length=200)
    text = models.TextField()
    text_digest = models.CharField(max_length=64, unique=True)
    body_start = models.PositiveIntegerField()
    body_end = models.PositiveIntegerField()
    issued_on = models.DateField(null=True)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=200)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="document_registered_by", condition=~Q(registered_by="")),
            models.CheckConstraint(
                name="document_published_at_and_by",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
            models.CheckConstraint(name="document_body_in_order", condition=Q(body_start__lte=F("body_end"))),
        ]


class Span(models.Model):
    """One sentence or heading of a document, and what it was read as."""

    # span_starts_once begins with it.
    document = models.ForeignKey(Document, models.CASCADE, related_name="spans", db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=SpanKind.choices())
    level = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="span_starts_once", fields=["document", "start"]),
            models.CheckConstraint(name="span_is_not_empty", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(name="span_kind_known", condition=Q(kind__in=SpanKind.codes())),
        ]
