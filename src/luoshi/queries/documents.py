"""Documents, and what each of their sentences has come to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from luoshi.queries import units as unit_queries
from luoshi.records.models import Assignment, Document, Span, Task
from luoshi.rules import tasks
from luoshi.rules.documents import SpanKind
from luoshi.rules.people import Actor, Permission
from luoshi.rules.tasks import ACCOUNTABLE, Role, TaskState

_READ_AS_TASK = frozenset({SpanKind.DIRECTIVE, SpanKind.POSSIBLE})
_RANK = {role: place for place, role in enumerate(Role)}
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
    def mark(self) -> Mark:
        """Where it stands, without its words."""
        leads = sum(owner.role in ACCOUNTABLE for owner in self.owners)
        return Mark(
            self.id, self.state, self.is_borderline, self.start_on, self.due_on, len(self.owners), leads
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one directive stands: `units` have a part in it, `leads` of them are accountable."""

    id: int
    state: TaskState
    is_borderline: bool
    start_on: date
    due_on: date | None
    units: int
    leads: int

    @property
    def why_not_accept(self) -> str | None:
        """Return what it still lacks to be a task; None when it is complete."""
        return tasks.why_not_accept(
            due_on=self.due_on, start_on=self.start_on, units=self.units, leads=self.leads
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


def listed(actor: Actor, titled: str = "") -> list[Listed]:
    """Return the visible documents without their texts, newest first, in one query.

    `titled` asks only for those with these words in the title.
    """
    rows = (
        visible(actor)
        .filter(title__contains=titled)
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


def draft_rows(document: Document) -> list[Task]:
    """Return the rows behind a document's directives, in the order of the text, for actions to work on."""
    return list(document.tasks.select_related("document").order_by("start", "id"))


def draft_row(document: Document, task_id: int) -> Task | None:
    """Return the row behind one of a document's directives; None when it is not there (any more)."""
    return document.tasks.select_related("document").filter(id=task_id).first()


def who_was_first(task: Task) -> str:
    """Return who changed a directive since somebody read it, and what became of it."""
    current = Task.objects.filter(id=task.id).first()
    if current is None:
        return "这条已被他人合并到另一条，请查看最新内容。"
    return (
        f"这条已由{current.decided_by or '他人'}改动，现为“{TaskState(current.state).label}”。"
        "请查看最新内容后再处理。"
    )


def desk(document: Document, only: Collection[int] | None = None) -> list[Draft]:
    """Return a document's directives in the order of the text, or only some of them. Three queries."""
    rows = document.tasks.order_by("start", "id")
    found = list(rows if only is None else rows.filter(id__in=only))
    owners: dict[int, list[Owner]] = {task.id: [] for task in found}
    parts = Assignment.objects.filter(task__document=document).order_by("unit__path")
    parts = parts if only is None else parts.filter(task__in=only)
    for task_id, unit_id, name, role, lamp in parts.values_list(
        "task_id", "unit_id", "unit__short_name", "role", "lamp"
    ):
        owners[task_id].append(Owner(unit_id, name, Role(role), lamp))
    known = unit_queries.known_names({name for task in found for name in task.named_units})
    return [_draft(document, task, owners[task.id], known) for task in found]


def _draft(document: Document, task: Task, owners: list[Owner], known: Collection[str]) -> Draft:
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
        owners=tuple(sorted(owners, key=lambda owner: _RANK[owner.role])),
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


def coverage(sentences: Collection[Sentence], marks: Collection[Mark]) -> Coverage:
    """Return what became of every sentence of the body, by where each directive stands."""
    became = {mark.id: _BECAME[mark.state] for mark in marks}
    counts = dict.fromkeys(("waiting", "accepted", "dropped", "headings", "background"), 0)
    for sentence in sentences:
        if sentence.draft_id is not None:
            counts[became[sentence.draft_id]] += 1
        else:
            counts["headings" if sentence.kind is SpanKind.HEADING else "background"] += 1
    return Coverage(**counts)


def marks(document: Document) -> list[Mark]:
    """Return where each of a document's directives stands, in the order of the text. One query."""
    rows = document.tasks.order_by("start", "id").annotate(
        units=Count("assignments"),
        leads=Count("assignments", filter=Q(assignments__role__in=sorted(ACCOUNTABLE))),
    )
    columns = ("id", "state", "is_borderline", "start_on", "due_on", "units", "leads")
    return [
        Mark(task_id, TaskState(state), *others) for task_id, state, *others in rows.values_list(*columns)
    ]


def sentence_row(document: Document, span_id: int) -> Span | None:
    """Return the row behind one sentence of a document; None when it is absent."""
    return document.spans.select_related("document").filter(id=span_id).first()


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
