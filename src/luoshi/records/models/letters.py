"""Letters of supervision, their numbers and their answers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.records.hands import at_and_by, done_by
from luoshi.records.models.tasks import Assignment
from luoshi.records.models.templates import TemplateVersion
from luoshi.records.models.units import Unit
from luoshi.rules.letters import CountersignState, LetterKind, LetterState, ReplyItemState


class Letter(models.Model):
    """One letter to one unit. Its words and the names of both sides are frozen when it is issued.

    `closing` is what stands after the table of items, with {{回复期限}} still open; `template` is the version
    that it was drafted by, None for the wording that the program brings; `corrects` is the letter that this
    one puts right or apologises for; `copies` are the organs of 抄送, one a line. `printed_due_on` is the
    date for the answer that the paper bears; `reply_due_on` is what counts, and moves when the calendar that
    it was counted by is published. `held_back` are [task, reason] of what the ladder left out.
    """

    kind = models.CharField(max_length=12, choices=LetterKind.choices())
    layout = models.CharField(
        max_length=8, choices=[("LETTER", "信函格式"), ("DOCUMENT", "文件格式"), ("MINUTES", "纪要格式")]
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letters")
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=LetterState.choices(), default=LetterState.DRAFT.value)
    period_start = models.DateField(null=True)
    title = models.CharField(max_length=120)
    text = models.TextField()
    closing = models.TextField(blank=True)
    template = models.ForeignKey(TemplateVersion, models.PROTECT, null=True, related_name="letters")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    unit_name = models.CharField(max_length=200, blank=True)
    issuer_name = models.CharField(max_length=200, blank=True)
    copies = models.TextField(blank=True)
    annex_title = models.CharField(max_length=120, blank=True)
    annex_text = models.TextField(blank=True)
    present = models.CharField(max_length=500, blank=True)
    excused = models.CharField(max_length=500, blank=True)
    observing = models.CharField(max_length=500, blank=True)
    why = models.CharField(max_length=300)
    why_now = models.CharField(max_length=300)
    what_would_stop = models.CharField(max_length=300)
    held_back = models.JSONField(default=list)
    number = models.CharField(max_length=60, blank=True)
    reply_days = models.PositiveSmallIntegerField()
    reply_due_on = models.DateField(null=True)
    printed_due_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    return_reason = models.CharField(max_length=200, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    drafted_post_id = models.BigIntegerField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = done_by()
    approved_at = models.DateTimeField(null=True)
    approved_by = done_by()
    numbered_at = models.DateTimeField(null=True)
    numbered_by = done_by()
    issued_at = models.DateTimeField(null=True)
    issued_by = done_by()
    read_at = models.DateTimeField(null=True)
    read_by = done_by()
    closed_at = models.DateTimeField(null=True)
    closed_by = done_by()
    ended_at = models.DateTimeField(null=True)
    ended_by = done_by()
    archived_at = models.DateTimeField(null=True)
    archived_by = done_by()
    archive_year = models.PositiveSmallIntegerField(null=True)
    archive_pages = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="letter_state_known", condition=Q(state__in=LetterState.codes())),
            models.CheckConstraint(name="letter_drafted_by", condition=~Q(drafted_by="")),
            models.UniqueConstraint(
                name="letter_prepared_once_a_period",
                fields=["unit", "kind", "period_start"],
                condition=Q(period_start__isnull=False),
            ),
            models.UniqueConstraint(name="letter_number_once", fields=["number"], condition=~Q(number="")),
            models.CheckConstraint(
                name="letter_withdrawn_with_a_reason", condition=~Q(state="WITHDRAWN") | ~Q(end_reason="")
            ),
            *(
                at_and_by("letter", name)
                for name in (
                    "submitted",
                    "approved",
                    "numbered",
                    "issued",
                    "read",
                    "closed",
                    "ended",
                    "archived",
                )
            ),
            models.CheckConstraint(
                name="letter_out_with_its_names",
                condition=Q(issued_at__isnull=True) | ~Q(unit_name="") & ~Q(issuer_name=""),
            ),
            models.CheckConstraint(
                name="letter_archived_with_year_and_pages",
                condition=Q(archived_at__isnull=True, archive_year__isnull=True, archive_pages__isnull=True)
                | Q(archived_at__isnull=False, archive_year__isnull=False, archive_pages__gte=1),
            ),
            models.CheckConstraint(
                name="letter_annex_has_both",
                condition=Q(annex_title="", annex_text="") | ~Q(annex_title="") & ~Q(annex_text=""),
            ),
            models.CheckConstraint(
                name="letter_corrects_another", condition=Q(corrects__isnull=True) | ~Q(corrects=F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="letter_by_state"),
            models.Index(fields=["unit", "-id"], name="letter_by_unit"),
            models.Index(fields=["issued_at"], name="letter_by_day", condition=Q(issued_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title


class LetterItem(models.Model):
    """One assignment that a letter is about, with its figures and its due date as they stood when drafted."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="items", db_index=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="letter_items")
    lamp = models.CharField(max_length=8)
    planned_x100 = models.PositiveSmallIntegerField()
    claimed_x100 = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    as_of_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(name="letter_item_once", fields=["letter", "assignment"])]


