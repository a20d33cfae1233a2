"""Imports of units and posts: what came in, and what is known that it is held against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from django.db.models import Count, QuerySet

from luoshi.records.models import Assignment, Import, Letter, Post, Unit, UnitName
from luoshi.rules.imports import POSTS, UNITS, Known, KnownPost, KnownUnit, Lines, mark_of, unpacked
from luoshi.rules.letters import UNFINISHED
from luoshi.rules.people import Duty
from luoshi.rules.tasks import UNDERWAY, AssignmentState
from luoshi.rules.units import STEP, NameKind, UnitKind

Row: TypeAlias = tuple[str | date | None, ...]
UNSETTLED = (*UNDERWAY, AssignmentState.PLANNED)
"""Parts of tasks that go with their unit wherever it goes."""


def listed(limit: int = 50) -> QuerySet[Import]:
    """Return the imports, newest first, without their files."""
    return Import.objects.defer("data", "faults", "plan").order_by("-id")[:limit]


def found(import_id: int) -> Import | None:
    """Return an import without its file; None when there is none."""
    return Import.objects.filter(id=import_id).defer("data").first()


def file_of(received: Import) -> bytes:
    """Return the file of an import that waits to be checked."""
    return _data(received)


def lines_of(received: Import) -> Lines:
    """Return what the workbook of an import says that was checked and found right."""
    return unpacked(_data(received))


def _data(received: Import) -> bytes:
    return bytes(Import.objects.values_list("data", flat=True).get(id=received.id))


def known(*, is_exported: bool = False) -> Known:
    """Return every unit and post that is kept. Seven queries, however many there are.

    For a roster that was exported here it takes one more and tells the marks of all rows as well.
    """
    kept = Known(_units(), tuple(_posts()))
    if not is_exported:
        return kept
    return replace(kept, marks=frozenset(mark_of(row) for rows in _rows(kept) for row in rows))


def _units() -> dict[str, KnownUnit]:
    names: defaultdict[int, set[str]] = defaultdict(set)
    for unit_id, name in UnitName.objects.values_list("unit_id", "name"):
        names[unit_id].add(name)
    tasks: defaultdict[int, set[int]] = defaultdict(set)
    for unit_id, task_id in Assignment.objects.filter(state__in=UNSETTLED).values_list("unit_id", "task_id"):
        tasks[unit_id].add(task_id)
    letters = dict(
        Letter.objects.filter(state__in=UNFINISHED).values_list("unit_id").annotate(Count("id")).order_by()
    )
    fields = ["id", "path", "code", "name", "short_name", "kind", "document_mark", "from_on", "to_on"]
    rows = Unit.objects.order_by("path").values_list(*fields)
    codes: dict[str, str] = {}
    units = {}
    for unit_id, path, code, name, short_name, kind, mark, from_on, to_on in rows:
        codes[path] = code
        units[code] = KnownUnit(
            id=unit_id,
            code=code,
            name=name,
            short_name=short_name,
            parent=codes.get(path[:-STEP], ""),
            kind=UnitKind(kind),
            mark=mark,
            from_on=from_on,
            to_on=to_on,
            names=frozenset(names[unit_id]),
            tasks=frozenset(tasks[unit_id]),
            letters=letters.get(unit_id, 0),
        )
    return units


def _posts() -> Iterator[KnownPost]:
    held = Counter[int]()
    for first, direct in Assignment.objects.filter(state__in=UNDERWAY).values_list(
        "first_responsible_id", "direct_responsible_id"
    ):
        held.update(each for each in {first, direct} if each)
    fields = ["id", "person_id", "person__name", "person__number", "person__account__username"]
    fields += ["unit__code", "duty", "title", "from_on", "to_on"]
    for post_id, *who, unit, duty, title, from_on, to_on in Post.objects.order_by("id").values_list(*fields):
        person_id, name, number, account = who
        yield KnownPost(
            id=post_id,
            person_id=person_id,
            person=name,
            number=number,
            account=account or "",
            unit=unit,
            duty=Duty(duty),
            title=title,
            from_on=from_on,
            to_on=to_on,
            held=held[post_id],
        )


def roster() -> dict[str, list[Row]]:
    """Return the units and posts of today as the rows of a workbook, in the order of its columns."""
    units, posts = _rows(known())
    return {
        title: [(*row, mark_of(row)) for row in found] for title, found in ((UNITS, units), (POSTS, posts))
    }


def _rows(kept: Known) -> tuple[list[Row], list[Row]]:
    """Return every unit and every post of today as its row reads, without its mark."""
    other: defaultdict[int, dict[str, list[str]]] = defaultdict(lambda: {"FORMER": [], "ALIAS": []})
    for unit_id, name, kind in (
        UnitName.objects.filter(kind__in=[NameKind.FORMER, NameKind.ALIAS])
        .order_by("id")
        .values_list("unit_id", "name", "kind")
    ):
        other[unit_id][kind].append(name)
    units: list[Row] = []
    for each in kept.units.values():
        if each.to_on is None:
            former, aliases = ("、".join(other[each.id][kind]) for kind in ("FORMER", "ALIAS"))
            parts = (each.code, each.name, each.short_name, each.parent, each.kind.label, each.mark)
            units.append((*parts, former, aliases, each.from_on, None, None, "", ""))
    posts: list[Row] = [
        (p.person, p.number, p.unit, p.duty.label, p.title, p.from_on, None, p.account)
        for p in kept.posts
        if p.to_on is None
    ]
    return units, posts
