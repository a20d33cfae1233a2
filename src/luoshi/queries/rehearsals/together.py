"""A rehearsal by several processes at once: they share out the units and are gone when it is over."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess

from django.db import connections

from luoshi.queries.rehearsals import replaying
from luoshi.queries.rehearsals.pasts import Place
from luoshi.queries.rehearsals.replaying import Rehearsed
from luoshi.queries.rehearsals.spans import Span

HANDS = 2
WORTH = 2_000
"""So many parts are replayed in a second or two: with fewer, another process is not worth its beginning."""


def hands_for(places: Sequence[Place]) -> int:
    """Return how many processes are worth while for these units."""
    return HANDS if sum(place.parts for place in places) >= WORTH else 1


def rehearse(
    span: Span, changes: Sequence[tuple[str, int]], places: Sequence[Place], hands: int = 1
) -> Iterator[Rehearsed]:
    """Yield what the days would have been for each of these units, in their order.

    With more hands than one this must not be called inside a transaction. Raises EOFError when one of them
    broke; why stands in the log.
    """
    usual = replaying.usual(span, places)
    shares = [replaying.rehearse(span, changes, places[hand::hands], usual) for hand in range(hands)]
    if hands == 1:
        yield from shares[0]
        return
    with _told_by(shares) as ends:
        for place in range(len(places)):
            yield ends[place % hands].recv()


@contextmanager
def _told_by(shares: Sequence[Iterator[Rehearsed]]) -> Iterator[list[Connection]]:
    """Let each share be worked through by a process of its own; give what each tells."""
    connections.close_all()  # a fork must begin without a connection
    forking = multiprocessing.get_context("fork")
    processes: list[ForkProcess] = []
    ends: list[Connection] = []
    try:
        for share in shares:
            reader, writer = forking.Pipe(duplex=False)
            process = forking.Process(target=_tell, args=(share, reader, writer), daemon=True)
            process.start()
            writer.close()
            processes.append(process)
            ends.append(reader)
        yield ends
    finally:
        for process, end in zip(processes, ends, strict=True):
            end.close()
            process.kill()
            process.join()


def _tell(share: Iterator[Rehearsed], reader: Connection, writer: Connection) -> None:
    """Tell one after another; without anybody left to hear it, end."""
    reader.close()
    try:
        with suppress(BrokenPipeError):
            for each in share:
                writer.send(each)
    except Exception:
        logging.getLogger(__name__).exception("a share of a rehearsal broke")
    finally:
        connections.close_all()
