"""The record of what a committee of education inspection decided, and what was said against it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.hands import at_and_by
from luoshi.records.models.mandates import Mandate
from luoshi.records.models.units import Unit
from luoshi.rules.opinions import Hearing
from luoshi.rules.sanctions import ELSEWHERE, AppealKind, AppealState, Form, SanctionState, SubjectKind

_ELSEWHERE = sorted(form.value for form in ELSEWHERE)


class Sanction(models.Model):
    """One case of 教育督导问责: facts, hearing, and the decision as the committee made it.

    `unit` is the unit held to account, or that of the person; `person` is "" for a unit. `hint` is what was
    shown about 从重 when the decision was recorded; `aggravated` what the committee itself decided.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        max_length=11, choices=SanctionState.choices(), default=SanctionState.PREPARED.value
    )
    version = models.PositiveIntegerField(default=1)
    subject_kind = models.CharField(max_length=7, choices=SubjectKind.choices())
    person = models.CharField(max_length=100, blank=True)
    form = models.CharField(max_length=10, choices=Form.choices())
    facts = models.TextField()
    basis = models.CharField(max_length=500)
    ended_on = models.DateField()
    team_by_on = models.DateField()
    team_on = models.DateField()
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=200)
    told_on = models.DateField(null=True)
    hearing = models.CharField(max_length=6, choices=Hearing.choices(), blank=True)
    plea = models.TextField(blank=True)
    hearing_paper = models.CharField(max_length=200, blank=True)
    heard_at = models.DateTimeField(null=True)
    heard_by = models.CharField(max_length=200, null=True)
    issuer = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=60, blank=True)
    approver = models.CharField(max_length=100, blank=True)
    authority = models.CharField(max_length=100, blank=True)
    decided_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    hint = models.CharField(max_length=300, blank=True)
    aggravated = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, null=True)
    end_reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="sanction_state_known", condition=Q(state__in=SanctionState.codes())),
            models.CheckConstraint(
                name="sanction_subject_known", condition=Q(subject_kind__in=SubjectKind.codes())
            ),
            models.CheckConstraint(name="sanction_form_known", condition=Q(form__in=Form.codes())),
            models.CheckConstraint(
                name="sanction_hearing_known", condition=Q(hearing__in=["", *Hearing.codes()])
            ),
            models.CheckConstraint(name="sanction_prepared_by", condition=~Q(prepared_by="")),
            models.CheckConstraint(
                name="sanction_person_or_unit",
                condition=Q(subject_kind="UNIT", person="") | (~Q(subject_kind="UNIT") & ~Q(person="")),
            ),
            models.CheckConstraint(
                name="sanction_decided_when_heard",
                condition=Q(state__in=["PREPARED", "DROPPED"]) | (~Q(hearing="") & Q(heard_at__isnull=False)),
            ),
            # What belongs to another authority is never recorded as decided here.
            models.CheckConstraint(
                name="sanction_decided_or_handed_over",
                condition=(~Q(state__in=["DECIDED", "CORRECTED"]) | ~Q(form__in=_ELSEWHERE))
                & (~Q(state="HANDED_OVER") | Q(form__in=_ELSEWHERE)),
            ),
            models.UniqueConstraint(name="sanction_number_once", fields=["number"], condition=~Q(number="")),
            *(at_and_by("sanction", name) for name in ("heard", "decided", "ended")),
        ]
        indexes = [models.Index(fields=["unit", "decided_on"], name="sanction_by_unit")]


class Appeal(models.Model):
    """A review (复核) or appeal (申诉) against a recorded decision. One that came late is kept and marked."""

    sanction = models.ForeignKey(Sanction, models.PROTECT, related_name="appeals", db_index=False)
    kind = models.CharField(max_length=12, choices=AppealKind.choices())
    state = models.CharField(max_length=8, choices=AppealState.choices(), default=AppealState.ASKED.value)
    grounds = models.TextField()
    received_on = models.DateField()
    apply_by_on = models.DateField()
    is_late = models.BooleanField()
    decide_by_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    served_on = models.DateField(null=True)
    correct_by_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="appeal_once_a_kind", fields=["sanction", "kind"]),
            models.CheckConstraint(name="appeal_kind_known", condition=Q(kind__in=AppealKind.codes())),
            models.CheckConstraint(name="appeal_state_known", condition=Q(state__in=AppealState.codes())),
            models.CheckConstraint(name="appeal_asked_by", condition=~Q(asked_by="")),
            models.CheckConstraint(
                name="appeal_declined_only_late", condition=~Q(state="DECLINED") | Q(is_late=True)
            ),
            at_and_by("appeal", "decided"),
        ]
