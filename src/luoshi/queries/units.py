"""The tree of units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.records.models import Unit, UnitName
from luoshi.rules.people import Actor, Scope
from luoshi.rules.units import UnitKind, group_named, initials, subtree

ADDRESSABLE = (UnitKind.BUREAU, UnitKind.OFFICE, UnitKind.COUNTY, UnitKind.DEPARTMENT, UnitKind.DISCIPLINE)


def below(unit: Unit) -> QuerySet[Unit]:
    """Return the unit itself and everything under it, in the order of the tree."""
    low, high = subtree(unit.path)
    return Unit.objects.filter(path__gte=low, path__lt=high).order_by("path")


def assignable() -> QuerySet[Unit]:
    """Return the units that a task may be assigned to at the desk, in the order of the tree."""
    return Unit.objects.filter(kind__in=ADDRESSABLE, to_on=None).order_by("path")


def resolve(names: Sequence[str]) -> dict[str, list[Unit]]:
    """Return the units that each written name means: all of a kind for a collective name, else the one unit
    that bears the name. Names that are unknown, or that several units bear, are left out."""
    found: dict[str, list[Unit]] = {}
    rows = UnitName.objects.filter(name__in=names, unit__kind__in=ADDRESSABLE, unit__to_on=None)
    for row in rows.select_related("unit"):
        found.setdefault(row.name, []).append(row.unit)
    known = {name: units for name, units in found.items() if len(units) == 1}
    for name in names:
        if name not in known and (kind := group_named(name)):
            known[name] = list(of_kind(kind))
    return known


def known_names(names: Collection[str]) -> set[str]:
    """Return those of the written names that `resolve` knows. One query."""
    bearers = Counter(
        UnitName.objects.filter(name__in=names, unit__kind__in=ADDRESSABLE, unit__to_on=None).values_list(
            "name", flat=True
        )
    )
    return {name for name in names if bearers[name] == 1 or group_named(name)}


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


def named(actor: Actor, words: str, limit: int = 20) -> list[Unit]:
    """Return the units within an actor's sight that bear or bore a name with these words, in tree order."""
    bearing = UnitName.objects.filter(unit=OuterRef("pk"), name__contains=words)
    rows = Unit.objects.filter(Q(name__contains=words) | Q(short_name__contains=words) | Exists(bearing))
    if actor.scope is Scope.NOTHING:
        return []
    if actor.scope is Scope.BRANCH:
        rows = rows.filter(Q(id=actor.branch_id) | Q(branch=actor.branch_id))
    elif actor.scope is Scope.UNIT:
        rows = rows.filter(id=actor.unit_id)
    return list(rows.order_by("path")[:limit])
