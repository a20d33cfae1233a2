"""People, the posts they held from day to day, and the accounts they sign in with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from luoshi.records.models.units import Unit
from luoshi.rules.people import Duty


class Person(models.Model):
    """Somebody who holds or held a post; `number`, the staff number, tells namesakes apart."""

    name = models.CharField(max_length=40)
    number = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="person_number_once", fields=["number"], condition=~Q(number=""))
        ]
        indexes = [models.Index(fields=["name"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A person's duty in a unit from one day to another (inclusive; open while it lasts). Never deleted."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    # post_by_unit begins with it.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", db_index=False)
    duty = models.CharField(max_length=20, choices=Duty.choices())
    title = models.CharField(max_length=40)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="post_duty_known", condition=Q(duty__in=Duty.codes())),
            models.CheckConstraint(
                name="post_ends_after_it_begins", condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on"))
            ),
        ]
        indexes = [models.Index(fields=["unit", "duty", "from_on"], name="post_by_unit")]


class Accounts(BaseUserManager["Account"]):
    """The accounts that there are."""

    def shut(self, person_ids: Iterable[int]) -> int:
        """Let the passwords of these people open nothing until new ones are given; return how many."""
        held = self.filter(person_id__in=person_ids).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return held.update(password=make_password(None), must_change=True)


class Account(AbstractBaseUser):
    """What a person signs in with. Rights come with posts, never with the account.

    `must_change`: the password is known to somebody else too, and opens nothing but the page to change it.
    """

    username = models.CharField("用户名", max_length=40, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=True)
    password_at = models.DateTimeField(null=True)
    password_by = models.CharField(max_length=200, null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = Accounts()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_password_at_and_by",
                condition=Q(password_at__isnull=True, password_by__isnull=True)
                | Q(password_at__isnull=False, password_by__isnull=False),
            )
        ]
