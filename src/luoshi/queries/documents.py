"""Documents, and what each of their sentences has come to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from luoshi.records.models import Document, Span, Task
from luoshi.rules.documents import SpanKind
from luoshi.rules.people import Actor, Permission
from luoshi.rules.tasks import TaskState


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text as the reading desk shows it: plain, heading, or lit with its directive."""

    text: str
    kind: str
    start: int
    task_id: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many sentences of the body became what."""

    tasks: int
    possible: int
    headings: int
    background: int

    @property
    def total(self) -> int:
        """All sentences and headings of the body."""
        return self.tasks + self.possible + self.headings + self.background


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


def listed(actor: Actor) -> list[Listed]:
    """Return the visible documents without their texts, newest first, in one query."""
    rows = (
        visible(actor)
        .defer("text")
        .annotate(
            waiting=Count("tasks", filter=Q(tasks__state=TaskState.PROPOSED)),
            accepted=Count("tasks", filter=Q(tasks__state=TaskState.ACCEPTED)),
            ledgered=Count("tasks", filter=Q(tasks__state__in=[TaskState.OPEN, TaskState.CLOSED])),
        )
        .order_by("-registered_at", "-id")
    )
    return [Listed(row, row.waiting, row.accepted, row.ledgered) for row in rows]


def drafts(document: Document) -> list[Task]:
    """Return a document's directives in the order of the text, each with its assignments and their units."""
    return list(
        document.tasks.order_by("start", "id")
        .prefetch_related("assignments__unit")
        .select_related("document")
    )


def pieces(document: Document) -> list[Piece]:
    """Return the body cut at every directive and heading: joined together, the pieces are the body again."""
    marks: list[tuple[int, int, str, int | None]] = [
        (task.start, task.end, task.state, task.id)
        for task in document.tasks.order_by("start").only("start", "end", "state")
    ]
    marks += [
        (span.start, span.end, span.kind, None)
        for span in document.spans.filter(kind__in=[SpanKind.HEADING]).only("start", "end", "kind")
    ]
    cut: list[Piece] = []
    place = document.body_start
    for start, end, kind, task_id in sorted(marks, key=lambda mark: (mark[0], mark[1])):
        if start < place:
            continue
        if start > place:
            cut.append(Piece(document.text[place:start], "", place, None))
        cut.append(Piece(document.text[start:end], kind, start, task_id))
        place = end
    if place < document.body_end:
        cut.append(Piece(document.text[place : document.body_end], "", place, None))
    return cut


def coverage(document: Document) -> Coverage:
    """Return what became of every sentence of the body."""
    counts = dict(
        Span.objects.filter(document=document)
        .values_list("kind")
        .annotate(n=Count("id"))
        .values_list("kind", "n")
    )
    return Coverage(
        tasks=counts.get(SpanKind.DIRECTIVE, 0),
        possible=counts.get(SpanKind.POSSIBLE, 0),
        headings=counts.get(SpanKind.HEADING, 0),
        background=counts.get(SpanKind.BACKGROUND, 0),
    )
