"""Whether two sentences say the same: shares of three-character pieces, found by marks without comparing all.

The marks are a MinHash in bands (Broder 1997): of two sentences that share 60 % of their pieces, 95 % share a
mark; at 20 % only a tenth do. What shares a mark is then compared piece by piece.
"""

from __future__ import annotations

import hashlib
import re
from zlib import crc32

LIKE_X100 = 6_000
"""From this share of common pieces on, in hundredths of a percent, two sentences are shown side by side."""
_PIECE = 3
_BANDS, _ROWS = 12, 3
_SHORTEST = 8
_WORD_SIGNS = re.compile(r"\W+")
_MASK = (1 << 32) - 1
_TURNS = tuple(
    (0x9E3779B1 * (2 * turn + 1) & _MASK | 1, 0x85EBCA6B * (turn + 1) & _MASK)
    for turn in range(_BANDS * _ROWS)
)


def shingles(words: str) -> frozenset[str]:
    """Return the three-character pieces of a sentence, without white space and signs; none of a short one."""
    plain = _WORD_SIGNS.sub("", words)
    if len(plain) < _SHORTEST:
        return frozenset()
    return frozenset(plain[place : place + _PIECE] for place in range(len(plain) - _PIECE + 1))


def alike_x100(one: frozenset[str], other: frozenset[str]) -> int:
    """Return the share of pieces that two sentences have in common, in hundredths of a percent."""
    together = len(one | other)
    return 10_000 * len(one & other) // together if together else 0


def marks(words: str) -> tuple[int, ...]:
    """Return the marks of a sentence, each within 63 bits; none of one too short to compare."""
    hashed = [crc32(piece.encode()) for piece in shingles(words)]
    if not hashed:
        return ()
    least = [min([(each * factor + shift) & _MASK for each in hashed]) for factor, shift in _TURNS]
    return tuple(_mark(band, least[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS))


def _mark(band: int, least: list[int]) -> int:
    digest = hashlib.blake2b(repr((band, least)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
