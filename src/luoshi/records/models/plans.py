"""How a task is broken down: its links, the projects that go through them, and what each waits for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.records.models.tasks import Assignment, Task
from luoshi.records.models.units import Unit
from luoshi.rules.plans import PlanChangeKind, PlanChangeState


class Link(models.Model):
    """One step that every project of a task goes through, in its order.

    A gate bars what comes after it in the same project; `holder` says in whose hands it is.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="links", db_index=False)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    weight = models.PositiveSmallIntegerField()
    is_gate = models.BooleanField(default=False)
    holder = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="link_once_a_place", fields=["task", "order"]),
            models.UniqueConstraint(name="link_once_a_name", fields=["task", "name"]),
            models.CheckConstraint(name="link_weighs_something", condition=Q(weight__gte=1, weight__lte=100)),
        ]


class Project(models.Model):
    """Something that a unit builds or carries out; several tasks may follow the same one."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="projects", db_index=False)
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="project_once_a_unit", fields=["unit", "name"])]

    def __str__(self) -> str:
        return self.name


class Piece(models.Model):
    """One link of one project (or of the assignment as a whole): planned into a week, and done or not.

    `planned_on` is its day as first laid, never altered; `due_on` its day now, by the part's own clock. It
    moves by a recorded change alone.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="pieces", db_index=False)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="pieces")
    link = models.ForeignKey(Link, models.CASCADE, related_name="pieces")
    planned_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="piece_once_a_project", fields=["assignment", "project", "link"]),
            models.UniqueConstraint(
                name="piece_once_without_project",
                fields=["assignment", "link"],
                condition=Q(project__isnull=True),
            ),
        ]


class Dependency(models.Model):
    """A task waits for another: until that one is done, no more than `limit_x100` of it may be claimed."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="waits_for", db_index=False)
    awaited = models.ForeignKey(Task, models.CASCADE, related_name="awaited_by")
    limit_x100 = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="dependency_once", fields=["task", "awaited"]),
            models.CheckConstraint(name="dependency_not_on_itself", condition=~Q(task=F("awaited"))),
            models.CheckConstraint(name="dependency_within_the_whole", condition=Q(limit_x100__lte=10_000)),
        ]


class PlanChange(models.Model):
    """What was changed in the published plan of an assignment, or is to be; never altered once decided.

    `moves` are [piece, day before or null, day after].
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="plan_changes", db_index=False)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=PlanChangeKind.choices())
    state = models.CharField(max_length=10, choices=PlanChangeState.choices())
    moves = models.JSONField()
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    asked_post_id = models.BigIntegerField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, null=True)
    decision = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="plan_change_once_a_number", fields=["assignment", "number"]),
            models.UniqueConstraint(
                name="plan_change_one_undecided", fields=["assignment"], condition=Q(state="ASKED")
            ),
            models.CheckConstraint(
                name="plan_change_state_known", condition=Q(state__in=PlanChangeState.codes())
            ),
            models.CheckConstraint(
                name="plan_change_kind_known", condition=Q(kind__in=PlanChangeKind.codes())
            ),
            models.CheckConstraint(name="plan_change_asked_by", condition=~Q(asked_by="")),
            models.CheckConstraint(name="plan_change_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="plan_change_decided_at_and_by",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="plan_change_waiting")]
