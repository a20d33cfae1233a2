"""Sentences of a flat stretch; a semicolon parts them only where each side stands for itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from luoshi.crafts.reading.flat import Flat

_SEMICOLON = re.compile("；")


def split(flat: Flat, start: int, end: int) -> list[tuple[int, int]]:
    """Return the flat spans of the sentences between two offsets.

    A paragraph break ends one too, where a line has no full stop (headings, signatures, lists).
    """
    if start >= end:
        return []
    cuts = {start, end}
    for _, stop in flat.stops[bisect_left(flat.stops, (start + 1, 0)) : bisect_left(flat.stops, (end, 0))]:
        cuts.add(min(stop, end))
    cuts.update(flat.paragraphs[bisect_right(flat.paragraphs, start) : bisect_left(flat.paragraphs, end)])
    return list(pairwise(sorted(cuts)))


def parts(flat: Flat, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans between the semicolons of one sentence."""
    cuts = [start, *[match.end() for match in _SEMICOLON.finditer(flat.text, start, end - 1)], end]
    return [(a, b) for a, b in pairwise(cuts) if b > a]
