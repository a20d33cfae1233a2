"""How far work is that writes all it has in one transaction: until that ends, the database can tell nobody.

One line in a small file beside the database. Who looks from another machine finds none, and sees no count.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def telling(folder: Path, number: int) -> Iterator[Callable[[int, int], None]]:
    """Give a function that notes (done, total) of the work of this number; nothing is left when it ends."""
    path = _path(folder, number)
    path.parent.mkdir(parents=True, exist_ok=True)

    def tell(done: int, total: int) -> None:
        new = path.with_suffix(".new")
        new.write_text(f"{done} {total}")
        os.replace(new, path)

    try:
        yield tell
    finally:
        path.unlink(missing_ok=True)


def told(folder: Path, number: int) -> tuple[int, int]:
    """Return (done, total) as they were noted last; (0, 0) when nothing is."""
    try:
        done, total = _path(folder, number).read_text().split()
    except (FileNotFoundError, ValueError):
        return 0, 0
    return int(done), int(total)


def _path(folder: Path, number: int) -> Path:
    return folder / "work" / str(number)
