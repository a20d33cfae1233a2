"""What is on record of the parts of units, as a rehearsal replays it: plain rows, unit after unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from luoshi.queries.rehearsals import switches
from luoshi.queries.rehearsals.spans import Span
from luoshi.records import rows, statements
from luoshi.rules.rehearsals import (
    ASIDE,
    CLAIM,
    CLOSE,
    CODES,
    DAY,
    ENDLESS,
    Event,
    Laid,
    Past,
    Warned,
    monday,
    warning_number,
)
from luoshi.rules.reports.periods import MOST_DAYS
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState
from luoshi.rules.units import UnitKind

_KNOWN = statements.codes(set(AssignmentState) - {AssignmentState.PLANNED})


class Part(NamedTuple):
    """One part as the ledger has it: when it was published and struck off, and what it shows today."""

    id: int
    task: int
    unit: int
    lamp: str
    published: int
    closed: int | None
    campaign: str
    summary: str


_PARTS = f"""records_assignment part
JOIN records_task task ON task.id = part.task_id
JOIN records_document document ON document.id = task.document_id
WHERE part.state IN {_KNOWN} AND part.role IN {statements.codes(ACCOUNTABLE)}
  AND document.published_at < %s AND (part.closed_at IS NULL OR part.closed_at >= %s)"""


class Place(NamedTuple):
    """A unit that is accountable for so many parts."""

    unit: int
    kind: UnitKind
    parts: int


def places(span: Span) -> list[Place]:
    """Return the units that were accountable for anything in these days, in the order of the tree."""
    found = statements.ask(
        "SELECT unit.id, unit.kind, own.parts FROM records_unit unit JOIN"  # noqa: S608
        f" (SELECT part.unit_id, count(*) AS parts FROM {_PARTS} GROUP BY part.unit_id) own"
        " ON own.unit_id = unit.id ORDER BY unit.path",
        [span.instant(span.ends), span.instant(span.begins)],
    )
    return [Place(unit, UnitKind(kind), parts) for unit, kind, parts in found]


def parts_of(span: Span, units: Collection[int]) -> list[Part]:
    """Return the parts that units were accountable for in these days, unit by unit."""
    published, closed = (statements.seconds(name) for name in ("document.published_at", "part.closed_at"))
    found = statements.ask(
        "SELECT part.id, part.task_id, part.unit_id, part.lamp,"  # noqa: S608
        f" {published} + %s, {closed} + %s, task.campaign, task.summary FROM {_PARTS}"
        f" AND part.unit_id IN ({rows.handed_over('bigint')}) ORDER BY part.unit_id, part.id",
        [
            span.offset,
            span.offset,
            span.instant(span.ends),
            span.instant(span.begins),
            rows.packed([unit] for unit in units),
        ],
    )
    return [Part(*row) for row in found]


def pasts_of(span: Span, parts: Sequence[Part]) -> Iterator[Past]:
    """Yield each of these parts with everything on record of it, in their order. A dozen queries."""
    span.know({part.task for part in parts})
    ids = [part.id for part in parts]
    told, aside = _claims(span, ids), _set_aside(span, ids)
    moved = switches.of(span, {part.id: part.task for part in parts})
    old = [part.id for part in parts if part.published < span.begins]
    stood, warned = (_stood(span, old), _warned(span, old)) if old else ({}, {})
    for part in parts:
        events, laid = told.get(part.id, []), Laid(span.course(part.task))
        if part.id in moved:
            laid, switched = moved[part.id]
            events = sorted([*events, *switched], key=_moment)
        if part.id in aside:
            events = sorted([*events, *aside[part.id]], key=_moment)
        if part.closed is not None and part.closed < span.ends:
            events.append((part.closed, CLOSE, 0, None))
        if part.published >= span.begins:
            yield Past(part.id, part.published, laid, events, lamp_on=part.published // DAY)
            continue
        lamp, lamp_on, claimed = stood[part.id]
        shown, since = CODES[lamp or "GREY"], lamp_on or part.published // DAY
        standing, quiet = _standing(warned.get(part.id, []), shown, since, span)
        yield Past(
            part.id,
            span.begins,
            laid,
            events,
            lamp=shown,
            lamp_on=since,
            claimed=claimed or 0,
            started=claimed is not None,
            is_new=False,
            warning=standing,
            aside=quiet,
        )


def _moment(event: Event) -> int:
    return event[0]


def _claims(span: Span, ids: Sequence[int]) -> dict[int, list[Event]]:
    """Return {part: its accounts in these days, in the order in which they were sent}."""
    statement = (
        f"SELECT report.assignment_id, {statements.seconds('report.submitted_at')} + %s,"  # noqa: S608
        f" {statements.ordinal('report.week_start')}, report.claimed_x100 FROM records_report report"
        f" WHERE report.assignment_id IN ({rows.handed_over('bigint')}) AND report.week_start >= %s"
        " ORDER BY report.assignment_id, report.week_start, report.revision"
    )
    first = monday(span.days.first) - 7 - MOST_DAYS
    given = [span.offset, rows.packed([each] for each in ids), date.fromordinal(first)]
    begins, ends = span.begins, span.ends
    found: dict[int, list[Event]] = {}
    mixed: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    last = before = 0
    mine: list[Event] = []
    for part, moment, week, claimed in statements.ask(statement, given):
        if part != last:
            last, before = part, 0
            mine = found[part] = []
        if moment < before or moment >= (week + 7) * DAY:
            mixed[part].append((moment, week, claimed))
        before = moment
        if begins <= moment < ends:
            mine.append((moment, CLAIM, claimed, None))
    for part, late in mixed.items():
        found[part] = _without_outdone(found[part], late)
    return found


def _without_outdone(told: Sequence[Event], late: Sequence[tuple[int, int, int]]) -> list[Event]:
    """Return accounts in order of moments, without what was made up after a later week was told of.

    That changes no lamp, as actions/reports has it; `late` are (moment, Monday, progress) of such accounts.
    """
    outdone = set()
    for moment, week, claimed in late:
        later = any(each < moment and each // DAY >= week + 7 for each in map(_moment, told))
        if later and moment // DAY >= week + 7:
            outdone.add((moment, CLAIM, claimed, None))
    return sorted((event for event in told if event not in outdone), key=_moment)


def _set_aside(span: Span, ids: Sequence[int]) -> dict[int, list[Event]]:
    """Return {part: the warnings that a person set aside in these days}."""
    statement = (
        f"SELECT assignment_id, {statements.seconds('dismissed_at')} + %s, lamp,"  # noqa: S608
        f" {statements.ordinal('raised_on')} FROM records_alert"
        f" WHERE assignment_id IN ({rows.handed_over('bigint')})"
        " AND dismissed_at >= %s AND dismissed_at < %s ORDER BY dismissed_at"
    )
    given = [span.offset, rows.packed([each] for each in ids), span.instant(span.begins)]
    found: dict[int, list[Event]] = defaultdict(list)
    for part, moment, lamp, raised in statements.ask(statement, [*given, span.instant(span.ends)]):
        found[part].append((moment, ASIDE, warning_number(CODES[lamp], raised), None))
    return found


def _stood(span: Span, ids: Sequence[int]) -> dict[int, tuple[str | None, int | None, int | None]]:
    """Return {part: the lamp that it showed when the days begin, since when, and what it had claimed}."""
    first = date.fromordinal(span.days.first)
    change = (
        "(SELECT {} FROM records_lampchange change WHERE change.assignment_id = part.id"
        " AND change.turned_on < %s ORDER BY change.turned_on DESC, change.id DESC LIMIT 1)"
    )
    statement = (
        f"SELECT part.id, {change.format('change.after')},"  # noqa: S608
        f" {change.format(statements.ordinal('change.turned_on'))},"
        " (SELECT report.claimed_x100 FROM records_report report WHERE report.assignment_id = part.id"
        " AND report.week_start < %s AND report.submitted_at < %s"
        " ORDER BY report.week_start DESC, report.revision DESC LIMIT 1)"
        f" FROM records_assignment part WHERE part.id IN ({rows.handed_over('bigint')})"
    )
    given = [first, first, first, span.instant(span.begins), rows.packed([each] for each in ids)]
    return {row[0]: row[1:] for row in statements.ask(statement, given)}


def _warned(span: Span, ids: Sequence[int]) -> dict[int, list[tuple[str, int, int | None]]]:
    """Return {part: (lamp, day raised, moment set aside or None) of its warnings before the days begin}."""
    statement = (
        f"SELECT assignment_id, lamp, {statements.ordinal('raised_on')},"  # noqa: S608
        f" {statements.seconds('dismissed_at')} + %s FROM records_alert"
        f" WHERE assignment_id IN ({rows.handed_over('bigint')}) AND raised_on < %s ORDER BY raised_on, id"
    )
    given = [span.offset, rows.packed([each] for each in ids), date.fromordinal(span.days.first)]
    found: dict[int, list[tuple[str, int, int | None]]] = defaultdict(list)
    for part, *rest in statements.ask(statement, given):
        found[part].append((rest[0], rest[1], rest[2]))
    return found


def _standing(
    warned: Sequence[tuple[str, int, int | None]], lamp: int, lamp_on: int, span: Span
) -> tuple[Warned | None, dict[int, int]]:
    """Return the warning that stands when the days begin, and those of this colour that were set aside."""
    own = [(raised, aside) for code, raised, aside in warned if CODES[code] == lamp and raised >= lamp_on]
    quiet = [raised for raised, aside in own if aside is not None and aside < span.begins]
    standing = [raised for raised, aside in own if aside is None or aside >= span.begins]
    last = Warned(lamp, standing[-1], span.begins, ENDLESS, own[0][0]) if standing else None
    return last, {lamp: quiet[-1]} if quiet else {}


def turned(span: Span, ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """Return {part: (day, lamp) of every turn on record in these days}, in the order in which they came."""
    statement = (
        f"SELECT assignment_id, {statements.ordinal('turned_on')}, after FROM records_lampchange"  # noqa: S608
        f" WHERE assignment_id IN ({rows.handed_over('bigint')}) AND turned_on >= %s AND turned_on <= %s"
        " ORDER BY assignment_id, turned_on, id"
    )
    given = [date.fromordinal(span.days.first), date.fromordinal(span.last)]
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for part, day, after in statements.ask(statement, [rows.packed([each] for each in ids), *given]):
        found[part].append((day, CODES[after]))
    return found
