"""The ledger: which assignments an actor sees, one page at a time, and the story of one task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from luoshi.queries import audit, documents, people
from luoshi.records import statements
from luoshi.records.models import Assignment, Entry, Task, Unit
from luoshi.rules.enums import Labelled
from luoshi.rules.lamps import Trajectory
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, WHOLE_X100, AssignmentState, Role

Part: TypeAlias = Assignment
"""One unit's part of a task, as pages name its type: they never import records."""
PAGE = 50
COUNTED_TO = 1000
REGISTERED = "documents.register"


class Due(Labelled):
    """Windows of due dates that people ask for."""

    OVERDUE = "overdue", "已逾期"
    WEEK = "week", "本周到期"
    SEVEN = "seven", "7日内到期"
    THIRTY = "thirty", "30日内到期"


class Standing(Labelled):
    """Groups of states that people ask for."""

    UNDERWAY = "underway", "办理中"
    CLOSING = "closing", "申请销号"
    CLOSED = "closed", "已销号"
    ALL = "all", "全部"


class Sort(Labelled):
    """Orders of the ledger; a leading minus turns one round."""

    DUE = "due", "完成时限"
    UNIT = "unit", "责任单位"
    CLAIMED = "claimed", "进度"


_ORDER = {
    Sort.DUE: ("due_on", "id"),
    Sort.UNIT: ("unit_id", "due_on", "id"),
    Sort.CLAIMED: ("claimed_x100", "due_on", "id"),
}
_STATES = {Standing.CLOSING: AssignmentState.CLOSING, Standing.CLOSED: AssignmentState.CLOSED}
_HOLDER = (
    "(SELECT person.name FROM records_person person WHERE person.id ="
    " (SELECT post.person_id FROM records_post post WHERE post.id = part.{}_responsible_id))"
)
_HELD_BY = (
    "IN (SELECT post.id FROM records_post post JOIN records_person person ON person.id = post.person_id"
    " WHERE person.name = %s)"
)
_SUMMED_UP = "IN (SELECT task.id FROM records_task task WHERE task.summary LIKE %s ESCAPE '!')"
_CALLED = "IN (SELECT unit.id FROM records_unit unit WHERE unit.name LIKE %s ESCAPE '!')"
# The names stand beside the rows, not joined to them: PostgreSQL plans eight joined tables in twenty
# milliseconds, and these in two. They are looked up only for the rows that are picked.
_ROWS = """
SELECT part.id, part.task_id, task.summary,
       (SELECT unit.short_name FROM records_unit unit WHERE unit.id = part.unit_id),
       part.role, part.due_on, part.claimed_x100, part.claimed_on, part.lamp, part.state,
       COALESCE({first}, ''), COALESCE({direct}, ''),
       (SELECT document.title FROM records_document document WHERE document.id = task.document_id)
FROM (SELECT part.* {sought} ORDER BY {order} LIMIT {limit} OFFSET {start}) AS part
JOIN records_task task ON task.id = part.task_id
ORDER BY {order}
"""
_COUNT = "SELECT count(*) FROM (SELECT 1 {sought} LIMIT {limit}) AS found"


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody asked the ledger for. Empty fields ask for nothing."""

    standing: Standing = Standing.UNDERWAY
    branch_id: int | None = None
    lamp: str = ""
    due: str = ""
    owner: str = ""
    document_id: int | None = None
    words: str = ""
    sort: Sort = Sort.DUE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ledger, ready to be shown or written to a sheet."""

    id: int
    task_id: int
    summary: str
    unit: str
    role: str
    due_on: date
    claimed_x100: int
    claimed_on: date | None
    lamp: str
    state: str
    first: str
    direct: str
    document: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the ledger. `count` stops at COUNTED_TO + 1: nobody reads on, and counting all is slow."""

    rows: list[Row]
    number: int
    count: int

    @property
    def has_next(self) -> bool:
        """Return whether another page follows."""
        return self.count > self.number * PAGE

    @property
    def first_index(self) -> int:
        """Return the place of the first row shown among all found, counted from 1."""
        return (self.number - 1) * PAGE + 1

    @property
    def last_index(self) -> int:
        """Return the place of the last row shown among all found."""
        return (self.number - 1) * PAGE + len(self.rows)

    @property
    def is_counted(self) -> bool:
        """Return whether `count` is the true count."""
        return self.count <= COUNTED_TO


class _WrittenOut(Value):
    """A code of our own that stands in the SQL itself instead of being handed over as a parameter."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:  # noqa: ARG002
        """Return the quoted code; it is a member of an enum, never anything that a person typed."""
        return f"'{self.value}'", ()


def underway() -> Q:
    """Return the condition that an assignment is under way, written so that SQLite can use its indexes.

    Those indexes hold only rows under way. SQLite takes one only where it reads the same condition in the
    query's own text; behind a parameter it does not see it and walks the whole table.
    """
    return Q(state__in=[_WrittenOut(state) for state in sorted(UNDERWAY)])


