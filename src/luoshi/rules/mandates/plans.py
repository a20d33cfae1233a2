"""What a plan of inspection says, what else is planned, and what stands against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luoshi.rules.mandates.kinds import OVERRIDABLE, Activity, Basis, ListedKind, Method, Rule
from luoshi.rules.units import UnitKind

SCHOOLS = frozenset({UnitKind.SCHOOL, UnitKind.KINDERGARTEN})


@dataclass(frozen=True, slots=True)
class Objection:
    """A rule that stands against something: what is wrong, by which article, and the lawful way out."""

    rule: Rule
    words: str
    law: str
    remedy: str

    @property
    def may_be_overridden(self) -> bool:
        """Return whether who approves may go ahead all the same, with a reason."""
        return self.rule in OVERRIDABLE

    def __str__(self) -> str:
        return f"{self.words}（{self.law}）{self.remedy}"


@dataclass(frozen=True, slots=True)
class Target:
    """A unit that is to be inspected."""

    unit_id: int
    name: str
    kind: UnitKind


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of the annual list: its kind, year, and since when its content, reach and way are announced."""

    number: str
    title: str
    kind: ListedKind
    year: int
    announced_on: date
    units: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another plan that holds, as far as it concerns a unit that is to be inspected here too."""

    title: str
    subject: str
    unit_id: int
    from_on: date
    to_on: date
    is_comprehensive: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of inspection (方案). Days are inclusive; `inspectors` counts those who are 督学."""

    title: str
    subject: str
    basis: Basis
    basis_document: str
    designation: str
    activity: Activity
    content: str
    scope: str
    methods: frozenset[Method]
    criteria: str
    from_on: date
    to_on: date
    leader: str
    members: tuple[str, ...]
    inspectors: int
    discipline: str
    notice_on: date | None
    listed: Listed | None
    targets: tuple[Target, ...]

    @property
    def schools(self) -> tuple[Target, ...]:
        """Return the schools and kindergartens among the targets."""
        return tuple(target for target in self.targets if target.kind in SCHOOLS)

    @property
    def is_comprehensive(self) -> bool:
        """Return whether it counts against the one comprehensive inspection that a school may have a year."""
        if self.listed is not None:
            return self.listed.kind is ListedKind.COMPREHENSIVE
        return self.activity is Activity.COMPREHENSIVE
