"""How likely each assignment was to be done on time, week by week, and how often that came true."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.records.models.tasks import Assignment
from luoshi.rules.forecasts import Ahead, Basis


class Forecast(models.Model):
    """What the accounts up to the end of a week foretold of one assignment. Drawn once, never edited.

    `weeks_left` counts the weeks with working days from the next one to that of `due_on`; `tasks` is the size
    of the reference class, `alike` how many of it stood alike at the same point of their time; `usual_x100`
    is what those usually made in such a time, in hundredths of a percent.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="forecasts", db_index=False)
    week_start = models.DateField()
    due_on = models.DateField()
    weeks_left = models.PositiveSmallIntegerField()
    claimed_x100 = models.PositiveSmallIntegerField()
    chance_x100 = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=20, choices=Basis.choices())
    tasks = models.PositiveIntegerField()
    alike = models.PositiveIntegerField()
    usual_x100 = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="forecast_once_a_week", fields=["assignment", "week_start"]),
            models.CheckConstraint(name="forecast_is_a_chance", condition=Q(chance_x100__lte=10_000)),
            models.CheckConstraint(name="forecast_basis_known", condition=Q(basis__in=Basis.codes())),
        ]
        indexes = [
            models.Index(fields=["week_start", "chance_x100", "assignment"], name="forecast_by_chance"),
            models.Index(fields=["due_on"], name="forecast_by_due"),
        ]


class HitRate(models.Model):
    """What became of the forecasts whose due dates fell into one week, by how sure and how early they were.

    `tenth` is 0 for chances below 10 % and 9 for 90 % and above. `chance_sum_x100` adds up the chances,
    `error_sum_x100` their squared distances from what came (a whole distance is 10,000): with `made` and
    `came_true` they add up to a table of calibration and a Brier score.
    """

    week_start = models.DateField()
    ahead = models.CharField(max_length=6, choices=Ahead.choices())
    tenth = models.PositiveSmallIntegerField()
    made = models.PositiveIntegerField()
    came_true = models.PositiveIntegerField()
    chance_sum_x100 = models.PositiveBigIntegerField()
    error_sum_x100 = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="hit_rate_once_a_week", fields=["week_start", "ahead", "tenth"]),
            models.CheckConstraint(name="hit_rate_ahead_known", condition=Q(ahead__in=Ahead.codes())),
            models.CheckConstraint(name="hit_rate_tenth", condition=Q(tenth__lte=9)),
            models.CheckConstraint(name="hit_rate_within_made", condition=Q(came_true__lte=F("made"))),
        ]
