"""Numbers as a browser sends them."""

from __future__ import annotations

_LONGEST = 11
LARGEST = 10**_LONGEST - 1
"""No table has so many rows; a form that takes a number of ours takes none above."""


def whole(written: str) -> int | None:
    """Return the number that is written; None for what is none, or longer than any number of ours.

    Python itself fails on thousands of digits, and no table has so many rows.
    """
    return int(written) if written.isdecimal() and len(written) <= _LONGEST else None
