"""Tasks, who answers for each, and the planned way to the due date."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.records.models.documents import Document
from luoshi.records.models.people import Post
from luoshi.records.models.units import Unit
from luoshi.rules.campaigns import Campaign
from luoshi.rules.lamps import Lamp
from luoshi.rules.plans import Shape
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, AssignmentState, Role, TaskState


class Task(models.Model):
    """One directive of a document, from its sentence to its end.

    `stages` are the days (ISO, in order) by which a part of it is due before the whole is; `curve` the
    points (day, hundredths of a percent) of a plan of its own shape.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="tasks")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    summary = models.CharField(max_length=120)
    heading_path = models.JSONField(default=list)
    standard = models.CharField(max_length=200, blank=True)
    deadline_words = models.CharField(max_length=200, blank=True)
    named_units = models.JSONField(default=list)
    campaign = models.CharField(max_length=12, choices=Campaign.choices(), blank=True)
    is_borderline = models.BooleanField(default=False)
    start_on = models.DateField()
    due_on = models.DateField(null=True)
    stages = models.JSONField(default=list)
    shape = models.CharField(max_length=8, choices=Shape.choices(), default=Shape.STRAIGHT.value)
    curve = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=TaskState.choices(), default=TaskState.PROPOSED.value)
    drop_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="task_state_known", condition=Q(state__in=TaskState.codes())),
            models.CheckConstraint(
                name="task_campaign_known", condition=Q(campaign="") | Q(campaign__in=Campaign.codes())
            ),
            models.CheckConstraint(name="task_shape_known", condition=Q(shape__in=Shape.codes())),
            models.CheckConstraint(name="task_quote_is_not_empty", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="task_decided_at_and_by",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="task_in_the_ledger_has_a_due_date",
                condition=Q(due_on__isnull=False) | Q(state__in=["PROPOSED", "DROPPED", "CANCELLED"]),
            ),
        ]
        indexes = [
            models.Index(fields=["document", "start"], name="task_by_place"),
            models.Index(fields=["campaign"], name="task_by_campaign", condition=~Q(campaign="")),
        ]

    def __str__(self) -> str:
        return self.summary

    @property
    def quote(self) -> str:
        """The words of the document that this task came from."""
        return self.document.text[self.start : self.end]


class Likeness(models.Model):
    """One mark of a task's sentence: sentences that share a mark are likely to say the same."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="likenesses")
    mark = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["mark", "task"], name="likeness_by_mark")]


class Milestone(models.Model):
    """Planned progress, in hundredths of a percent, by the end of a day.

    `is_stage`: a day by which the task's own text asks for a part; it then lies on or before that day.
    """

    # milestone_once_a_day begins with it.
    task = models.ForeignKey(Task, models.CASCADE, related_name="milestones", db_index=False)
    due_on = models.DateField()
    planned_x100 = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    is_stage = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="milestone_once_a_day", fields=["task", "due_on"]),
            models.CheckConstraint(name="milestone_within_the_whole", condition=Q(planned_x100__lte=10_000)),
        ]
        indexes = [models.Index(fields=["due_on"], name="milestone_stages", condition=Q(is_stage=True))]


# SQLite uses a partial index only where a query says its condition in the same words; so whoever asks for
# what is under way never walks through what was closed in the years before.
def _underway(name: str, *fields: str) -> models.Index:
    codes = sorted(state.value for state in UNDERWAY)
    return models.Index(fields=fields, name=name, condition=Q(state__in=codes))


# What is accounted for every week, in the words in which the statements ask for it.
def _owed(name: str, *fields: str) -> models.Index:
    roles = sorted(role.value for role in ACCOUNTABLE)
    return models.Index(
        fields=fields, name=name, condition=Q(state=AssignmentState.OPEN.value, role__in=roles)
    )


def _standing(name: str, state: AssignmentState, *fields: str) -> models.Index:
    return models.Index(fields=fields, name=name, condition=Q(state=state.value))


def _published(name: str, *fields: str) -> models.Index:
    return models.Index(fields=fields, name=name, condition=~Q(state=AssignmentState.PLANNED.value))


class Assignment(models.Model):
    """One unit's part of a task: what it has claimed so far and the lamp that follows from it.

    `branch` (the office or county that the unit belongs to) and `due_on` are copied here so that every
    list is one walk along one index, however large the ledger. `due_on` moves by what is on record as an
    extension or a pause only; `change` is all of that, as rules/ways reads it, empty where there is none.
    `accounted_week` is the last week with an account that stands (not one that came back).
    """

    # Every claim rewrites every index of its row: so no key has one of its own. Task and branch begin a
    # constraint and an index below, the unit those of what is under way; posts are looked for in a unit.
    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments", db_index=False)
    branch = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", db_index=False)
    role = models.CharField(max_length=12, choices=Role.choices())
    state = models.CharField(
        max_length=10, choices=AssignmentState.choices(), default=AssignmentState.PLANNED.value
    )
    due_on = models.DateField(null=True)
    first_responsible = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    direct_responsible = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    claimed_x100 = models.PositiveSmallIntegerField(default=0)
    claimed_on = models.DateField(null=True)
    claimed_words = models.CharField(max_length=500, blank=True)
    accounted_week = models.DateField(null=True)
    lamp = models.CharField(max_length=8, choices=Lamp.choices(), default=Lamp.GREY.value)
    lamp_on = models.DateField(null=True)
    next_lamp_on = models.DateField(null=True)
    change = models.TextField(default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="assignment_once", fields=["task", "unit"]),
            models.CheckConstraint(
                name="assignment_state_known", condition=Q(state__in=AssignmentState.codes())
            ),
            models.CheckConstraint(name="assignment_lamp_known", condition=Q(lamp__in=Lamp.codes())),
            models.CheckConstraint(
                name="assignment_claim_within_the_whole", condition=Q(claimed_x100__lte=10_000)
            ),
            models.CheckConstraint(
                name="assignment_closed_at_and_by",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]
        indexes = [
            # What is under way, where people look most: one index for each order and each reach of sight.
            _underway("due_city", "due_on", "id"),
            _underway("due_branch", "branch", "due_on", "id"),
            _underway("due_unit", "unit", "due_on", "id"),
            _underway("due_lamp", "lamp", "due_on", "id"),
            _underway("claimed_city", "claimed_x100", "due_on", "id"),
            _underway("lamp_due", "next_lamp_on"),
            # All that was ever in the ledger, for those who look back.
            _published("ever_city", "due_on", "id"),
            _published("ever_branch", "branch", "due_on", "id"),
            _published("ever_unit", "unit", "due_on", "id"),
            # What waits to be struck off and what was: a claim, which finds its part open, rewrites none.
            _standing("closing_city", AssignmentState.CLOSING, "due_on", "id"),
            _standing("closing_branch", AssignmentState.CLOSING, "branch", "due_on", "id"),
            _standing("closed_city", AssignmentState.CLOSED, "due_on", "id"),
            _standing("closed_branch", AssignmentState.CLOSED, "branch", "due_on", "id"),
            _owed("owed_unit", "unit", "claimed_x100", "accounted_week", "task", "id"),
        ]
