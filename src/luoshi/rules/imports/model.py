"""What a workbook says, what is known already, and where an import stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.people import Duty
from luoshi.rules.units import UnitKind


class ImportState(Labelled):
    """Where an import stands."""

    RECEIVED = "RECEIVED", "等候核对"
    FAULTY = "FAULTY", "有错，没有导入"
    READY = "READY", "核对无误，等候确认"
    STORED = "STORED", "已导入"
    DISCARDED = "DISCARDED", "已放弃"


I = ImportState  # noqa: E741
MOVES: Mapping[ImportState, frozenset[ImportState]] = {
    I.RECEIVED: frozenset({I.FAULTY, I.READY, I.DISCARDED}),
    I.FAULTY: frozenset(),
    I.READY: frozenset({I.FAULTY, I.STORED, I.DISCARDED}),
    I.STORED: frozenset(),
    I.DISCARDED: frozenset(),
}
TURNS: Mapping[ImportState, Turn] = dict.fromkeys(ImportState, Turn.NOBODY)


class UnitLine(NamedTuple):
    """One row of the sheet of units; "" and None stand for empty cells.

    `base` is the mark of the row as it was exported, `now` as it reads (rules/imports/marks).
    """

    row: int
    code: str
    name: str
    short_name: str
    parent: str
    kind: UnitKind
    mark: str = ""
    former: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    from_on: date | None = None
    change_on: date | None = None
    to_on: date | None = None
    into: str = ""
    paper: str = ""
    base: str = ""
    typed: str = ""


class PostLine(NamedTuple):
    """One row of the sheet of posts; "" and None stand for empty cells."""

    row: int
    name: str
    number: str
    unit: str
    duty: Duty
    title: str
    from_on: date
    to_on: date | None = None
    account: str = ""
    base: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit as it is kept. `tasks` are the ids of tasks that it has a part of under way."""

    id: int
    code: str
    name: str
    short_name: str
    parent: str
    kind: UnitKind
    mark: str
    from_on: date
    to_on: date | None
    names: frozenset[str] = frozenset()
    tasks: frozenset[int] = frozenset()
    letters: int = 0


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post as it is kept and who holds it. `unit` is the unit's code, `held` how many parts rest on it."""

    id: int
    person_id: int
    person: str
    number: str
    account: str
    unit: str
    duty: Duty
    title: str
    from_on: date
    to_on: date | None
    held: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that a workbook is held against: units by code, posts, people and their accounts.

    `marks` are of the rows as they would be exported now.
    """

    units: Mapping[str, KnownUnit] = field(default_factory=dict)
    posts: tuple[KnownPost, ...] = ()
    marks: frozenset[str] = frozenset()
