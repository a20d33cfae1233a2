"""The tree of units."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from luoshi.records.models import Unit, UnitChange, UnitDuty, UnitName
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.units import (
    STEP,
    ChangeKind,
    DutyOfUnit,
    NameKind,
    UnitKind,
    group_named,
    initials,
    spellings,
    subtree,
)

ADDRESSABLE = (UnitKind.BUREAU, UnitKind.OFFICE, UnitKind.COUNTY, UnitKind.DEPARTMENT, UnitKind.DISCIPLINE)


def below(unit: Unit) -> QuerySet[Unit]:
    """Return the unit itself and everything under it, in the order of the tree."""
    low, high = subtree(unit.path)
    return Unit.objects.filter(path__gte=low, path__lt=high).order_by("path")


def assignable() -> QuerySet[Unit]:
    """Return the units that a task may be assigned to at the desk, in the order of the tree."""
    return Unit.objects.filter(kind__in=ADDRESSABLE, to_on=None).order_by("path")


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a written name means: `units` in the order of the tree; `is_taught` when the office taught it."""

    units: tuple[Unit, ...]
    is_taught: bool = False


def resolve(names: Collection[str]) -> dict[str, list[Unit]]:
    """Return the units that each written name means: the one that bears it, or all of a collective name's.

    Names that are unknown, or that several units bear, are left out.
    """
    return {name: list(found.units) for name, found in known(names).items()}


def known(names: Collection[str]) -> dict[str, Known]:
    """Return what is known of each written name: names of today and former ones, aliases, taught names.

    A unit's own name goes before a collective one, a name as written before other spellings of it.
    """
    sought = {name: spellings(name) for name in names}
    bearers: dict[str, list[UnitName]] = {}
    rows = UnitName.objects.filter(
        name__in={spelling for every in sought.values() for spelling in every},
        unit__kind__in=ADDRESSABLE,
        unit__to_on=None,
    )
    for row in rows.select_related("unit"):
        bearers.setdefault(row.name, []).append(row)
    collective = {kind: tuple(of_kind(kind)) for kind in {group_named(name) for name in names} if kind}
    found = {}
    for name, every in sought.items():
        borne = next((bearers[spelling] for spelling in every if spelling in bearers), [])
        if len(borne) == 1:
            found[name] = Known((borne[0].unit,), borne[0].kind == NameKind.TAUGHT)
        elif kind := group_named(name):
            found[name] = Known(collective[kind])
    return found


def duties(day: date) -> list[DutyOfUnit]:
    """Return what every unit answers for on a day, in the order of the tree. One query."""
    rows = UnitDuty.objects.filter(
        Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day, unit__to_on=None, unit__kind__in=ADDRESSABLE
    ).order_by("unit__path", "id")
    return [
        DutyOfUnit(unit_id, unit, topic, tuple(words))
        for unit_id, unit, topic, words in rows.values_list("unit_id", "unit__short_name", "topic", "words")
    ]


def matching(words: str, limit: int = 8) -> list[Unit]:
    """Return the assignable units that somebody means by a part of a name or by initials ("dh", "东河").

    Units whose name begins so come first, then in the order of the tree. Two queries, some sixty units.
    """
    sought = words.strip().lower()
    if not sought:
        return []
    found = []
    for unit in assignable().prefetch_related("names"):
        spellings = [name for row in unit.names.all() for name in (row.name, initials(row.name))]
        spellings += [unit.short_name, initials(unit.short_name), unit.name]
        if any(sought in spelling for spelling in spellings):
            is_start = any(spelling.startswith(sought) for spelling in spellings)
            found.append((not is_start, unit.path, unit))
    return [unit for _, _, unit in sorted(found, key=lambda each: each[:2])[:limit]]


def of_kind(kind: UnitKind) -> QuerySet[Unit]:
    """Return the units of a kind, in the order of the tree."""
    return Unit.objects.filter(kind=kind, to_on=None).order_by("path")


def counties() -> QuerySet[Unit]:
    """Return the county bureaus, in the order of the tree."""
    return of_kind(UnitKind.COUNTY)


def bureau() -> Unit:
    """Return the municipal bureau itself. Raises Unit.DoesNotExist before the tree is loaded."""
    return Unit.objects.filter(kind=UnitKind.BUREAU).order_by("path")[:1].get()


