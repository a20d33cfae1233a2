"""What one unit asks others to report or to come to, what they reported, and what the gate held back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.records.hands import at_and_by, done_by
from luoshi.records.models.mandates import ListedItem
from luoshi.records.models.units import Unit
from luoshi.rules.requests.states import Hurdle, RequestKind, RequestState


class Request(models.Model):
    """A request (数据要求): named fields for a period, or coming to a meeting, of units, by a day.

    `law` is the article that demands it, empty where none does. `length` are a meeting's minutes, `people`
    how many a unit is to send. `replaces` is the request that was given up for this one. `minutes` are what
    it costs all units together, fixed when it goes out.
    """

    state = models.CharField(max_length=10, choices=RequestState.choices(), default=RequestState.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=RequestKind.choices())
    asker = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    basis = models.CharField(max_length=200, blank=True)
    law = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    from_on = models.DateField()
    to_on = models.DateField()
    due_on = models.DateField()
    length = models.PositiveSmallIntegerField(default=0)
    people = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    listed = models.ForeignKey(ListedItem, models.PROTECT, null=True, related_name="requests")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    end_reason = models.CharField(max_length=200, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(null=True)
    asked_by = done_by()
    ended_at = models.DateTimeField(null=True)
    ended_by = done_by()

    class Meta:
        constraints = [
            models.CheckConstraint(name="request_state_known", condition=Q(state__in=RequestState.codes())),
            models.CheckConstraint(name="request_kind_known", condition=Q(kind__in=RequestKind.codes())),
            models.CheckConstraint(name="request_drafted_by", condition=~Q(drafted_by="")),
            models.CheckConstraint(name="request_period_in_order", condition=Q(to_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="request_withdrawn_with_a_reason", condition=~Q(state="WITHDRAWN") | ~Q(end_reason="")
            ),
            at_and_by("request", "asked"),
            at_and_by("request", "ended"),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="request_by_state")]

    def __str__(self) -> str:
        return self.title


class RequestField(models.Model):
    """One thing that a request wants to know. `key` is its name as two names are compared."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="fields", db_index=False)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    measure = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="request_field_once_a_place", fields=["request", "order"]),
            models.UniqueConstraint(name="request_field_once", fields=["request", "key"]),
        ]
        indexes = [models.Index(fields=["key", "request"], name="request_field_by_key")]


class RequestUnit(models.Model):
    """A unit that a request is addressed to, what it costs it, and in which week."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="addressees", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    week_start = models.DateField()
    fields = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    answered_by = done_by()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="request_unit_once", fields=["request", "unit"]),
            models.CheckConstraint(
                name="request_unit_answered_at_and_by",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["unit", "week_start"], name="request_unit_by_week")]


class FieldValue(models.Model):
    """What a unit reported for a field: the one source of it. `source` is set where it was known before."""

    field = models.ForeignKey(RequestField, models.CASCADE, related_name="values", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    value = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="field_value_once", fields=["field", "unit"]),
            models.CheckConstraint(name="field_value_not_empty", condition=~Q(value="")),
            models.CheckConstraint(name="field_value_given_by", condition=~Q(given_by="")),
        ]


class Blocked(models.Model):
    """A request that the gate held back: why, and what it would have cost. Never altered.

    `minutes` are those of all units together.
    """

    request = models.ForeignKey(Request, models.CASCADE, related_name="blocks")
    hurdle = models.CharField(max_length=8, choices=Hurdle.choices())
    words = models.CharField(max_length=1000)
    minutes = models.PositiveIntegerField()
    blocked_on = models.DateField()
    blocked_at = models.DateTimeField()
    blocked_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="blocked_hurdle_known", condition=Q(hurdle__in=Hurdle.codes())),
            models.CheckConstraint(name="blocked_by", condition=~Q(blocked_by="")),
        ]
        indexes = [models.Index(fields=["blocked_on"], name="blocked_by_day")]


class Relief(models.Model):
    """Why a letter or an inspection goes ahead in a week that is full: a law demands it, or it replaces.

    `subject` is "letter:12" or "mandate:3", as the ledger of actions names it; `law` the article, empty where
    `replaces` names the request that is given up for it when it goes ahead.
    """

    subject = models.CharField(max_length=40)
    law = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField(Request, models.PROTECT, null=True, related_name="relief")
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="relief_once", fields=["subject"]),
            models.CheckConstraint(
                name="relief_by_law_or_by_replacing",
                condition=~Q(law="") & Q(replaces__isnull=True) | Q(law="", replaces__isnull=False),
            ),
            models.CheckConstraint(name="relief_given_by", condition=~Q(given_by="")),
        ]
