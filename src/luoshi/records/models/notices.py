"""The outbox: every word that the system owes somebody, and how it was carried to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.people import Person
from luoshi.records.models.units import Unit
from luoshi.rules.notices import ChannelKind, DeliveryState


class Notice(models.Model):
    """One message to a unit. The key makes it one: asking twice for the same notice changes nothing."""

    key = models.CharField(max_length=120, unique=True)
    # notice_by_unit begins with it.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="notices", db_index=False)
    words = models.CharField(max_length=300)
    link = models.CharField(max_length=120)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(name="notice_says_who", condition=~Q(by=""))]
        indexes = [models.Index(fields=["unit", "-at"], name="notice_by_unit")]


class Channel(models.Model):
    """A way out of the house: a mail server, a robot in a group, a gateway of text messages. Never deleted.

    `settings` is what may be shown; `sealed` holds the secrets and opens with the installation's key only.
    """

    name = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=8, choices=ChannelKind.choices())
    settings = models.JSONField()
    sealed = models.TextField()
    shows_titles = models.BooleanField(default=False)
    is_on = models.BooleanField(default=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="channel_kind_known", condition=Q(kind__in=ChannelKind.codes())),
            models.CheckConstraint(name="channel_set_by", condition=~Q(set_by="")),
        ]

    def __str__(self) -> str:
        return self.name


class Route(models.Model):
    """By which channel, and to which address there, one unit or one person is reached; one each at most."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="routes")
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="route")
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="route")
    to = models.CharField(max_length=120, blank=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="route_to_a_unit_or_a_person",
                condition=Q(unit__isnull=False, person__isnull=True)
                | Q(unit__isnull=True, person__isnull=False),
            ),
            models.CheckConstraint(name="route_set_by", condition=~Q(set_by="")),
        ]


class Mute(models.Model):
    """A person wants to be told on the desk only."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="mute")
    muted_at = models.DateTimeField()
    muted_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(name="mute_muted_by", condition=~Q(muted_by=""))]


class Delivery(models.Model):
    """One message on its way to one address, telling of one notice or many. The key makes it one.

    `on` is the day it is for. While it waits, it is not tried before `next_from`; while it is being sent by
    `worker`, it counts as broken off from `lease_until` on. `answer` is what the other side said last.
    """

    key = models.CharField(max_length=200, unique=True)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="deliveries")
    to = models.CharField(max_length=120, blank=True)
    notices = models.ManyToManyField(Notice, related_name="deliveries")
    is_digest = models.BooleanField()
    on = models.DateField()
    state = models.CharField(
        max_length=8, choices=DeliveryState.choices(), default=DeliveryState.WAITING.value
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    tries = models.PositiveSmallIntegerField(default=0)
    next_from = models.DateTimeField()
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="delivery_state_known", condition=Q(state__in=DeliveryState.codes())),
            models.CheckConstraint(name="delivery_says_who", condition=~Q(by="")),
            models.CheckConstraint(
                name="delivery_ended_at_and_by",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="delivery_ended_or_open",
                condition=Q(state__in=["WAITING", "SENDING"], ended_at__isnull=True)
                | Q(state__in=["SENT", "FAILED", "UNKNOWN"], ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_from"], name="delivery_open", condition=Q(state__in=["WAITING", "SENDING"])
            ),
            models.Index(fields=["state", "-id"], name="delivery_by_state"),
            models.Index(fields=["on", "channel", "state"], name="delivery_by_day"),
            models.Index(fields=["channel", "to", "-id"], name="delivery_by_address"),
        ]
