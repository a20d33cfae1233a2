"""Everything that a workbook says, as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from luoshi.rules.imports.columns import POSTS, UNITS
from luoshi.rules.imports.faults import Fault, Place, place_of
from luoshi.rules.imports.model import PostLine, UnitLine


@dataclass(slots=True)
class Lines:
    """What a workbook says. `unread` are the codes of units whose rows have faults of their own."""

    units: list[UnitLine] = field(default_factory=list)
    posts: list[PostLine] = field(default_factory=list)
    unit_place: Place = field(default_factory=lambda: place_of(UNITS, []))
    post_place: Place = field(default_factory=lambda: place_of(POSTS, []))
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