def visible(actor: Actor) -> QuerySet[Assignment]:
    """Return the assignments in the ledger that an actor may see."""
    published = Assignment.objects.exclude(state=AssignmentState.PLANNED)
    return published.filter(_scope(actor))


def _scope(actor: Actor) -> Q:
    if not actor.may(Permission.TASKS_SEE) or actor.scope is Scope.NOTHING:
        return Q(pk__in=[])
    if actor.scope is Scope.CITY:
        return Q()
    if actor.scope is Scope.BRANCH:
        return Q(branch_id=actor.branch_id)
    return Q(unit_id=actor.unit_id)


def _conditions(actor: Actor, asked: Filter, today: date) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield (condition, what stands for its %s) of the visible assignments that a filter asks for."""
    yield limits(actor)
    if asked.standing is Standing.UNDERWAY:
        yield f"part.state IN {statements.codes(UNDERWAY)}", ()
    else:
        yield "NOT (part.state = 'PLANNED')", ()
    if asked.standing in _STATES:
        yield f"part.state = {_STATES[asked.standing].value!r}", ()
    if asked.branch_id:
        yield "part.branch_id = %s", (asked.branch_id,)
    if asked.lamp:
        yield "part.lamp = %s", (asked.lamp,)
    if asked.due == Due.OVERDUE:
        yield "part.due_on < %s", (today,)
        # The sum keeps SQLite from walking along the index of claims: nearly all are below the whole.
        yield f"part.claimed_x100 + 0 < {WHOLE_X100}", ()
        yield f"part.role IN {statements.codes(ACCOUNTABLE)}", ()
    elif asked.due:
        yield "part.due_on BETWEEN %s AND %s", _window(Due(asked.due), today)
    if asked.owner:
        yield (
            f"(part.first_responsible_id {_HELD_BY} OR part.direct_responsible_id {_HELD_BY})",
            (
                asked.owner,
                asked.owner,
            ),
        )
    if asked.document_id:
        yield "task.document_id = %s", (asked.document_id,)
    if asked.words:
        pattern = statements.containing(asked.words)
        yield f"(part.task_id {_SUMMED_UP} OR part.unit_id {_CALLED})", (pattern, pattern)


def limits(actor: Actor) -> tuple[str, tuple[object, ...]]:
    """Return the condition, and what stands for its %s, that keeps `part` to what an actor may see.

    The same as `visible`, but for parts still PLANNED, which every statement leaves out by itself.
    """
    if not actor.may(Permission.TASKS_SEE) or actor.scope is Scope.NOTHING:
        return "1 = 0", ()
    if actor.scope is Scope.CITY:
        return "1 = 1", ()
    if actor.scope is Scope.BRANCH:
        return "part.branch_id = %s", (actor.branch_id,)
    return "part.unit_id = %s", (actor.unit_id,)


def _window(due: Due, today: date) -> tuple[date, date]:
    if due is Due.WEEK:
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=6)
    return today, today + timedelta(days=7 if due is Due.SEVEN else 30)


def _sought(actor: Actor, asked: Filter, today: date) -> tuple[str, list[object]]:
    """Return FROM and WHERE of the assignments that a filter asks for; only what it needs is joined.

    In the text stand only words of our own; whatever a person typed is handed over apart.
    """
    joined = "records_assignment part"
    if asked.document_id:
        joined += " JOIN records_task task ON task.id = part.task_id"
    conditions = list(_conditions(actor, asked, today))
    where = " AND ".join(condition for condition, _ in conditions)
    return f"FROM {joined} WHERE {where}", [each for _, handed in conditions for each in handed]


def page(actor: Actor, asked: Filter, today: date, number: int = 1) -> Page:
    """Return one page of the ledger: two queries, however large the ledger."""
    start = (number - 1) * PAGE
    shown = _rows(actor, asked, today, PAGE, start)
    if number == 1 and len(shown) < PAGE:
        return Page(shown, number, len(shown))
    sought, handed = _sought(actor, asked, today)
    enough = max(COUNTED_TO + 1, start + PAGE + 1)
    [[count]] = statements.ask(_COUNT.format(sought=sought, limit=enough), handed)
    return Page(shown, number, count)


def every(actor: Actor, asked: Filter, today: date, limit: int = 100_000) -> list[Row]:
    """Return all rows that a filter asks for, up to a limit, for a sheet."""
    return _rows(actor, asked, today, limit)


def _rows(actor: Actor, asked: Filter, today: date, limit: int, start: int = 0) -> list[Row]:
    """Return rows in the filter's order. Names are fetched only once the rows to show are picked."""
    sought, handed = _sought(actor, asked, today)
    turn = " DESC" if asked.descending else ""
    order = ", ".join(f"part.{field}{turn}" for field in _ORDER[asked.sort])
    asking = _ROWS.format(
        first=_HOLDER.format("first"),
        direct=_HOLDER.format("direct"),
        sought=sought,
        order=order,
        limit=limit,
        start=start,
    )
    return [Row(*row) for row in statements.ask(asking, handed)]


