"""Letters that may be decided on together, and what came of those that were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Count, QuerySet

from luoshi.crafts.papers import Paper
from luoshi.queries import letters
from luoshi.records.models import Batch, BatchItem, Letter
from luoshi.rules import audit, batches
from luoshi.rules.batches import BatchStep
from luoshi.rules.letters import LetterKind
from luoshi.rules.people import Actor, Scope

# The kinds of row that pages may name; they import no records themselves.
__all__ = ["Batch", "BatchItem"]


def waiting(actor: Actor, step: BatchStep, kind: str) -> list[Letter]:
    """Return the visible letters of a kind that wait for a step, oldest first, no more than may go together.

    Each with the number of assignments that it is about as `things`. One query.
    """
    rows = letters.visible(actor).filter(state=batches.FROM[step], kind=kind).order_by("id")
    return list(rows.annotate(things=Count("items"))[: batches.MOST])


def counts(actor: Actor) -> list[tuple[BatchStep, LetterKind, int]]:
    """Return for each step that the actor may take and each kind how many letters wait, in that order."""
    steps = {batches.FROM[step].value: step for step in BatchStep if actor.may(batches.NEEDS[step])}
    rows = letters.visible(actor).filter(state__in=steps).order_by().values_list("state", "kind")
    found = {(state, kind): count for state, kind, count in rows.annotate(count=Count("id"))}
    return [
        (step, kind, found[state, kind.value])
        for state, step in steps.items()
        for kind in LetterKind
        if (state, kind.value) in found
    ]


def digests(rows: Sequence[Letter]) -> dict[int, str]:
    """Return {letter: digest of all that somebody sees of it when deciding}."""
    return {letter.id: audit.digest("\n".join(map(str, _shown(letter)))) for letter in rows}


def _shown(letter: Letter) -> tuple[object, ...]:
    things = getattr(letter, "things", None)
    return (
        letter.state,
        letter.layout,
        letter.number,
        says(letter),
        letter.copies,
        letter.present,
        letter.excused,
        letter.observing,
        letter.reply_days,
        letter.items.count() if things is None else things,
    )


def says(letter: Letter) -> str:
    """Return the words of a letter that somebody wrote, a line each."""
    words = (letter.title, letter.text, letter.closing, letter.annex_title, letter.annex_text)
    return "\n".join(words).strip()


def visible(actor: Actor) -> QuerySet[Batch]:
    """Return the decisions about many letters, newest first; only who sees the whole city sees them."""
    rows = Batch.objects.annotate(total=Count("items")).order_by("-id")
    return rows if actor.scope is Scope.CITY else rows.none()


def found(batch_id: int) -> Batch | None:
    """Return a decision by its number."""
    return Batch.objects.filter(id=batch_id).first()


def left(batch: Batch) -> Iterator[BatchItem]:
    """Yield the letters of a decision whose turn has not come yet, in their order."""
    ids = list(batch.items.filter(is_moved=False, refusal="").order_by("id").values_list("id", flat=True))
    for item_id in ids:
        yield BatchItem.objects.select_related("letter__unit", "letter__issuer").get(id=item_id)


def tally(batch: Batch) -> tuple[int, int, int]:
    """Return how many letters of a decision were moved, refused, and are left."""
    total, moved = batch.items.count(), batch.items.filter(is_moved=True).count()
    refused = batch.items.exclude(refusal="").count()
    return moved, refused, total - moved - refused


def refused(batch: Batch) -> list[BatchItem]:
    """Return the letters of a decision that were not moved, each with its reason."""
    return list(batch.items.exclude(refusal="").select_related("letter__unit").order_by("id"))


def looked_at(batch: Batch) -> list[BatchItem]:
    """Return the letters of a decision that were looked at closely."""
    return list(batch.items.filter(is_sample=True).select_related("letter__unit").order_by("id"))


def papers(batch: Batch, today: date) -> dict[int, Paper]:
    """Return {letter: its paper} of a decision, in its order; drafts are dated `today`."""
    rows = Letter.objects.filter(batch_items__batch=batch).select_related("unit", "issuer")
    return {letter.id: letters.paper(letter, today=today) for letter in rows.order_by("batch_items__id")}
