"""Everything that a workbook says, as it was read; and kept from the check until it is stored."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeVar

from luoshi.rules.imports.columns import POSTS, UNITS
from luoshi.rules.imports.faults import Fault, Place, place_of
from luoshi.rules.imports.model import PostLine, UnitLine
from luoshi.rules.people import Duty
from luoshi.rules.units import UnitKind

Line = TypeVar("Line", UnitLine, PostLine)


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

    @property
    def is_exported(self) -> bool:
        """Return whether the workbook began as a roster that was exported here."""
        return any(line.base for line in self.units) or any(line.base for line in self.posts)


def packed(lines: Lines) -> bytes:
    """Return the rows of a workbook without fault, for unpacked(), which need not read it again."""
    said = {
        "places": [(place.sheet, place.letters) for place in (lines.unit_place, lines.post_place)],
        "units": list(zip(*lines.units, strict=True)),
        "posts": list(zip(*lines.posts, strict=True)),
        "notes": lines.notes,
    }
    return zlib.compress(json.dumps(said, default=date.isoformat).encode(), level=1)


def unpacked(data: bytes) -> Lines:
    """Return the rows that packed() kept."""
    said = json.loads(zlib.decompress(data))
    unit_place, post_place = (Place(sheet, letters) for sheet, letters in said["places"])
    return Lines(
        units=_as_read(UnitLine, said["units"]),
        posts=_as_read(PostLine, said["posts"]),
        unit_place=unit_place,
        post_place=post_place,
        notes=said["notes"],
    )


def _as_read(kind: type[Line], columns: Iterable[Sequence[Any]]) -> list[Line]:
    read = [
        map(_READERS[name], column) if name in _READERS else column
        for name, column in zip(kind._fields, columns, strict=False)
    ]
    return list(map(kind._make, zip(*read, strict=True)))


@cache
def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "kind": {kind.value: kind for kind in UnitKind}.__getitem__,
    "duty": {duty.value: duty for duty in Duty}.__getitem__,
    "former": tuple,
    "aliases": tuple,
    "from_on": _day,
    "change_on": _day,
    "to_on": _day,
}
