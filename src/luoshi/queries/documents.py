"""Documents, and what each of their sentences has come to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from luoshi.queries import units as unit_queries
from luoshi.records.models import Document, Span, Task
from luoshi.rules import tasks
from luoshi.rules.documents import SpanKind
from luoshi.rules.people import Actor, Permission
from luoshi.rules.tasks import ACCOUNTABLE, Role, TaskState

_READ_AS_TASK = frozenset({SpanKind.DIRECTIVE, SpanKind.POSSIBLE})
_RANK = {role.value: place for place, role in enumerate(Role)}
_BECAME = {
    TaskState.PROPOSED: "waiting",
    TaskState.ACCEPTED: "accepted",
    TaskState.OPEN: "accepted",
    TaskState.CLOSED: "accepted",
    TaskState.CANCELLED: "dropped",
    TaskState.DROPPED: "dropped",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or heading of the text, and the directive that it belongs to, if any."""

    id: int
    start: int
    end: int
    kind: SpanKind
    draft_id: int | None


@dataclass(frozen=True, slots=True)
class Owner:
    """A unit that answers for a directive; the lamp is its own once the document is published."""

    unit_id: int
    name: str
    role: Role
    lamp: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One directive as the reading desk shows it; `quote` is the document's slice from `start` to `end`."""

    id: int
    version: int
    start: int
    end: int
    quote: str
    summary: str
    standard: str
    heading_path: tuple[str, ...]
    deadline_words: str
    start_on: date
    due_on: date | None
    state: TaskState
    drop_reason: str
    is_borderline: bool
    decided_by: str
    decided_at: datetime | None
    owners: tuple[Owner, ...]
    unknown: tuple[str, ...]

    @property
    def is_waiting(self) -> bool:
        """Return whether nobody has decided yet."""
        return self.state is TaskState.PROPOSED

    @property
    def is_accountable(self) -> bool:
        """Return whether somebody leads it or is responsible for it."""
        return any(owner.role in ACCOUNTABLE for owner in self.owners)

    @property
    def why_not_accept(self) -> str | None:
        """Return what it still lacks to be a task; None when it is complete."""
        return tasks.why_not_accept(
            due_on=self.due_on,
            start_on=self.start_on,
            units=len(self.owners),
            leads=sum(owner.role in ACCOUNTABLE for owner in self.owners),
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many sentences and headings of the body became what."""

    waiting: int = 0
    accepted: int = 0
    dropped: int = 0
    headings: int = 0
    background: int = 0

    @property
    def total(self) -> int:
        """All sentences and headings of the body."""
        return self.waiting + self.accepted + self.dropped + self.headings + self.background


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


def document(actor: Actor, document_id: int) -> Document | None:
    """Return a document that an actor may see; None when it is absent or not theirs."""
    return visible(actor).filter(id=document_id).first()


def same_text(actor: Actor, digest: str) -> Document | None:
    """Return the visible document whose text has this digest; None when it was never registered."""
    return visible(actor).filter(text_digest=digest).first()


def draft_rows(document: Document) -> QuerySet[Task]:
    """Return the rows behind a document's directives, in the order of the text, for actions to work on."""
    return document.tasks.select_related("document").order_by("start", "id")


def desk(document: Document, only: Collection[int] | None = None) -> list[Draft]:
    """Return a document's directives in the order of the text, or only some of them. Three queries."""
    rows = document.tasks.order_by("start", "id").prefetch_related("assignments__unit")
    found = list(rows if only is None else rows.filter(id__in=only))
    known = unit_queries.known_names({name for task in found for name in task.named_units})
    return [_draft(document, task, known) for task in found]


def _draft(document: Document, task: Task, known: Collection[str]) -> Draft:
    return Draft(
        id=task.id,
        version=task.version,
        start=task.start,
        end=task.end,
        quote=document.text[task.start : task.end],
        summary=task.summary,
        standard=task.standard,
        heading_path=tuple(task.heading_path),
        deadline_words=task.deadline_words,
        start_on=task.start_on,
        due_on=task.due_on,
        state=TaskState(task.state),
        drop_reason=task.drop_reason,
        is_borderline=task.is_borderline,
        decided_by=task.decided_by or "",
        decided_at=task.decided_at,
        owners=tuple(
            Owner(part.unit_id, part.unit.short_name, Role(part.role), part.lamp)
            for part in sorted(task.assignments.all(), key=lambda part: (_RANK[part.role], part.unit.path))
        ),
        unknown=tuple(name for name in task.named_units if name not in known),
    )


def sentences(document: Document) -> list[Sentence]:
    """Return every sentence and heading of the body in the order of the text, with its directive.

    A sentence belongs to the directive whose quote it overlaps; a note of owners and dates ("（牵头：…）"),
    which stands outside the quote, to the directive before it. Two queries.
    """
    quotes = list(document.tasks.order_by("start", "id").values_list("start", "end", "id"))
    starts = [start for start, _, _ in quotes]
    found = []
    rows = document.spans.order_by("start").values_list("id", "start", "end", "kind")
    for span_id, start, end, kind in rows:
        place = bisect_left(starts, end) - 1
        holder = None
        if place >= 0 and (quotes[place][1] > start or kind in _READ_AS_TASK):
            holder = quotes[place][2]
        found.append(Sentence(span_id, start, end, SpanKind(kind), holder))
    return found


def coverage(document: Document) -> Coverage:
    """Return what became of every sentence of the body, by the decisions taken so far. Three queries."""
    states = dict(document.tasks.values_list("id", "state"))
    counts = dict.fromkeys(("waiting", "accepted", "dropped", "headings", "background"), 0)
    for sentence in sentences(document):
        if sentence.draft_id is not None:
            counts[_BECAME[TaskState(states[sentence.draft_id])]] += 1
        else:
            counts["headings" if sentence.kind is SpanKind.HEADING else "background"] += 1
    return Coverage(**counts)


def sentence_row(document: Document, span_id: int) -> Span | None:
    """Return the row behind one sentence of a document; None when it is absent."""
    return document.spans.select_related("document").filter(id=span_id).first()
