"""Work that goes on behind the pages, one row for each piece (docs/adr/0008)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.rules.errands import ErrandKind, ErrandState


class Errand(models.Model):
    """A piece of work: what about, who asked in which post, and how far it is.

    `subject` names what it is about as the ledger does ("import:7"), `title` in words ("名册.xlsx").
    `lease_until` is when it counts as broken off without another word from `worker` ("machine:process").
    """

    kind = models.CharField(max_length=16, choices=ErrandKind.choices())
    subject = models.CharField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=ErrandState.choices(), default=ErrandState.WAITING.value)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    step = models.CharField(max_length=60, blank=True)
    step_from = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    is_stop_asked = models.BooleanField(default=False)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="errand_state_known", condition=Q(state__in=ErrandState.codes())),
            models.CheckConstraint(name="errand_kind_known", condition=Q(kind__in=ErrandKind.codes())),
            models.CheckConstraint(name="errand_asked_by", condition=~Q(asked_by="")),
            models.CheckConstraint(name="errand_done_within_total", condition=Q(done__lte=F("total"))),
            # Two people, or one double click, never ask for the same thing twice at once.
            models.UniqueConstraint(
                name="errand_once_at_a_time",
                fields=["kind", "subject"],
                condition=Q(state__in=["WAITING", "RUNNING"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="errand_unfinished", condition=Q(state__in=["WAITING", "RUNNING"])
            ),
            models.Index(fields=["person_id", "-id"], name="errand_by_person"),
        ]


class ErrandFile(models.Model):
    """The file that an errand works on, while it waits or is being done; it goes when the errand is over.

    Of one that makes a file it holds first what was asked for, then what was made, for a day.
    """

    errand = models.OneToOneField(Errand, models.CASCADE, related_name="file")
    data = models.BinaryField()