class Countersign(models.Model):
    """One office of the bureau whose business a letter touches, and what it said of the draft.

    Each answer stands; who is to be asked again after a draft was sent back gets a new row.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="countersigns")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=8, choices=CountersignState.choices(), default=CountersignState.NAMED.value
    )
    words = models.CharField(max_length=200, blank=True)
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)
    answered_by = done_by()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="countersign_state_known", condition=Q(state__in=CountersignState.codes())
            ),
            models.CheckConstraint(name="countersign_named_by", condition=~Q(named_by="")),
            models.CheckConstraint(
                name="countersign_answered_at_and_by",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="countersign_objects_with_words", condition=~Q(state="OBJECTED") | ~Q(words="")
            ),
            models.UniqueConstraint(
                name="countersign_asked_once_at_a_time",
                fields=["letter", "unit"],
                condition=Q(state__in=["NAMED", "ASKED"]),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "letter"], name="countersign_asked", condition=Q(state="ASKED"))
        ]


class Reply(models.Model):
    """What the unit answered, and what the office made of it."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="replies")
    text = models.TextField()
    is_late = models.BooleanField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    returned_at = models.DateTimeField(null=True)
    returned_by = done_by()
    return_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="reply_sent_by", condition=~Q(sent_by="")),
            models.CheckConstraint(
                name="reply_returned_at_and_by",
                condition=Q(returned_at__isnull=True, returned_by__isnull=True)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
            ),
        ]


class Hearing(models.Model):
    """What a unit was told that a 通报 will say of it, until when it may answer, and its answer.

    `digest` is that of the words told, `items` the assignments named in them; whoever changes either after
    that must tell the unit anew.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="hearings")
    digest = models.CharField(max_length=64)
    items = models.JSONField(default=list)
    due_on = models.DateField()
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=200)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = done_by()

    class Meta:
        constraints = [
            models.CheckConstraint(name="hearing_told_by", condition=~Q(told_by="")),
            models.CheckConstraint(
                name="hearing_answered_at_and_by",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="hearing_answered_in_words",
                condition=Q(answered_at__isnull=True, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
            ),
        ]


class ReplyItem(models.Model):
    """One thing that a reply undertakes: what, which post answers for it, by when, and when it was done."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="items")
    text = models.CharField(max_length=300)
    owner = models.CharField(max_length=60)
    due_on = models.DateField()
    state = models.CharField(
        max_length=8, choices=ReplyItemState.choices(), default=ReplyItemState.PROPOSED.value
    )
    words = models.CharField(max_length=200, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = done_by()
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reply_item_state_known", condition=Q(state__in=ReplyItemState.codes())
            ),
            models.CheckConstraint(name="reply_item_says_what_and_who", condition=~Q(text="") & ~Q(owner="")),
            models.CheckConstraint(
                name="reply_item_judged_at_and_by",
                condition=Q(judged_at__isnull=True, judged_by__isnull=True)
                | Q(judged_at__isnull=False, judged_by__isnull=False),
            ),
            models.CheckConstraint(
                name="reply_item_returned_with_words", condition=~Q(state="RETURNED") | ~Q(words="")
            ),
            models.CheckConstraint(
                name="reply_item_done_with_a_day",
                condition=Q(state="DONE", done_on__isnull=False) | ~Q(state="DONE") & Q(done_on__isnull=True),
            ),
        ]


class ReplyFile(models.Model):
    """One file that a unit chose to send along with its reply; never asked for."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="reply_file_not_empty", condition=Q(size__gt=0)),
            models.UniqueConstraint(name="reply_file_once", fields=["reply", "digest"]),
        ]
