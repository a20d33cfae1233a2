"""Which documents there are, for whom, and where words stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from luoshi.records.models import Document, Span
from luoshi.rules.people import Actor, Permission
from luoshi.rules.tasks import TaskState


def visible(actor: Actor) -> QuerySet[Document]:
    """Return the documents that an actor may see: those who read for the city see all, others none."""
    if actor.may(Permission.DOCUMENTS_SEE):
        return Document.objects.all()
    return Document.objects.none()


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the list, with how many of its directives wait, are accepted, are in the ledger."""

    document: Document
    waiting: int
    accepted: int
    ledgered: int


def unpublished(actor: Actor) -> QuerySet[Any, Any]:
    """Return (id, title, directives waiting, accepted) of the visible documents not yet published."""
    rows = visible(actor).filter(published_at=None).order_by("-registered_at", "-id")
    return rows.values_list("id", "title").annotate(waiting=_WAITING, accepted=_ACCEPTED)


_WAITING = Count("tasks", filter=Q(tasks__state=TaskState.PROPOSED))
_ACCEPTED = Count("tasks", filter=Q(tasks__state=TaskState.ACCEPTED))


def listed(actor: Actor, titled: str = "") -> list[Listed]:
    """Return the visible documents without their texts, newest first, in one query.

    `titled` asks only for those with these words in the title.
    """
    rows = (
        visible(actor)
        .filter(title__contains=titled)
        .defer("text")
        .annotate(
            waiting=_WAITING,
            accepted=_ACCEPTED,
            ledgered=Count("tasks", filter=Q(tasks__state__in=[TaskState.OPEN, TaskState.CLOSED])),
        )
        .order_by("-registered_at", "-id")
    )
    return [Listed(row, row.waiting, row.accepted, row.ledgered) for row in rows]


def document(actor: Actor, document_id: int) -> Document | None:
    """Return a document that an actor may see; None when it is absent or not theirs."""
    return visible(actor).filter(id=document_id).first()


def same_text(actor: Actor, digest: str) -> Document | None:
    """Return the visible document whose text has this digest; None when it was never registered."""
    return visible(actor).filter(text_digest=digest).first()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a document that holds the words looked for, cut around them."""

    document: Document
    span_start: int
    before: str
    words: str
    after: str


def places(words: str, limit: int = 60) -> list[tuple[int, int]]:
    """Return (document, offset) of the words in the bodies of all documents, newest document first.

    Says nothing of who may see them: for other queries, never for a page.
    """
    found: list[tuple[int, int]] = []
    rows = Document.objects.filter(text__contains=words).order_by("-id")
    for document_id, text, start, end in rows.values_list("id", "text", "body_start", "body_end")[:limit]:
        place = text.find(words, start, end)
        while place >= 0 and len(found) < limit:
            found.append((document_id, place))
            place = text.find(words, place + len(words), end)
    return found


def saying(actor: Actor, words: str, limit: int = 20) -> list[Said]:
    """Return the sentences of visible documents that hold the words, newest document first."""
    found = places(words)
    if not found or not actor.may(Permission.DOCUMENTS_SEE):
        return []
    holding = Q()
    for document_id, place in found:
        holding |= Q(document=document_id, start__lte=place, end__gt=place)
    spans = Span.objects.filter(holding).select_related("document").order_by("-document_id", "start")
    said = []
    for span in spans[:limit]:
        sentence = span.document.text[span.start : span.end]
        before, held, after = sentence.partition(words)
        said.append(Said(span.document, span.start, before, held, after))
    return said


def titled(actor: Actor, words: str, limit: int = 20) -> list[Document]:
    """Return the visible documents whose title or number holds the words, newest first."""
    rows = visible(actor).filter(Q(title__contains=words) | Q(number__contains=words))
    return list(rows.defer("text").order_by("-registered_at", "-id")[:limit])
