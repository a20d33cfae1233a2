"""The opinion of an education inspection about one unit, from what was fed back to what was published."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.mandates import Mandate
from luoshi.records.models.units import Unit
from luoshi.rules.opinions import Hearing, OpinionState

_STEPS = ("sent", "heard", "issued", "reported", "checked", "published")


class Opinion(models.Model):
    """督导意见: evaluation, problems, what is to be mended, advice; the plea; the report and its check.

    `due_on` is the day that the next one is bound to: the unit's plea while SENT, its report while ISSUED.
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="opinions", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=OpinionState.choices(), default=OpinionState.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    evaluation = models.TextField()
    problems = models.TextField()
    demands = models.TextField()
    advice = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    hearing = models.CharField(max_length=6, choices=Hearing.choices(), blank=True)
    plea = models.TextField(blank=True)
    hearing_paper = models.CharField(max_length=200, blank=True)
    plea_answer = models.TextField(blank=True)
    issuer = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=60, blank=True)
    report = models.TextField(blank=True)
    check_words = models.TextField(blank=True)
    return_reason = models.CharField(max_length=300, blank=True)
    published_where = models.CharField(max_length=300, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=200, null=True)
    heard_at = models.DateTimeField(null=True)
    heard_by = models.CharField(max_length=200, null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=200, null=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.CharField(max_length=200, null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.CharField(max_length=200, null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="opinion_once_a_unit", fields=["mandate", "unit"], condition=~Q(state="DISCARDED")
            ),
            models.UniqueConstraint(name="opinion_number_once", fields=["number"], condition=~Q(number="")),
            models.CheckConstraint(name="opinion_state_known", condition=Q(state__in=OpinionState.codes())),
            models.CheckConstraint(
                name="opinion_hearing_known", condition=Q(hearing__in=["", *Hearing.codes()])
            ),
            models.CheckConstraint(name="opinion_drafted_by", condition=~Q(drafted_by="")),
            # Nothing is issued unheard, not even by a way around the actions (《教育督导条例》第二十条).
            models.CheckConstraint(
                name="opinion_issued_when_heard",
                condition=Q(state__in=["DRAFT", "SENT", "DISCARDED"])
                | (~Q(hearing="") & Q(heard_at__isnull=False)),
            ),
            *(
                models.CheckConstraint(
                    name=f"opinion_{name}_at_and_by",
                    condition=Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True})
                    | Q(**{f"{name}_at__isnull": False, f"{name}_by__isnull": False}),
                )
                for name in _STEPS
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="opinion_by_state")]
