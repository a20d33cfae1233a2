"""The tree of units and everything they were ever called."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.rules.units import LONGEST_NAME, LONGEST_PAPER, LONGEST_TOPIC, ChangeKind, NameKind, UnitKind


class Unit(models.Model):
    """An organ, office, county bureau, school or kindergarten, or one that we only write to.

    `branch` is the office or county bureau that it belongs to; null where it is one itself.
    """

    path = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=UnitKind.choices())
    code = models.CharField(max_length=40, unique=True)
    branch = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    document_mark = models.CharField(max_length=20, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="unit_kind_known", condition=Q(kind__in=UnitKind.codes())),
            models.CheckConstraint(
                name="unit_ends_after_it_begins",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
            ),
        ]
        indexes = [models.Index(fields=["kind", "path"], name="unit_by_kind")]

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """A name that a document may use for a unit."""

    # unit_name_once begins with it.
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", db_index=False)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=8, choices=NameKind.choices())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="unit_name_once", fields=["unit", "name"]),
            models.CheckConstraint(name="unit_name_kind_known", condition=Q(kind__in=NameKind.codes())),
        ]
        indexes = [models.Index(fields=["name"], name="unit_by_any_name")]


class UnitDuty(models.Model):
    """A topic that a unit answers for, and the words by which a text is known to speak of it.

    It holds from one day to another (inclusive; open while it lasts) and is ended, never deleted.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="duties")
    topic = models.CharField(max_length=LONGEST_TOPIC)
    words = models.JSONField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="unit_duty_once_at_a_time", fields=["unit", "topic"], condition=Q(to_on__isnull=True)
            ),
            models.CheckConstraint(
                name="unit_duty_ends_after_it_begins",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
            ),
        ]


class UnitChange(models.Model):
    """What became of a unit on a day: a new name, another place in the tree, its end. Never altered.

    `before` and `after` are names: of the unit (更名), or of the unit above it or that it went into. `other`
    is the unit that was above it until then (调整隶属), or the one that it went into (并入). `paper` is the
    number of the paper that it rests on, if one was named.
    """

    # unit_change_by_day begins with it.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="changes", db_index=False)
    kind = models.CharField(max_length=8, choices=ChangeKind.choices())
    effective_on = models.DateField()
    before = models.CharField(max_length=LONGEST_NAME)
    after = models.CharField(max_length=LONGEST_NAME, blank=True)
    other = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    paper = models.CharField(max_length=LONGEST_PAPER, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="unit_change_kind_known", condition=Q(kind__in=ChangeKind.codes())),
            models.CheckConstraint(name="unit_change_noted_by", condition=~Q(noted_by="")),
        ]
        indexes = [models.Index(fields=["unit", "effective_on"], name="unit_change_by_day")]
