"""One document at the desk: what each of its sentences has come to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from luoshi.queries import units as unit_queries
from luoshi.queries.units import Known
from luoshi.records.models import Assignment, Document, Span, Task
from luoshi.rules import campaigns, tasks, units
from luoshi.rules.campaigns import Campaign
from luoshi.rules.documents import SpanKind
from luoshi.rules.tasks import ACCOUNTABLE, Role, TaskState
from luoshi.rules.units import Proposal

ON_THE_DESK = frozenset({TaskState.PROPOSED, TaskState.ACCEPTED})
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
    """One directive as the reading desk shows it; `quote` is the document's slice from `start` to `end`.

    `named` are the units as the text writes them, in their roles; `unknown` those that nobody is known
    by, `taught` those that the office taught, each with the unit that it means.
    """

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
    stages: tuple[date, ...]
    state: TaskState
    drop_reason: str
    is_borderline: bool
    decided_by: str
    decided_at: datetime | None
    owners: tuple[Owner, ...]
    campaign: str
    named: tuple[tuple[str, Role], ...]
    unknown: tuple[str, ...]
    taught: tuple[tuple[str, str], ...]

    @property
    def is_waiting(self) -> bool:
        """Return whether nobody has decided yet."""
        return self.state is TaskState.PROPOSED

    @property
    def campaign_label(self) -> str:
        """The name of its campaign; empty where it belongs to none."""
        return Campaign(self.campaign).label if self.campaign else ""

    @property
    def campaign_reason(self) -> str:
        """Why it belongs to its campaign: the words that suggest it, or that a person chose."""
        suggested = campaigns.suggest(self.quote, self.heading_path[-1] if self.heading_path else "")
        if suggested is not None and suggested.campaign == self.campaign:
            return suggested.reason
        return "人工选定"

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
    def is_waiting(self) -> bool:
        """Return whether nobody has decided yet."""
        return self.state is TaskState.PROPOSED

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
    possible: int = 0
    accepted: int = 0
    dropped: int = 0
    headings: int = 0
    background: int = 0

    @property
    def total(self) -> int:
        """All sentences and headings of the body."""
        return self.waiting + self.possible + self.accepted + self.dropped + self.headings + self.background


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
    known = unit_queries.known({name for task in found for name in task.named_units})
    return [_draft(document, task, owners[task.id], known) for task in found]


def _draft(document: Document, task: Task, owners: list[Owner], known: Mapping[str, Known]) -> Draft:
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
        stages=tuple(map(date.fromisoformat, task.stages)),
        state=TaskState(task.state),
        drop_reason=task.drop_reason,
        is_borderline=task.is_borderline,
        decided_by=task.decided_by or "",
        decided_at=task.decided_at,
        owners=tuple(sorted(owners, key=lambda owner: _RANK[owner.role])),
        campaign=task.campaign,
        named=tuple((name, _role(known.get(name), owners)) for name in task.named_units),
        unknown=tuple(name for name in task.named_units if name not in known),
        taught=tuple(
            (name, known[name].units[0].short_name)
            for name in task.named_units
            if name in known and known[name].is_taught
        ),
    )


def _role(meant: Known | None, owners: Sequence[Owner]) -> Role:
    ids = {unit.id for unit in meant.units} if meant else set()
    return next((owner.role for owner in owners if owner.unit_id in ids), Role.RESPONSIBLE)


def proposals(drafts: Sequence[Draft], day: date) -> dict[int, tuple[Proposal, ...]]:
    """Return who may answer for the waiting directives whose text names nobody, by the duties of a day.

    At most one query. They are proposals only: nobody answers before a person says so.
    """
    unowned = [draft for draft in drafts if draft.is_waiting and not draft.owners and not draft.named]
    duties = unit_queries.duties(day) if unowned else []
    return {draft.id: units.proposals(draft.quote, " ".join(draft.heading_path), duties) for draft in unowned}


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
    became = {
        mark.id: "possible" if mark.is_borderline and mark.is_waiting else _BECAME[mark.state]
        for mark in marks
    }
    counts = dict.fromkeys(("waiting", "possible", "accepted", "dropped", "headings", "background"), 0)
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
