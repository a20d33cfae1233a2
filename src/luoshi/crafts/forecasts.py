"""How likely a task is done on time, from how tasks of the same unit and kind went before.

A reference class forecast. The terms of finished tasks are laid over one another, each cut into twentieths;
of those that stood about as far as the task in question at the same point, what they still made is drawn
again and again, a stretch of eight at a time, and the share of the draws that reach what is missing is the
chance. The draws come from a fixed seed and depend on nothing but the class, the point and the third that the
task stands among: made once, they serve every task, so ten thousand tasks cost no more than looking up.

Progress is in hundredths of a percent. Nothing here knows a person.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.rules.forecasts import ENOUGH, Basis
from luoshi.rules.lamps import WHOLE_X100

STEPS = 20
STRETCH = 8
DRAWS = 200
SEED = 20260901


@dataclass(frozen=True, slots=True)
class Kind:
    """What a task is compared by: its unit, the level of that unit, its campaign ("" for none)."""

    unit: int
    level: str
    campaign: str

    def classes(self) -> Iterable[tuple[Basis, str]]:
        """Yield the reference classes that the task belongs to, narrowest first."""
        if self.campaign:
            yield Basis.UNIT_CAMPAIGN, f"{self.unit}:{self.campaign}"
        yield Basis.UNIT, str(self.unit)
        if self.campaign:
            yield Basis.LEVEL_CAMPAIGN, f"{self.level}:{self.campaign}"
        yield Basis.LEVEL, self.level
        yield Basis.CITY, ""


@dataclass(frozen=True, slots=True)
class Past:
    """A task whose term is over: how far it stood at each step (0 to 20), and what it had made by then.

    `made` runs on beyond the whole at the speed before it: who was done early could have made more.
    """

    id: int
    kind: Kind
    stood: tuple[int, ...]
    made: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Foresight:
    """A chance and what it rests on: of a class of `tasks`, those `alike` usually still made `usual_x100`."""

    chance_x100: int
    basis: Basis
    tasks: int
    alike: int
    usual_x100: int


def past(task_id: int, kind: Kind, weeks: int, claims: Mapping[int, int]) -> Past:
    """Return a task of so many weeks as it went; `claims` by week, the first being 1.

    A week without an account stands where the one before it stood.
    """
    by_week = [0]
    for week in range(1, weeks + 1):
        by_week.append(claims.get(week, by_week[-1]))
    stood = tuple(_at(by_week, weeks * step) for step in range(STEPS + 1))
    return Past(task_id, kind, stood, _made(stood))


def _at(by_week: Sequence[int], steps: int) -> int:
    """Return the progress after so many twentieths of a week, on the line between two weeks."""
    week, rest = divmod(steps, STEPS)
    if not rest:
        return by_week[week]
    return by_week[week] + (by_week[week + 1] - by_week[week]) * rest // STEPS


def _made(stood: tuple[int, ...]) -> tuple[int, ...]:
    whole = next((step for step, each in enumerate(stood) if step and each >= WHOLE_X100), None)
    if whole is None:
        return stood
    # What came last was cut off by the end of the work; nobody is taken for slower than they were before it.
    base = stood[whole - 1]
    speed = max(WHOLE_X100 - base, base - stood[max(0, whole - 2)], base // max(1, whole - 1))
    return (*stood[:whole], *(base + speed * (step - whole + 1) for step in range(whole, STEPS + 1)))


class Reference:
    """All finished tasks, in their reference classes."""

    def __init__(self, pasts: Iterable[Past]) -> None:
        grouped: dict[tuple[Basis, str], list[Past]] = defaultdict(list)
        for each in sorted(pasts, key=lambda one: one.id):
            for group in each.kind.classes():
                grouped[group].append(each)
        self._classes = {
            group: _Class(f"{group[0].value}:{group[1]}", members)
            for group, members in grouped.items()
            if len(members) >= ENOUGH
        }

    def foresee(self, kind: Kind, weeks: int, weeks_left: int, claimed_x100: int) -> Foresight | None:
        """Return the chance that a task of `weeks` weeks is whole after the `weeks_left` that remain.

        None when not even the widest class has enough finished tasks. Raises ValueError unless
        1 <= weeks_left <= weeks.
        """
        if not 1 <= weeks_left <= weeks:
            raise ValueError("weeks_left must lie between 1 and weeks")
        for group in kind.classes():
            if known := self._classes.get(group):
                step = min(STEPS - 1, (2 * (weeks - weeks_left) * STEPS + weeks) // (2 * weeks))
                alike, totals = known.ahead(step, claimed_x100)
                # What the others made in their steps left, they made in another length of time.
                theirs, ours = (STEPS - step) * weeks, STEPS * weeks_left
                missing = (WHOLE_X100 - claimed_x100) * theirs // ours
                hits = DRAWS - bisect_left(totals, missing)
                return Foresight(
                    # One reached and one missed are added, so that a small sample is never sure.
                    (hits * alike * WHOLE_X100 // DRAWS + WHOLE_X100) // (alike + 2),
                    group[0],
                    known.size,
                    alike,
                    max(0, totals[DRAWS // 2]) * ours // theirs,
                )
        return None


class _Class:
    """Finished tasks of one reference class, and what was drawn from them so far."""

    def __init__(self, name: str, pasts: Sequence[Past]) -> None:
        self.size = len(pasts)
        self._name = name
        self._pasts = pasts
        self._ranked: dict[int, tuple[list[int], list[Past]]] = {}
        self._drawn: dict[tuple[int, int], tuple[int, list[int]]] = {}

    def ahead(self, step: int, claimed_x100: int) -> tuple[int, list[int]]:
        """Return how many stood alike at a step, and the sorted draws of what such tasks still made."""
        if step not in self._ranked:
            ranked = sorted(self._pasts, key=lambda one: (one.stood[step], one.id))
            self._ranked[step] = [one.stood[step] for one in ranked], ranked
        stood, ranked = self._ranked[step]
        # Where the task would stand among them, to a sixth: it is compared with the third around it.
        twice = bisect_left(stood, claimed_x100) + bisect_right(stood, claimed_x100)
        sixth = min(4, max(0, (3 * twice - self.size // 2) // self.size))
        if (step, sixth) not in self._drawn:
            alike = ranked[sixth * self.size // 6 : (sixth + 2) * self.size // 6]
            self._drawn[step, sixth] = len(alike), self._draw(alike, step, sixth)
        return self._drawn[step, sixth]

    def _draw(self, alike: Sequence[Past], step: int, sixth: int) -> list[int]:
        chance = random.Random(f"{SEED}:{self._name}:{step}:{sixth}")  # noqa: S311 - draws, no secrets
        bounds = [*range(step, STEPS, STRETCH), STEPS]
        least = min(one.stood[step] for one in alike)
        stretches = []
        for begin, end in pairwise(bounds):
            gains = [one.made[end] - one.made[begin] + _spare(one, step, begin, end, least) for one in alike]
            stretches.append(chance.choices(gains, k=DRAWS))
        return sorted(map(sum, zip(*stretches, strict=True)))


def _spare(one: Past, step: int, begin: int, end: int, least: int) -> int:
    """Return what a task that became whole in a stretch could have made besides.

    Its last gain was cut off by the end of the work. All who are drawn from stood alike at `step`; so who
    became whole from above the `least` of them would have become whole from there too.
    """
    became_whole = one.stood[begin] < WHOLE_X100 <= one.stood[end]
    return one.stood[step] - least if became_whole else 0
