"""The ledger, one page at a time: what a filter asks for, in SQL that both databases walk by an index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from luoshi.queries.tasks import sight
from luoshi.records import statements
from luoshi.rules import ways
from luoshi.rules.enums import Labelled
from luoshi.rules.people import Actor
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, WHOLE_X100, AssignmentState

PAGE = 50
COUNTED_TO = 1000


class Due(Labelled):
    """Windows of due dates that people ask for."""

    OVERDUE = "overdue", "已逾期"
    WEEK = "week", "本周到期"
    SEVEN = "seven", "7日内到期"
    FOURTEEN = "fourteen", "14日内到期"
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


_DAYS = {Due.SEVEN: 7, Due.FOURTEEN: 14, Due.THIRTY: 30}
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
       (SELECT document.title FROM records_document document WHERE document.id = task.document_id),
       part.change
FROM (SELECT part.* {sought} ORDER BY {order} LIMIT {limit} OFFSET {start}) AS part
JOIN records_task task ON task.id = part.task_id
ORDER BY {order}
"""
# For a sheet of all, every name would be looked up a thousand times: they are fetched once beside the rows.
_EVERY = """
SELECT part.id, part.task_id, task.summary, part.unit_id, part.role, {due_on}, part.claimed_x100,
       {claimed_on}, part.lamp, part.state, part.first_responsible_id, part.direct_responsible_id,
       task.document_id, part.change
FROM (SELECT part.* {sought} ORDER BY {order} LIMIT {limit}) AS part
JOIN records_task task ON task.id = part.task_id
ORDER BY {order}
"""
_UNITS = "SELECT id, short_name FROM records_unit"
_HOLDERS = (
    "SELECT post.id, person.name FROM records_post post"
    " JOIN records_person person ON person.id = post.person_id"
)
_DOCUMENTS = "SELECT id, title FROM records_document"
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
    campaign: str = ""
    words: str = ""
    sort: Sort = Sort.DUE
    descending: bool = False


class Row(NamedTuple):
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
    change: str

    def is_paused(self, today: date) -> bool:
        """Return whether the clock stands, as help was asked for and not yet given."""
        return bool(self.change) and ways.read(self.change).stands_since(today) is not None

    @property
    def moved(self) -> int:
        """Return how often a later date was granted."""
        return ways.read(self.change).moved


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


def _conditions(actor: Actor, asked: Filter, today: date) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield (condition, what stands for its %s) of the visible assignments that a filter asks for."""
    yield sight.limits(actor)
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
    if asked.campaign:
        yield "task.campaign = %s", (asked.campaign,)
    if asked.words:
        pattern = statements.containing(asked.words)
        yield f"(part.task_id {_SUMMED_UP} OR part.unit_id {_CALLED})", (pattern, pattern)


def _window(due: Due, today: date) -> tuple[date, date]:
    if due is Due.WEEK:
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=6)
    return today, today + timedelta(days=_DAYS[due])


def _sought(actor: Actor, asked: Filter, today: date) -> tuple[str, list[object]]:
    """Return FROM and WHERE of the assignments that a filter asks for; only what it needs is joined.

    In the text stand only words of our own; whatever a person typed is handed over apart.
    """
    joined = "records_assignment part"
    if asked.document_id or asked.campaign:
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


def is_longer(actor: Actor, asked: Filter, today: date, than: int) -> bool:
    """Return whether a filter finds more rows than that; no more are counted."""
    sought, handed = _sought(actor, asked, today)
    [[count]] = statements.ask(_COUNT.format(sought=sought, limit=than + 1), handed)
    return int(count) > than


def every(actor: Actor, asked: Filter, today: date, limit: int = 100_000) -> list[Row]:
    """Return all rows that a filter asks for, up to a limit, for a sheet. Four queries."""
    units, holders, documents = (dict(statements.ask(names)) for names in (_UNITS, _HOLDERS, _DOCUMENTS))
    sought, handed = _sought(actor, asked, today)
    days = {name: statements.day_as_kept(f"part.{name}") for name in ("due_on", "claimed_on")}
    asking = _EVERY.format(sought=sought, order=_order(asked), limit=limit, **days)
    found = []
    for row in statements.ask(asking, handed):
        part, task, summary, unit, role, due_on, claimed, on, lamp, state, first, direct, document, change = (
            row
        )
        who = holders.get(first, ""), holders.get(direct, "")
        told = role, _day(due_on), claimed, on and _day(on), lamp, state
        found.append(Row(part, task, summary, units[unit], *told, *who, documents[document], change))
    return found


@cache
def _day(kept: str | date) -> date:
    return date.fromisoformat(kept) if isinstance(kept, str) else kept


def _rows(actor: Actor, asked: Filter, today: date, limit: int, start: int = 0) -> list[Row]:
    """Return rows in the filter's order. Names are fetched only once the rows to show are picked."""
    sought, handed = _sought(actor, asked, today)
    asking = _ROWS.format(
        first=_HOLDER.format("first"),
        direct=_HOLDER.format("direct"),
        sought=sought,
        order=_order(asked),
        limit=limit,
        start=start,
    )
    return [Row(*row) for row in statements.ask(asking, handed)]


def _order(asked: Filter) -> str:
    turn = " DESC" if asked.descending else ""
    return ", ".join(f"part.{field}{turn}" for field in _ORDER[asked.sort])
