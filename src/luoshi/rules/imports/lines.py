"""Everything that a workbook says, as it was read; and kept from the check until it is stored."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
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
    units, posts = attrgetter(*_names(UnitLine)), attrgetter(*_names(PostLine))
    said = {
        "places": [(place.sheet, place.letters) for place in (lines.unit_place, lines.post_place)],
        "units": list(map(units, lines.units)),
        "posts": list(map(posts, lines.posts)),
        "notes": lines.notes,
    }
    return zlib.compress(json.dumps(said, default=date.isoformat).encode(), level=1)


def unpacked(data: bytes) -> Lines:
    """Return the rows that packed() kept."""
    said = json.loads(zlib.decompress(data))
    unit_place, post_place = (Place(sheet, letters) for sheet, letters in said["places"])
    return Lines(
        units=list(_as_read(UnitLine, said["units"])),
        posts=list(_as_read(PostLine, said["posts"])),
        unit_place=unit_place,
        post_place=post_place,
        notes=said["notes"],
    )


def _as_read(kind: type[Line], rows: Iterable[Iterable[Any]]) -> Iterator[Line]:
    readers = [_READERS.get(name, _as_it_is) for name in _names(kind)]
    for row in rows:
        yield kind(*(read(value) for read, value in zip(readers, row, strict=True)))


def _names(kind: type[UnitLine | PostLine]) -> list[str]:
    return [each.name for each in fields(kind)]


def _as_it_is(value: Any) -> Any:
    return value


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "kind": UnitKind,
    "duty": Duty,
    "former": tuple,
    "aliases": tuple,
    "from_on": _day,
    "change_on": _day,
    "to_on": _day,
}
