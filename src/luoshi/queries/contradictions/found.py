"""What the record raises as of a closed week: everything that units told, read once and held together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from luoshi.queries import parameters
from luoshi.records import rows, statements
from luoshi.rules import contradictions
from luoshi.rules.contradictions import Finding, Limits, Saying, Standing, Told
from luoshi.rules.lamps import WHOLE_X100
from luoshi.rules.reports import STANDING
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState, Role

LOOKED_BACK = timedelta(days=28)
"""For so long a part is looked at after its due date, and the words of a week after it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """An accountable part with what its task says of it."""

    id: int
    task_id: int
    unit_id: int
    unit: str
    role: str
    state: str
    start_on: date
    due_on: date
    standard: str
    document_id: int
    campaign: str
    summary: str


def found(week_start: date) -> list[tuple[int, Finding]]:
    """Return every finding as of a closed week, with the task that it is about: three queries, and one for
    the parameters."""
    sunday = week_start + timedelta(days=6)
    limits = contradictions.limits(parameters.book(), sunday)
    parts = [_Part(*row) for row in statements.ask(_PARTS, (sunday - LOOKED_BACK, sunday))]
    told = _told(parts, week_start)
    by_id = {part.id: part.task_id for part in parts}
    findings = [
        *(each for part in parts for each in _about_part(part, told[part.id], limits)),
        *_about_dates(by_id, sunday, limits),
        *_about_tasks(parts, told),
        *_about_words(parts, told, week_start - LOOKED_BACK),
    ]
    return [(by_id[each.parts[0]], each) for each in findings]


def units_of(part_ids: Iterable[int]) -> dict[int, int]:
    """Return the unit of each part."""
    asking = _UNITS.format(rows.handed_over("bigint"))
    return dict(statements.ask(asking, (rows.packed([part] for part in sorted(set(part_ids))),)))


def _told(parts: Sequence[_Part], week_start: date) -> Mapping[int, list[Told]]:
    told: dict[int, list[Told]] = {part.id: [] for part in parts}
    asking = _TOLD.format(rows.handed_over("bigint"))
    given = rows.packed([part.id] for part in parts)
    for part_id, *account in statements.ask(asking, (given, week_start)):
        told[part_id].append(Told(*account))
    return told


def _about_part(part: _Part, series: Sequence[Told], limits: Limits) -> Iterator[Finding]:
    yield from contradictions.about_progress(part.id, series, part.start_on, part.due_on, limits)
    whole = _whole_since(series)
    if whole and part.state != AssignmentState.CLOSED:
        words = "。".join(each.words for each in whole)
        yield from contradictions.about_standard(part.id, part.standard, whole[0].week_start, words)


def _whole_since(series: Sequence[Told]) -> list[Told]:
    """Return the latest accounts that all claim the whole."""
    whole: list[Told] = []
    for each in reversed(series):
        if each.claimed_x100 < WHOLE_X100:
            break
        whole.insert(0, each)
    return whole


def _about_dates(parts: Mapping[int, int], until: date, limits: Limits) -> Iterator[Finding]:
    granted = groupby(statements.ask(_GRANTED, (until,)), key=lambda row: int(row[0]))
    for part_id, moved in granted:
        if part_id in parts:
            dates = [(before, to) for _, before, to in moved]
            yield from contradictions.about_moved_dates(part_id, dates, limits)


def _about_tasks(parts: Sequence[_Part], told: Mapping[int, list[Told]]) -> Iterator[Finding]:
    for _, together in groupby(parts, key=lambda part: part.task_id):
        yield from contradictions.about_parts([_standing(part, told[part.id]) for part in together])


def _standing(part: _Part, series: Sequence[Told]) -> Standing:
    whole = _whole_since(series)
    since = whole[0].week_start if whole else series[-1].week_start if series else None
    return Standing(
        part.id, part.unit, part.role == Role.LEAD, series[-1].claimed_x100 if series else 0, since
    )


def _about_words(parts: Sequence[_Part], told: Mapping[int, list[Told]], since: date) -> Iterator[Finding]:
    said: dict[tuple[int, date], list[Saying]] = defaultdict(list)
    for part in parts:
        for each in told[part.id]:
            if each.words and each.week_start >= since:
                saying = Saying(part.id, part.summary, part.document_id, part.campaign, each.words)
                said[part.unit_id, each.week_start].append(saying)
    for (_, week_start), sayings in sorted(said.items()):
        yield from contradictions.about_sayings(week_start, sayings)


_PARTS = f"""
SELECT part.id, part.task_id, part.unit_id, unit.short_name, part.role, part.state,
       task.start_on, part.due_on, task.standard, task.document_id, task.campaign, task.summary
FROM records_assignment part
JOIN records_task task ON task.id = part.task_id
JOIN records_unit unit ON unit.id = part.unit_id
WHERE NOT (part.state = 'PLANNED') AND part.role IN {statements.codes(ACCOUNTABLE)}
    AND (task.state = 'OPEN' OR part.due_on >= %s) AND task.start_on <= %s
ORDER BY part.task_id, part.id
"""  # noqa: S608
_TOLD = f"""
SELECT report.assignment_id, report.id, report.week_start, report.claimed_x100, report.words
FROM records_report report
WHERE report.assignment_id IN ({{}}) AND report.state IN {statements.codes(STANDING)}
    AND report.week_start <= %s
ORDER BY report.assignment_id, report.week_start
"""  # noqa: S608
_GRANTED = """
SELECT assignment_id, before_on, granted_on FROM records_extension
WHERE state = 'GRANTED' AND decided_on <= %s
ORDER BY assignment_id, number
"""
_UNITS = "SELECT id, unit_id FROM records_assignment WHERE id IN ({})"
