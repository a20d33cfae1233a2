"""Years whose official working days were entered after this version was released."""

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
