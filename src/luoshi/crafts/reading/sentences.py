"""Sentences of a flat stretch; a semicolon parts them only where each side stands for itself."""

from __future__ import annotations

import re
from itertools import pairwise

from luoshi.crafts.reading.flat import LINE, Flat

_STOPS = re.compile(r"[。！？…]+[”’）〕】》]*")


def split(flat: Flat, start: int, end: int) -> list[tuple[int, int]]:
    """Return the flat spans of the sentences between two offsets; a paragraph break ends one too."""
    spans: list[tuple[int, int]] = []
    position = start
    for stop in (*[match.end() for match in _STOPS.finditer(flat.text, start, end)], end):
        stop = min(stop, end)
        if stop <= position:
            continue
        spans += _lines(flat, position, stop)
        position = stop
    return spans


def _lines(flat: Flat, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at paragraph breaks, where a line ended without a full stop (headings, signatures, lists)."""
    breaks = (i for i in range(start + 1, end) if flat.gaps[i] >= LINE and flat.starts_paragraph(i))
    return list(pairwise((start, *breaks, end)))


def parts(flat: Flat, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans between the semicolons of one sentence."""
    cuts = [start, *[i + 1 for i in range(start, end - 1) if flat.text[i] == "；"], end]
    return [(a, b) for a, b in pairwise(cuts) if b > a]
