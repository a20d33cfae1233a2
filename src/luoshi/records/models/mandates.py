"""Plans of inspection, whom they reach, what was changed or overridden, and the annual list for schools."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.records.hands import at_and_by, done_by
from luoshi.records.models.units import Unit
from luoshi.rules.mandates import Activity, Basis, ListedKind, Rule
from luoshi.rules.mandates.moves import ChangeState, MandateState


class ListedItem(models.Model):
    """An item of a year's list of what may be asked of schools. Never altered; what is wrong is struck."""

    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=100)
    kind = models.CharField(max_length=14, choices=ListedKind.choices())
    units = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    announced_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)
    struck_at = models.DateTimeField(null=True)
    struck_by = done_by()
    strike_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="listed_item_once_a_year", fields=["year", "number"], condition=Q(struck_at__isnull=True)
            ),
            models.CheckConstraint(name="listed_item_kind_known", condition=Q(kind__in=ListedKind.codes())),
            models.CheckConstraint(name="listed_item_entered_by", condition=~Q(entered_by="")),
            models.CheckConstraint(
                name="listed_item_struck_with_a_reason",
                condition=Q(struck_at__isnull=True) | ~Q(strike_reason=""),
            ),
            at_and_by("listed_item", "struck"),
        ]

    def __str__(self) -> str:
        return self.title


class Mandate(models.Model):
    """One plan of inspection (督查立项): its basis, subject, reach, ways, days and people.

    `criteria` are the words by which work is judged, empty where nothing is scored. `inspectors` counts those
    of `members` who are 督学. What is unannounced (暗访) is not shown to its targets before its first day.
    """

    state = models.CharField(max_length=10, choices=MandateState.choices(), default=MandateState.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=100)
    subject = models.CharField(max_length=100)
    basis = models.CharField(max_length=12, choices=Basis.choices())
    basis_document = models.CharField(max_length=200, blank=True)
    designation = models.CharField(max_length=200, blank=True)
    activity = models.CharField(max_length=14, choices=Activity.choices())
    content = models.CharField(max_length=1000, blank=True)
    scope = models.CharField(max_length=500, blank=True)
    methods = models.JSONField(default=list)
    is_unannounced = models.BooleanField(default=False)
    criteria = models.CharField(max_length=1000, blank=True)
    from_on = models.DateField()
    to_on = models.DateField()
    leader = models.CharField(max_length=40, blank=True)
    members = models.JSONField(default=list)
    inspectors = models.PositiveSmallIntegerField(default=0)
    discipline = models.CharField(max_length=500, blank=True)
    notice_on = models.DateField(null=True)
    listed = models.ForeignKey(ListedItem, models.PROTECT, null=True, related_name="mandates")
    return_reason = models.CharField(max_length=200, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    drafted_post_id = models.BigIntegerField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = done_by()
    approved_at = models.DateTimeField(null=True)
    approved_by = done_by()
    ended_at = models.DateTimeField(null=True)
    ended_by = done_by()

    class Meta:
        constraints = [
            models.CheckConstraint(name="mandate_state_known", condition=Q(state__in=MandateState.codes())),
            models.CheckConstraint(name="mandate_basis_known", condition=Q(basis__in=Basis.codes())),
            models.CheckConstraint(name="mandate_drafted_by", condition=~Q(drafted_by="")),
            models.CheckConstraint(name="mandate_ends_after_it_begins", condition=Q(to_on__gte=F("from_on"))),
            # No designation, no 政府督查: not even by a way around the actions (条例第七条).
            models.CheckConstraint(
                name="mandate_designated",
                condition=~Q(basis="GOVERNMENT") | ~Q(designation="") | Q(state__in=["DRAFT", "DISCARDED"]),
            ),
            *(at_and_by("mandate", name) for name in ("submitted", "approved", "ended")),
        ]
        indexes = [models.Index(fields=["state", "from_on"], name="mandate_by_state")]

    def __str__(self) -> str:
        return self.title


class MandateTarget(models.Model):
    """A unit that a plan reaches."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="targets", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="mandate_target_once", fields=["mandate", "unit"])]


class MandateChange(models.Model):
    """A change of an approved plan, asked for with a reason: as it was and as it is wanted, in words.

    `wanted` holds what the plan is to be: content, scope, from_on, to_on (ISO), units (ids).
    """

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="changes")
    state = models.CharField(max_length=8, choices=ChangeState.choices(), default=ChangeState.ASKED.value)
    before = models.TextField()
    after = models.TextField()
    wanted = models.JSONField(default=dict)
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    asked_post_id = models.BigIntegerField()
    decided_at = models.DateTimeField(null=True)
    decided_by = done_by()
    decision = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mandate_change_state_known", condition=Q(state__in=ChangeState.codes())
            ),
            models.CheckConstraint(name="mandate_change_asked_by", condition=~Q(asked_by="")),
            models.CheckConstraint(name="mandate_change_has_a_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                name="mandate_change_one_undecided", fields=["mandate"], condition=Q(state="ASKED")
            ),
            at_and_by("mandate_change", "decided"),
        ]


class Override(models.Model):
    """Who went ahead against a rule that allows it, and why; everybody in the bureau can read it."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="overrides")
    rule = models.CharField(max_length=14, choices=Rule.choices())
    words = models.CharField(max_length=500)
    reason = models.CharField(max_length=300)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="override_once", fields=["mandate", "rule"]),
            models.CheckConstraint(name="override_rule_known", condition=Q(rule__in=Rule.codes())),
            models.CheckConstraint(name="override_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="override_given_by", condition=~Q(given_by="")),
        ]
