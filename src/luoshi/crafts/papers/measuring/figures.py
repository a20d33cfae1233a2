"""One figure of a paper: what was found, what the standard wants and where it says so."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from luoshi.crafts.papers import standard
from luoshi.crafts.papers.measuring.remedies import REMEDIES


@dataclasses.dataclass(frozen=True, slots=True)
class Measurement:
    """One figure. ``value`` is in ``unit``; ``page`` counts from 1; ``clause`` is of GB/T 9704—2012.

    ``words`` is what was found when that is no number.
    """

    name: str
    value: float
    unit: str
    wanted: str
    clause: str
    page: int
    fits: bool
    words: str = ""

    @property
    def found(self) -> str:
        """What was found, in words."""
        return self.words or f"{self.value:g} {self.unit}"

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return REMEDIES[self.name]

    def __str__(self) -> str:
        verdict = "符合" if self.fits else "不符合"
        clause = f"{standard.STANDARD} 第{self.clause}条"
        return f"第{self.page}页 {self.name}：{self.found}，应为{self.wanted}（{clause}）{verdict}"


def deviations(figures: Iterable[Measurement]) -> tuple[Measurement, ...]:
    """Return the figures that do not fit."""
    return tuple(figure for figure in figures if not figure.fits)


def near(
    name: str, value: float, wanted: float, allowed: float, clause: str, page: int = 1, unit: str = "mm"
) -> Measurement:
    """Return a figure that should be ``wanted``, give or take ``allowed``."""
    words = f"{round(wanted, 2):g} {unit}" + (f"（±{allowed:g}）" if allowed else "")
    fits = abs(value - wanted) <= allowed + 1e-9
    return Measurement(name, round(value, 2), unit, words, clause, page, fits)


def count(
    name: str, value: int, wanted: str, clause: str, page: int, fits: bool, unit: str = "处"
) -> Measurement:
    """Return how many there are of something."""
    return Measurement(name, value, unit, wanted, clause, page, fits)


def told(name: str, words: str, wanted: str, clause: str, page: int, fits: bool) -> Measurement:
    """Return something that is read and not measured."""
    return Measurement(name, float(fits), "", wanted, clause, page, fits, words)
