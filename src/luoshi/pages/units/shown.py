"""Units as the pages show them: each with its place in the tree and who heads it today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from luoshi.queries import people, units
from luoshi.queries.audit import entries_about
from luoshi.rules.people import FIRST_RESPONSIBLE, Duty
from luoshi.rules.units import STEP, ChangeKind, NameKind, UnitKind


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in a list: how deep it lies, and who heads it today ("" where nobody is on record)."""

    unit: Any
    depth: int
    kind: str
    head: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a unit; a taught one with who taught it when."""

    name: str
    kind: NameKind
    taught_by: str = ""
    taught_at: datetime | None = None


def rows(found: Sequence[Any], today: date) -> list[Row]:
    """Return these units for a list, in their order. One query."""
    headed = people.posts_on(today).filter(unit__in=found, duty__in=sorted(FIRST_RESPONSIBLE))
    heads = {post.unit_id: post.person.name for post in headed.select_related("person").order_by("-id")}
    return [
        Row(unit, len(unit.path) // STEP - 1, UnitKind(unit.kind).label, heads.get(unit.id, ""))
        for unit in found
    ]


def names(unit: Any) -> list[Name]:
    """Return a unit's names, the taught ones with who taught them (by the ledger of actions). Two queries."""
    taught = {
        str(entry.facts["name"]): entry
        for entry in entries_about(f"unit:{unit.id}")
        if entry.action == "tasks.teach_name"
    }
    found = []
    for row in units.names_of(unit):
        entry = taught.get(row.name) if row.kind == NameKind.TAUGHT else None
        by, at = (entry.actor, entry.at) if entry else ("", None)
        found.append(Name(row.name, NameKind(row.kind), by, at))
    return found


@dataclass(frozen=True, slots=True)
class Become:
    """What became of a unit on a day, in words; on which paper it rests, and who noted it when."""

    on: date
    kind: str
    words: str
    paper: str
    noted_by: str
    noted_at: datetime


def changes(unit: Any) -> list[Become]:
    """Return what became of a unit and what went into it, the latest first. One query."""
    return [
        Become(
            each.effective_on,
            ChangeKind(each.kind).label,
            _became(each, unit),
            each.paper,
            each.noted_by,
            each.noted_at,
        )
        for each in units.changes_of(unit)
    ]


def _became(change: Any, unit: Any) -> str:
    if change.unit_id != unit.id:
        return f"{change.before}并入本单位，在办任务转来"
    words = {
        ChangeKind.RENAMED: f"{change.before} → {change.after}",
        ChangeKind.MOVED: f"上级由{change.before}改为{change.after}",
        ChangeKind.ENDED: f"{change.before}撤销，这一天是最后一天",
        ChangeKind.MERGED: f"{change.before}并入{change.after or '别的单位'}，这一天是最后一天",
    }
    return words[ChangeKind(change.kind)]


def posts(unit: Any, today: date) -> list[Any]:
    """Return the posts of a unit that are held today, the highest first. One query."""
    order = Duty.codes()
    held = people.posts_on(today).filter(unit=unit).select_related("person")
    return sorted(held, key=lambda post: (order.index(post.duty), post.from_on, post.id))
