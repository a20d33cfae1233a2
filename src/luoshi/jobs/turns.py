"""One process at a time, and one more that waits its turn, by locks on two files.

A lock goes when its holder goes, however it goes: what the holder had begun is known to be left.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(folder: Path) -> Iterator[bool]:
    """Give True once it is this process's turn; False at once where another one is waiting already.

    Who waits looks for work only afterwards, so it finds whatever was asked for before this was called.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "work.lock").open("w") as running, (folder / "work-next.lock").open("w") as waiting:
        try:
            fcntl.flock(running, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            try:
                fcntl.flock(waiting, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            fcntl.flock(running, fcntl.LOCK_EX)
            fcntl.flock(waiting, fcntl.LOCK_UN)
        yield True
