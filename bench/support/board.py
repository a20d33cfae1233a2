"""How a figure is printed: beside its limit and a baseline measured in the same run."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def machine() -> str:
    """Return the machine in a line: processors, their name, memory, Python."""
    name = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        name = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), name)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} × {name}, {memory:.0f} GiB, Python {platform.python_version()}"


def at_least(what: str, figure: float, limit: float, unit: str, baseline: str = "") -> None:
    """Print a figure that should be large, with its ratio to the limit (above 1 is within it)."""
    _line(what, figure, limit, unit, figure / limit, baseline)


def at_most(what: str, figure: float, limit: float, unit: str, baseline: str = "") -> None:
    """Print a figure that should be small, with its ratio to the limit (above 1 is within it)."""
    _line(what, figure, limit, unit, limit / figure if figure else float("inf"), baseline)


def _line(what: str, figure: float, limit: float, unit: str, ratio: float, baseline: str) -> None:
    verdict = "ok  " if ratio >= 1 else "MISS"
    tail = f"   [{baseline}]" if baseline else ""
    print(
        f"{verdict} {what:<58} {figure:>11,.2f} {unit:<9} limit {limit:>9,.2f}  ratio {ratio:5.2f}{tail}",
        flush=True,
    )


def note(words: str) -> None:
    """Print a line about what is being done, on the error stream."""
    print(f"   {words}", file=sys.stderr, flush=True)


@contextmanager
def timed() -> Iterator[Callable[[], float]]:
    """Give a function that returns the wall seconds since the start, or the whole once it is over."""
    started = time.perf_counter()
    ended: list[float] = []
    yield lambda: (ended[0] if ended else time.perf_counter()) - started
    ended.append(time.perf_counter())
