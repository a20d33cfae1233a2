"""The tree of units."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from luoshi.records.models import Unit, UnitName
from luoshi.rules.units import UnitKind, group_named, subtree

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
            known[name] = list(Unit.objects.filter(kind=kind, to_on=None).order_by("path"))
    return known


def counties() -> QuerySet[Unit]:
    """Return the county bureaus, in the order of the tree."""
    return Unit.objects.filter(kind=UnitKind.COUNTY, to_on=None).order_by("path")


def bureau() -> Unit:
    """Return the municipal bureau itself. Raises Unit.DoesNotExist before the tree is loaded."""
    return Unit.objects.filter(kind=UnitKind.BUREAU).order_by("path")[:1].get()
