"""The register of the numbers (发文字号) that the bureau's papers bear."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.records.models.letters import Letter
from luoshi.records.models.rectifications import Rectification
from luoshi.records.models.talks import Talk


class Register(models.Model):
    """How far the numbers of one series have come in one year."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="register_once", fields=["series", "year"])]


class PaperNumber(models.Model):
    """One number that was given out, and to which paper; it stays given out when the paper is taken back.

    A talk or a rectification that a letter of its kind went ahead of bears that letter's number and has no
    row of its own.
    """

    register = models.ForeignKey(Register, models.PROTECT, related_name="numbers")
    ordinal = models.PositiveIntegerField()
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="register_number")
    rectification = models.OneToOneField(
        Rectification, models.PROTECT, null=True, related_name="register_number"
    )
    talk = models.OneToOneField(Talk, models.PROTECT, null=True, related_name="register_number")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="paper_number_ordinal_once", fields=["register", "ordinal"]),
            models.CheckConstraint(
                name="paper_number_of_one_paper",
                condition=Q(letter__isnull=False, rectification__isnull=True, talk__isnull=True)
                | Q(letter__isnull=True, rectification__isnull=False, talk__isnull=True)
                | Q(letter__isnull=True, rectification__isnull=True, talk__isnull=False),
            ),
        ]
