"""Which characters a font file holds: its cmap table, read as OpenType 1.9 lays it out.

A library would name every glyph first: a tenth of a second and 40 MB for each Chinese font.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import struct
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

_Run = tuple[int, int]

_COLLECTION: Final = b"ttcf"
_SEGMENTS, _GROUPS = 4, 12  # the formats of a table of 16 and of 32 bits; every Chinese font has one of them


@dataclasses.dataclass(frozen=True, slots=True)
class Coverage:
    """The characters of one face as runs of code points, in order, from `starts` to `ends`."""

    starts: Sequence[int]
    ends: Sequence[int]

    def __contains__(self, char: str) -> bool:
        place = bisect.bisect_right(self.starts, ord(char)) - 1
        return place >= 0 and ord(char) <= self.ends[place]


@functools.cache
def of(path: str, index: int) -> Coverage:
    """Return the characters of the face at `index` of a font file; read once in a process."""
    tables = _subtables(_cmap(Path(path), index))
    runs = sorted(_groups(tables[_GROUPS]) if _GROUPS in tables else _segments(tables.get(_SEGMENTS, b"")))
    return Coverage(array("L", (first for first, _ in runs)), array("L", (last for _, last in runs)))


def _cmap(path: Path, index: int) -> bytes:
    with path.open("rb") as file:

        def at(place: int, size: int) -> bytes:
            file.seek(place)
            return file.read(size)

        head = 0
        if at(0, 4) == _COLLECTION:
            head = struct.unpack(">L", at(12 + 4 * index, 4))[0]
        count = struct.unpack(">H", at(head + 4, 2))[0]
        for tag, _, offset, length in struct.iter_unpack(">4sLLL", at(head + 12, 16 * count)):
            if tag == b"cmap":
                return at(offset, length)
    return b""


def _subtables(cmap: bytes) -> dict[int, bytes]:
    """Return {format: the table} of the Unicode tables of a cmap."""
    if not cmap:
        return {}
    count = struct.unpack_from(">H", cmap, 2)[0]
    found = {}
    for platform, encoding, offset in struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * count]):
        if platform == 0 or (platform, encoding) in {(3, 1), (3, 10)}:
            found[struct.unpack_from(">H", cmap, offset)[0]] = cmap[offset:]
    return found


def _groups(table: bytes) -> Iterator[_Run]:
    count = struct.unpack_from(">L", table, 12)[0]
    for first, last, _ in struct.iter_unpack(">LLL", table[16 : 16 + 12 * count]):
        yield first, last


def _segments(table: bytes) -> Iterator[_Run]:
    """Yield the runs of a table of segments; a character of glyph 0 is one that the font lacks."""
    if not table:
        return
    size = struct.unpack_from(">H", table, 6)[0]
    words = f">{size // 2}H"
    ends = struct.unpack_from(words, table, 14)
    starts = struct.unpack_from(words, table, 16 + size)
    deltas = struct.unpack_from(words, table, 16 + 2 * size)
    offsets = struct.unpack_from(words, table, 16 + 3 * size)
    for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if offsets[place]:
                here = 16 + 3 * size + 2 * place + offsets[place] + 2 * (code - first)
                glyph = struct.unpack_from(">H", table, here)[0]
                if glyph == 0:
                    continue
            if (glyph + deltas[place]) % 65536 and code < 0xFFFF:
                yield code, code
