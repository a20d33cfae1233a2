"""What at a document's directives a person should look at before accepting them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.crafts.reading import dates
from luoshi.crafts.reading.almanac import Almanac, Due
from luoshi.queries import calendar, parameters
from luoshi.queries.documents import likeness, loads
from luoshi.queries.documents.desk import ON_THE_DESK, Draft
from luoshi.records import statements
from luoshi.records.models import Document
from luoshi.rules import tasks
from luoshi.rules.calendar import school_years
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, Remark


@dataclass(frozen=True, slots=True)
class Point:
    """A remark and the directives that it is about, in the order of the text."""

    remark: Remark
    drafts: tuple[int, ...]


def remarks(document: Document, drafts: Sequence[Draft]) -> dict[int, tuple[Remark, ...]]:
    """Return what is to be looked at for each of some directives that are still at the desk.

    Three queries. Crowded weeks are told of the whole document only, see points().
    """
    held = [draft for draft in drafts if draft.state in ON_THE_DESK and document.published_at is None]
    if not held:
        return {}
    almanac = _almanac(document, held)
    others = likeness.alike(document, held)
    above_all = {
        heading: _dues(heading, almanac)
        for heading in {each for draft in held for each in draft.heading_path}
    }
    found = {}
    for draft in held:
        written = _written(draft, almanac)
        above = max((on for heading in draft.heading_path for on, _ in above_all[heading]), default=None)
        said = tasks.on_dates(
            draft.due_on,
            written=[on for on, _ in written],
            above=above,
            issued_on=document.issued_on,
            calendar=almanac.workdays,
            usual=_usual(draft, written),
        )
        if draft.stages:
            said = [remark for remark in said if not remark.stages]
        is_dated = bool(written or draft.deadline_words)
        vague = None
        if not draft.is_borderline:
            vague = tasks.on_standard(draft.quote, standard=draft.standard, is_dated=is_dated)
        found[draft.id] = (*said, *((vague,) if vague else ()), *others.get(draft.id, ()))
    return found


def points(
    document: Document, drafts: Sequence[Draft], told: Mapping[int, Sequence[Remark]], today: date
) -> list[Point]:
    """Return everything to be looked at in a document: crowded weeks, then each directive's own remarks.

    `drafts` are all of the document's, `told` what remarks() said of them. Five queries.
    """
    if document.published_at is not None:
        return []
    single = [Point(remark, (draft.id,)) for draft in drafts for remark in told.get(draft.id, ())]
    coming, names = _coming(drafts)
    book = parameters.book()
    crowded = _crowded(coming, names, book.value("reading.week_load", today))
    busy = loads.busy(coming, names, book.value("times.week_load", today), today)
    return [*crowded, *(Point(remark, ids) for remark, ids in busy), *single]


def provisional(document: Document, drafts: Sequence[Draft]) -> frozenset[int]:
    """Return the directives whose due date may still move. Two queries.

    The holidays of its year are not published, or it was reckoned by a school year that is not the city's.
    """
    if not drafts:
        return frozenset()
    almanac = _almanac(document, drafts)
    return frozenset(
        draft.id
        for draft in drafts
        if draft.due_on is not None
        and (
            almanac.workdays.is_provisional(draft.due_on)
            or (draft.deadline_words and _usual(draft, _written(draft, almanac)))
        )
    )


def _almanac(document: Document, drafts: Sequence[Draft]) -> Almanac:
    year = document.issued_on.year if document.issued_on else drafts[0].start_on.year
    return Almanac(year, document.issued_on, calendar.work_calendar(), calendar.school_calendar())


def _written(draft: Draft, almanac: Almanac) -> list[tuple[date, str]]:
    """Return the dates of a directive's sentence, and of the note or cell beside it that dates it."""
    found = _dues(draft.quote, almanac)
    if draft.deadline_words and draft.deadline_words not in "".join(draft.quote.split()):
        found += _told(dates.parse(draft.deadline_words, almanac))
    return found


def _dues(words: str, almanac: Almanac) -> list[tuple[date, str]]:
    """Return (day, how it was reckoned if by a school year that is not the city's) of the dates in words."""
    flat = "".join(words.split())
    return _told(dates.Dates(flat).due(0, len(flat), almanac))


def _told(dues: Sequence[Due]) -> list[tuple[date, str]]:
    found = []
    for due in dues:
        if due.on is not None:
            reckoned, is_usual, _ = due.basis.partition(f"（{school_years.USUAL}）")
            found.append((due.on, reckoned if is_usual else ""))
    return found


def _usual(draft: Draft, written: Sequence[tuple[date, str]]) -> str:
    return next((reckoned for on, reckoned in written if on == draft.due_on and reckoned), "")


def _coming(drafts: Sequence[Draft]) -> tuple[dict[tuple[int, date], list[int]], dict[int, str]]:
    """Return what comes to each accountable unit, by (unit, Monday of its week), and the units' names."""
    coming: dict[tuple[int, date], list[int]] = defaultdict(list)
    names: dict[int, str] = {}
    for draft in drafts:
        if draft.state not in ON_THE_DESK or draft.due_on is None:
            continue
        for owner in draft.owners:
            if owner.role in ACCOUNTABLE:
                names[owner.unit_id] = owner.name
                coming[owner.unit_id, _monday(draft.due_on)].append(draft.id)
    return coming, names


def _crowded(
    coming: Mapping[tuple[int, date], Sequence[int]], names: Mapping[int, str], most: int
) -> list[Point]:
    """Return the weeks in which units have more to finish than the office holds for right."""
    before = _underway(names, [monday for _, monday in coming])
    weeks: dict[tuple[date, tuple[int, ...]], list[tuple[str, int]]] = defaultdict(list)
    for (unit_id, monday), ids in coming.items():
        count = len(ids) + before[unit_id, monday]
        if count > most:
            weeks[monday, tuple(ids)].append((names[unit_id], count))
    return [
        Point(remark, ids)
        for (monday, ids), units in sorted(weeks.items())
        if (remark := tasks.crowded([name for name, _ in units], monday, max(n for _, n in units), most))
    ]


def _underway(unit_ids: Mapping[int, str], mondays: Sequence[date]) -> dict[tuple[int, date], int]:
    """Return how much of the ledger falls due to each of some units in each week."""
    counts: dict[tuple[int, date], int] = defaultdict(int)
    if not mondays:
        return counts
    marks = ", ".join(["%s"] * len(unit_ids))
    rows = statements.ask(
        _FALLING_DUE.format(marks), [*unit_ids, min(mondays), max(mondays) + timedelta(days=6)]
    )
    for unit_id, due_on, count in rows:
        counts[unit_id, _monday(due_on)] += count
    return counts


_FALLING_DUE = f"""
SELECT part.unit_id, part.due_on, count(*) FROM records_assignment part
WHERE part.state IN {statements.codes(UNDERWAY)} AND part.role IN {statements.codes(ACCOUNTABLE)}
AND part.unit_id IN ({{}}) AND part.due_on BETWEEN %s AND %s
GROUP BY part.unit_id, part.due_on
"""  # noqa: S608


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
