"""A line in the terminal that says how far long work is, with counts and the time left."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self, TextIO

_WIDTH = 24


class Progress:
    """Shows "载入演示市 ████░░ 120/240 还需 3 秒" and keeps it in one line where the terminal can."""

    def __init__(self, words: str, total: int, out: TextIO = sys.stderr) -> None:
        self.words = words
        self.total = max(total, 1)
        self.done = 0
        self._out = out
        self._started = time.monotonic()
        self._shown = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.done = self.total
            self._show()
        self._out.write("\n")

    def step(self, words: str = "", count: int = 1) -> None:
        """Count some work as done, and say what is being done now."""
        self.done = min(self.done + count, self.total)
        self.words = words or self.words
        moment = time.monotonic()
        if self._out.isatty() and moment - self._shown > 0.1:
            self._shown = moment
            self._show()

    def reach(self, done: int, total: int) -> None:
        """Say how much of how much is done by now."""
        self.total = max(total, 1)
        self.step(count=done - self.done)

    def _show(self) -> None:
        filled = _WIDTH * self.done // self.total
        spent = time.monotonic() - self._started
        left = spent / self.done * (self.total - self.done) if self.done else 0
        bar = "█" * filled + "░" * (_WIDTH - filled)
        end = f"还需{left:.0f}秒" if self.done < self.total else f"用时{spent:.0f}秒"
        lead = "\r\x1b[K" if self._out.isatty() else ""
        self._out.write(f"{lead}{self.words} {bar} {self.done}/{self.total} {end}")
        self._out.flush()
