"""Several people at once, each with a connection of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

from django.db import connection

from luoshi.rules.refusals import Refused, SomebodyWasFirst


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all this at the same time; return in order what each returned, or the refusal that it met."""
    results: list[object] = [None] * len(acts)
    barrier = Barrier(len(acts))

    def run(place: int) -> None:
        try:
            barrier.wait()
            results[place] = acts[place]()
        except BaseException as error:
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, Refused | SomebodyWasFirst):
            raise result
    return results


def refusals(results: Sequence[object]) -> list[type]:
    """Return the kinds of the refusals among results."""
    return [type(result) for result in results if isinstance(result, Exception)]