def visible_part(actor: Actor, part_id: int) -> Assignment | None:
    """Return one unit's part that an actor may see, with its task and unit; None when not theirs."""
    return visible(actor).filter(id=part_id).select_related("task", "unit").first()


def own_part(actor: Actor, part_id: int) -> Assignment | None:
    """Return a part of the actor's own unit, with its task; None when absent or not theirs."""
    limited, handed = limits(actor)
    own = Assignment.objects.raw(_OWN_PART.format(limited), [min(part_id, _NOBODY), actor.unit_id, *handed])
    for part in own:
        [part.task] = Task.objects.raw("SELECT * FROM records_task WHERE id = %s", [part.task_id])
        return part
    return None


_OWN_PART = """
SELECT part.* FROM records_assignment part
WHERE part.id = %s AND part.unit_id = %s AND part.state <> 'PLANNED' AND {}
"""
_NOBODY = 2**63 - 1
"""The last number that a database knows; asked for one beyond it, SQLite breaks."""


def answerable_posts(part: Assignment) -> set[int]:
    """Return the posts that answer for a part or reported on it, and all others that the same persons held.

    None of them may verify it.
    """
    reporters = part.reports.values_list("submitted_post_id", flat=True)
    answerable = (part.first_responsible_id, part.direct_responsible_id, *reporters)
    return people.posts_of_holders({post for post in answerable if post is not None})


def is_last_accountable(part: Assignment) -> bool:
    """Return whether no other accountable part of the same task is under way: with this one the task ends."""
    others = Assignment.objects.filter(underway(), task=part.task_id, role__in=sorted(ACCOUNTABLE))
    return not others.exclude(id=part.id).exists()


def visible_task(actor: Actor, task_id: int) -> Task | None:
    """Return a task in the ledger of which an actor may see some part; None when absent or not theirs."""
    # A number beyond all bounds finds nothing in a subquery; compared with a foreign key it breaks SQLite.
    wanted = Task.objects.filter(id=task_id)
    part = visible(actor).filter(task__in=wanted).select_related("task__document").first()
    return part.task if part else None


def parts(actor: Actor, task: Task) -> list[Assignment]:
    """Return the parts of a task that an actor may see, accountable units first, with those responsible."""
    rows = (
        visible(actor)
        .filter(task=task)
        .select_related("unit", "task", "first_responsible__person", "direct_responsible__person")
    )
    rank = {role.value: place for place, role in enumerate(Role)}
    return sorted(rows, key=lambda part: (rank[part.role], part.unit.path))


def trajectory(task: Task) -> Trajectory:
    """Return the planned way of a task in the ledger, from its milestones."""
    assert task.due_on is not None, "a task in the ledger has a due date"
    steps = statements.ask(
        "SELECT due_on, planned_x100 FROM records_milestone"
        " WHERE task_id = %s AND due_on BETWEEN %s AND %s ORDER BY due_on",
        (task.id, task.start_on, task.due_on),
    )
    return Trajectory(task.start_on, task.due_on, tuple(steps))


def history(actor: Actor, task: Task, seen: Sequence[Assignment]) -> list[Entry]:
    """Return what was done to a task and to the parts of it that an actor sees, oldest first.

    How the office read and weighed the directive is told to those who see documents; to a unit the story
    begins with the publishing of the document.
    """
    entries = audit.entries_about(
        f"document:{task.document_id}", f"task:{task.id}", *(f"assignment:{part.id}" for part in seen)
    )
    if actor.may(Permission.DOCUMENTS_SEE):
        return entries
    return [each for each in entries if not each.subject.startswith("task:") and each.action != REGISTERED]


def claimed_whole(actor: Actor) -> list[Assignment]:
    """Return the visible assignments that claim the whole and have not asked to be struck off."""
    rows = visible(actor).filter(state=AssignmentState.OPEN, claimed_x100=WHOLE_X100)
    return list(rows.select_related("unit", "task").order_by("due_on", "id"))


def falling_due(on: date, until: date) -> list[tuple[Unit, int]]:
    """Return each unit with how many unfinished assignments it answers for fall due from `on` to `until`."""
    counts = dict(
        Assignment.objects.filter(
            state=AssignmentState.OPEN, role__in=sorted(ACCOUNTABLE), due_on__gte=on, due_on__lte=until
        )
        .filter(claimed_x100__lt=WHOLE_X100)
        .order_by()
        .values_list("unit_id")
        .annotate(n=Count("id"))
    )
    return [(unit, counts[unit.id]) for unit in Unit.objects.filter(id__in=counts).order_by("path")]


def named(actor: Actor, words: str, limit: int = 20) -> list[Task]:
    """Return the tasks in the ledger, of which an actor sees some part, that say these words.

    In their name or in the sentence that they came from; soonest due first.
    """
    saying = Q(summary__contains=words)
    for document_id, place in documents.places(words):
        saying |= Q(document=document_id, start__lte=place, end__gt=place)
    seen = visible(actor).filter(task=OuterRef("pk"))
    rows = Task.objects.filter(saying).filter(Exists(seen)).select_related("document").defer("document__text")
    return list(rows.order_by("due_on", "id")[:limit])
