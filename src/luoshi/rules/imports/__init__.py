"""The import of a city's units and posts from a workbook: what it may say, and what would change."""

from luoshi.rules.imports.columns import BASE, POSTS, SHEETS, UNITS, CellKind, Column
from luoshi.rules.imports.faults import Fault, Place, in_order, letters, place_of, shown
from luoshi.rules.imports.lines import Lines, packed, unpacked
from luoshi.rules.imports.marks import mark_of
from luoshi.rules.imports.model import (
    MOVES,
    TURNS,
    ImportState,
    Known,
    KnownPost,
    KnownUnit,
    PostLine,
    UnitLine,
)
from luoshi.rules.imports.plan import Plan, plan
from luoshi.rules.imports.posts import PostPlan
from luoshi.rules.imports.sizes import LARGEST, SUFFIXES, why_too_large
from luoshi.rules.imports.units import UnitPlan

__all__ = [
    "BASE",
    "LARGEST",
    "MOVES",
    "POSTS",
    "SHEETS",
    "SUFFIXES",
    "TURNS",
    "UNITS",
    "CellKind",
    "Column",
    "Fault",
    "ImportState",
    "Known",
    "KnownPost",
    "KnownUnit",
    "Lines",
    "Place",
    "Plan",
    "PostLine",
    "PostPlan",
    "UnitLine",
    "UnitPlan",
    "in_order",
    "letters",
    "mark_of",
    "packed",
    "place_of",
    "plan",
    "shown",
    "unpacked",
    "why_too_large",
]
