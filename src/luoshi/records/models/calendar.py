"""Years whose official working days were entered after this release, and the city's own school years."""

from __future__ import annotations

from django.db import models


class CalendarYear(models.Model):
    """One published notice of a year's holidays, as somebody entered it."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    notice = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="calendar_year_entered_by", condition=~models.Q(entered_by="")),
        ]


class CalendarDay(models.Model):
    """One day of such a year that is worked although a weekend, or free although a weekday."""

    year = models.ForeignKey(CalendarYear, models.CASCADE, related_name="days")
    day = models.DateField(unique=True)
    is_workday = models.BooleanField()


class SchoolTerms(models.Model):
    """The first and last days of a school year's two terms, as the city set them; the latest row counts.

    `year` is the one that the school year begins in. Earlier rows of a year stay: they were in force once.
    """

    year = models.PositiveSmallIntegerField()
    autumn_opens = models.DateField()
    autumn_ends = models.DateField()
    spring_opens = models.DateField()
    spring_ends = models.DateField()
    notice = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="school_terms_entered_by", condition=~models.Q(entered_by="")),
            models.CheckConstraint(
                name="school_terms_in_order",
                condition=models.Q(autumn_opens__lt=models.F("autumn_ends"))
                & models.Q(autumn_ends__lt=models.F("spring_opens"))
                & models.Q(spring_opens__lt=models.F("spring_ends")),
            ),
        ]