def is_founded() -> bool:
    """Return whether there is any unit yet."""
    return Unit.objects.exists()


def seen(actor: Actor) -> QuerySet[Unit]:
    """Return the units that an actor may look at, in the order of the tree; who loads them sees all."""
    rows = Unit.objects.order_by("path")
    if actor.scope is Scope.CITY or actor.may(Permission.UNITS_LOAD):
        return rows
    if actor.scope is Scope.BRANCH:
        return rows.filter(Q(id=actor.branch_id) | Q(branch=actor.branch_id))
    return rows.filter(id=actor.unit_id) if actor.scope is Scope.UNIT else rows.none()


def called(actor: Actor, words: str) -> QuerySet[Unit]:
    """Return the units within an actor's sight that bear or bore a name with these words, in tree order."""
    bearing = UnitName.objects.filter(unit=OuterRef("pk"), name__contains=words)
    return seen(actor).filter(Q(name__contains=words) | Q(short_name__contains=words) | Exists(bearing))


def named(actor: Actor, words: str, limit: int = 20) -> list[Unit]:
    """Return the first units of called()."""
    return list(called(actor, words)[:limit])


def uppermost(actor: Actor) -> QuerySet[Unit]:
    """Return the units by which an actor finds the way: the first two levels, or all of a narrower sight."""
    rows = seen(actor)
    if actor.scope in {Scope.BRANCH, Scope.UNIT}:
        return rows
    return rows.annotate(depth=Length("path")).filter(depth__lte=2 * STEP)


def one_seen(actor: Actor, unit_id: int) -> Unit | None:
    """Return a unit that an actor may look at; None when it is absent or not theirs."""
    return seen(actor).filter(id=unit_id).first()


def above(unit: Unit) -> list[Unit]:
    """Return the units that a unit lies under, the highest first."""
    paths = [unit.path[:end] for end in range(STEP, len(unit.path), STEP)]
    return list(Unit.objects.filter(path__in=paths).order_by("path"))


def above_on(unit: Unit, day: date) -> list[Unit]:
    """Return the units that a unit lay under on a day, the nearest first. Two queries for each of them."""
    found: list[Unit] = []
    while (above := _parent_on(found[-1] if found else unit, day)) and above not in found:
        found.append(above)
    return found


def _parent_on(unit: Unit, day: date) -> Unit | None:
    later = UnitChange.objects.filter(unit=unit, kind=ChangeKind.MOVED, effective_on__gt=day)
    if moved := later.select_related("other").order_by("effective_on", "id").first():
        return moved.other
    return Unit.objects.filter(path=unit.path[:-STEP]).first() if len(unit.path) > STEP else None


def names_on(units: Collection[Unit], day: date) -> dict[int, str]:
    """Return what each of these units was called on a day, by its id."""
    later = UnitChange.objects.filter(unit__in=units, kind=ChangeKind.RENAMED, effective_on__gt=day)
    before = dict(later.order_by("-effective_on", "-id").values_list("unit_id", "before"))
    return {unit.id: before.get(unit.id, unit.name) for unit in units}


def names_of(unit: Unit) -> list[UnitName]:
    """Return every name of a unit, in the order of the kinds of names."""
    kinds = NameKind.codes()
    return sorted(unit.names.all(), key=lambda row: (kinds.index(row.kind), row.id))


def changes_of(unit: Unit) -> list[UnitChange]:
    """Return what became of a unit and what went into it, the latest first."""
    rows = UnitChange.objects.filter(Q(unit=unit) | Q(other=unit, kind=ChangeKind.MERGED))
    return list(rows.select_related("unit", "other").order_by("-effective_on", "-id"))


def duties_of(unit: Unit) -> list[UnitDuty]:
    """Return what a unit answers for and answered for once, what lasts first."""
    return sorted(unit.duties.all(), key=lambda row: (row.to_on is not None, row.from_on, row.id))


def one_duty(unit: Unit, duty_id: int) -> UnitDuty | None:
    """Return one duty of a unit; None when it is absent."""
    return unit.duties.select_related("unit").filter(id=duty_id).first()
