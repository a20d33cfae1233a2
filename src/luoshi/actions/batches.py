"""Deciding on many letters at once, and moving them one by one, each by its own action."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions import audit, letters
from luoshi.queries import batches as queries
from luoshi.queries import parameters
from luoshi.records import rows
from luoshi.records.models import Batch, BatchItem, Errand, Letter
from luoshi.rules import batches
from luoshi.rules.batches import BatchStep
from luoshi.rules.errands import UNFINISHED, ErrandKind
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def decide_batch(
    *, step: BatchStep, kind: str, seed: str, looked: Collection[int], by: Actor, at: datetime
) -> Errand:
    """Decide that all letters of a kind that wait for a step are to take it; return the errand that does it.

    `seed` proves which letters, in which words, the person saw; `looked` are those of the sample that were
    ticked. Raises Refused without the permission or with some of the sample not looked at, SomebodyWasFirst
    when the letters are others by now.
    """
    if reason := why_not(by, batches.NEEDS[step]):
        raise Refused(reason)
    waiting = queries.digests(queries.waiting(by, step, kind))
    percent = parameters.book().value("letter.sample_percent", timezone.localdate(at))
    sample = batches.sample(waiting, batches.seed(waiting), percent)
    if waiting and batches.seed(waiting) != seed:
        raise SomebodyWasFirst("这批函件在您打开这一页之后有变动，没有办理。请看过下面的最新内容再办。")
    if reason := batches.why_not_decide(letters=len(waiting), sample=sample, looked=looked):
        raise Refused(reason)
    batch = Batch.objects.create(step=step.value, seed=seed, decided_at=at, decided_by=by.words)
    drawn = set(sample)
    rows.insert(
        BatchItem,
        ("letter_id", "seen", "is_sample"),
        [(letter_id, digest, letter_id in drawn) for letter_id, digest in waiting.items()],
        batch_id=batch.id,
    )
    audit.record(
        action="batches.decide",
        subject=f"batch:{batch.id}",
        facts={"step": step.label, "letters": len(waiting), "seed": seed, "sample": sample},
        by=by,
        at=at,
    )
    return Errand.objects.create(
        kind=ErrandKind.MOVE_LETTERS.value,
        subject=f"batch:{batch.id}",
        title=f"{step.label}{len(waiting)}份",
        asked_at=at,
        asked_by=by.words,
        person_id=by.person_id,
        post_id=by.post_id,
    )


@transaction.atomic
def pack_batch(*, batch: Batch, by: Actor, at: datetime) -> Errand:
    """Let the papers of a batch be set as PDF and packed together; return the errand that does it.

    Who asks while that is under way gets the same errand. Raises Refused without the permission.
    """
    if reason := why_not(by, Permission.LETTERS_ISSUE):
        raise Refused(reason)
    count = batch.items.count()
    errand, is_new = Errand.objects.get_or_create(
        kind=ErrandKind.PACK_LETTERS.value,
        subject=f"batch:{batch.id}",
        state__in=sorted(UNFINISHED),
        defaults={
            "title": f"{count}份",
            "asked_at": at,
            "asked_by": by.words,
            "person_id": by.person_id,
            "post_id": by.post_id,
        },
    )
    if is_new:
        audit.record(
            action="batches.pack", subject=f"batch:{batch.id}", facts={"letters": count}, by=by, at=at
        )
    return errand


@transaction.atomic
def move_item(*, item: BatchItem, by: Actor, at: datetime) -> bool:
    """Let one letter of a batch take its step, by its own action with its own entry, or keep why it may not.

    Return whether it moved. What was settled before is left as it is: doing this again changes nothing.
    """
    if not BatchItem.objects.filter(id=item.id, is_moved=False, refusal="").update(is_moved=True):
        return False
    letter = item.letter
    try:
        if queries.digests([letter])[letter.id] != item.seen:
            raise SomebodyWasFirst("作出决定以后，这份函件有变动，没有办理。请单独看过再办。")
        with transaction.atomic():
            _action(BatchStep(item.batch.step))(letter=letter, by=by, at=at)
    except (Refused, SomebodyWasFirst) as refusal:
        BatchItem.objects.filter(id=item.id).update(is_moved=False, refusal=refusal.reason[:500])
        return False
    return True


def _action(step: BatchStep) -> Callable[..., Letter]:
    return {
        BatchStep.SUBMIT: letters.submit_letter,
        BatchStep.APPROVE: letters.approve_letter,
        BatchStep.NUMBER: letters.number_letter,
        BatchStep.ISSUE: letters.issue_letter,
    }[step]
