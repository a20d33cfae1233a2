"""Sentences of a flat stretch; a semicolon parts them only where each side stands for itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from luoshi.crafts.reading.flat import Flat

_CLOSING = "”’）〕】》"
_CLAUSES = re.compile(r"[^，；：。！？]+")
_SEMICOLON = re.compile("；")


def split(flat: Flat, start: int, end: int) -> list[tuple[int, int]]:
    """Return the flat spans of the sentences between two offsets.

    A paragraph break ends one too, where a line has no full stop (headings, signatures, lists).
    """
    if start >= end:
        return []
    cuts = flat.breaks[bisect_right(flat.breaks, start) : bisect_left(flat.breaks, end)]
    if cuts and _only_closes(flat, start, cuts[0]):
        del cuts[0]
    return list(pairwise((start, *cuts, end)))


def _only_closes(flat: Flat, start: int, end: int) -> bool:
    """Whether nothing but closing signs stands here, after a stretch that ended within them."""
    closing = flat.text[start] in _CLOSING and not flat.text[start:end].strip(_CLOSING)
    return closing and not flat.starts_paragraph(end)


def clauses(words: str) -> list[str]:
    """Return the clauses of flat words, without the signs that part them."""
    return _CLAUSES.findall(words)


def parts(flat: Flat, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans between the semicolons of one sentence."""
    cuts = [start, *[match.end() for match in _SEMICOLON.finditer(flat.text, start, end - 1)], end]
    return [(a, b) for a, b in pairwise(cuts) if b > a]
