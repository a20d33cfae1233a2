"""The letters that the ladder would have called for about one unit, week by week.

This is what actions/letters.prepare_letters does at each stroke of the clock. A letter that the ladder really
drafted in that week lives on as it did on record; any other lives as long as letters there usually did.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from luoshi.rules import letters
from luoshi.rules.letters import RUNGS, Hold, LetterKind, LetterState, Past
from luoshi.rules.rehearsals.alarms import Alarms
from luoshi.rules.rehearsals.courses import DAY, GREY, NEVER, RED, YELLOW, Clock
from luoshi.rules.rehearsals.parts import ENDLESS, Track, Warned, monday
from luoshi.rules.rehearsals.rungs import Facts, Rungs

S = LetterState
_VOID = frozenset({S.WITHDRAWN, S.DISCARDED})
_OVER = frozenset({S.CLOSED, S.ARCHIVED})
_SETTLING = frozenset({S.CLOSED, S.WITHDRAWN})
_STILL = frozenset({S.COSIGNING, S.SUBMITTED, S.APPROVED, S.NUMBERED, S.ARCHIVED})
"""States on whose beginning the ladder sees a part no differently than before."""


class Life(NamedTuple):
    """How a letter went: the moments and the states it came to, in order, and the last day to answer it.

    `out` is the moment of its issue; ENDLESS while it was not issued.
    """

    moves: tuple[tuple[int, LetterState], ...]
    out: int
    due_on: date | None

    def state(self, moment: int) -> LetterState:
        """Return where it stood at a moment."""
        for began, state in reversed(self.moves):
            if began <= moment:
                return state
        return self.moves[0][1]

    def later(self, seconds: int) -> Life:
        """Return the same life, begun so much later."""
        if seconds <= 0:
            return self
        moves = tuple((moment + seconds, state) for moment, state in self.moves)
        due_on = self.due_on + timedelta(days=seconds // DAY) if self.due_on else None
        return Life(moves, self.out + seconds if self.out < ENDLESS else ENDLESS, due_on)

    def closed_on(self) -> date | None:
        """Return the day on which its answer was accepted; None when none was."""
        found = (moment for moment, state in self.moves if state is S.CLOSED)
        return next((date.fromordinal(moment // DAY) for moment in found), None)


@dataclass(slots=True)
class Drawn:
    """A letter that the ladder drew up, or one written by hand (`week` 0): its items and its life."""

    kind: LetterKind
    week: int
    drafted: int
    life: Life
    items: list[int] = field(default_factory=list)
    is_on_record: bool = False


class Held(NamedTuple):
    """Something of a part was pending at somebody else's desk from one moment until another."""

    begins: int
    ended: int
    hold: Hold


@dataclass(frozen=True, slots=True)
class Unit:
    """What is on record of one unit, beside its parts: its letters, and what was pending where.

    `drawn` are letters by kind and Monday, `by_hand` those that no ladder called for.
    """

    drawn: Mapping[tuple[LetterKind, int], Life]
    by_hand: Sequence[Drawn]
    held: Mapping[int, Sequence[Held]]
    campaigns: Mapping[int, str]


Stages = tuple[int, list[int], list[Past | None]]
"""When a letter was drafted, the moments at which it moved on, and how the ladder sees it from each; None:
withdrawn or given up, it is not seen."""
Imagined = Callable[[LetterKind, int], Life]
"""The life of a letter of a kind that was not on record, drafted at a moment."""


class Climbed(NamedTuple):
    """The letters drawn up about a unit, in the order of days, and the warnings of its parts as they stood.

    A warning that a letter told of is over when the letter is closed; if the thing is still off its track,
    one is raised anew in a later week. That is all in which they differ from those of the tracks.
    """

    letters: list[Drawn]
    warnings: Mapping[int, Sequence[Warned]]


def climb(
    unit: Unit, tracks: Mapping[int, Track], clock: Clock, worked: Sequence[bool], rungs: Rungs,
    imagined: Imagined,
) -> Climbed:  # fmt: skip
    """Return what came of a unit whose parts became this.

    `worked` says of each stroke of the clock whether its week has a working day.
    """
    return _Climb(unit, tracks, rungs, imagined).played(clock, worked)


class _Climb:
    def __init__(self, unit: Unit, tracks: Mapping[int, Track], rungs: Rungs, imagined: Imagined) -> None:
        self.unit, self.tracks, self.rungs, self.imagined = unit, tracks, rungs, imagined
        self.drawn: dict[tuple[LetterKind, int], Drawn] = {}
        self.about: dict[int, list[Stages]] = defaultdict(list)
        self.due: set[int] = set()
        self.alarms = Alarms(tracks)
        self.changes = sorted(_changes(tracks), key=lambda change: change[:3])
        self.moves: list[tuple[int, int, LetterState]] = []
        self.stirs = list(_stirs(unit, tracks))
        heapify(self.stirs)
        for letter in unit.by_hand:
            self._is_about(letter, letter.items)
            for part in letter.items:
                heappush(self.moves, (letter.drafted, part, S.DRAFT))

    def played(self, clock: Clock, worked: Sequence[bool]) -> Climbed:
        """Let the clock strike, each time that a warning stands."""
        place = 0
        for day, moment, is_worked in zip(clock.days, clock.moments, worked, strict=True):
            while place < len(self.changes) and self.changes[place][0] <= moment:
                changed_at, begins, part, warned = self.changes[place]
                self._letters_move(changed_at)
                if not begins:
                    self.alarms.fall(part)
                elif self.alarms.rise(part, warned):
                    self.due.add(part)
                else:
                    heappush(self.stirs, (self.alarms.again_on(part) * DAY, part))
                place += 1
            self._letters_move(moment)
            while self.stirs and self.stirs[0][0] <= moment:
                self.due.add(heappop(self.stirs)[1])
            if self.due and is_worked:
                self._strike(day, moment)
        drawn = sorted(self.drawn.values(), key=lambda letter: (letter.drafted, RUNGS.index(letter.kind)))
        return Climbed(drawn, self.alarms.raised)

    def _letters_move(self, moment: int) -> None:
        """Let warnings know what became of letters before a moment."""
        while self.moves and self.moves[0][0] < moment:
            moved_at, part, state = heappop(self.moves)
            if state is S.DRAFT:
                self.alarms.letter(part, moved_at)
            elif state is S.WITHDRAWN:
                self.alarms.open(part)
            elif self.alarms.settle(part, moved_at):
                heappush(self.stirs, (self.alarms.again_on(part) * DAY, part))

    def _strike(self, day: int, moment: int) -> None:
        called: dict[LetterKind, list[int]] = {}
        due, self.due = sorted(self.due), set()
        for part in due:
            if part in self.alarms.quiet and not self.alarms.rise_again(part, day, moment):
                heappush(self.stirs, (max(self.alarms.again_on(part), day + 1) * DAY, part))
            if part not in self.alarms.standing:
                continue
            kind, again = self.rungs.call(self._facts(part, day, moment))
            if again < NEVER:
                heappush(self.stirs, (again * DAY, part))
            if kind:
                called.setdefault(kind, []).append(part)
        for kind in reversed(RUNGS):
            if kind in called:
                self._draw(kind, called[kind], day, moment)

    def _draw(self, kind: LetterKind, parts: Sequence[int], day: int, moment: int) -> None:
        key = (kind, monday(day))
        letter = self.drawn.get(key)
        if letter is None:
            life = self.unit.drawn.get(key)
            own = life.later(moment - life.moves[0][0]) if life else self.imagined(kind, moment)
            letter = self.drawn[key] = Drawn(kind, key[1], moment, own, is_on_record=life is not None)
        elif letter.life.state(moment) is not S.DRAFT:
            return
        for part in parts:
            self.alarms.letter(part, moment)
        added = [part for part in parts if part not in letter.items]
        letter.items += added
        self._is_about(letter, added)

    def _is_about(self, letter: Drawn, parts: Sequence[int]) -> None:
        """Keep a letter with its parts, which are looked at again whenever it moves on."""
        if not parts:
            return
        stages = self._stages(letter)
        stirring = [move for move in letter.life.moves[1:] if move[1] not in _STILL]
        for part in parts:
            insort(self.about[part], stages, key=_drafted)
            for moment, state in stirring:
                heappush(self.stirs, (moment, part))
                if state in _SETTLING:
                    heappush(self.moves, (moment, part, state))

    def _stages(self, letter: Drawn) -> Stages:
        life, moments, pasts = letter.life, [], []
        for moment, state in life.moves:
            past = None
            if state not in _VOID:
                due_on = life.due_on if moment >= life.out else None
                past = Past(letter.kind, state, due_on, life.closed_on() if state in _OVER else None)
                past = self.rungs.past(past)
            moments.append(moment)
            pasts.append(past)
        return letter.drafted, moments, pasts

    def _facts(self, part: int, day: int, moment: int) -> Facts:
        warned, held, red_on = self.alarms.standing[part], self.unit.held.get(part), NEVER
        if warned.lamp == YELLOW:
            red_on, _ = self.tracks[part].seen_at(moment)
        return (
            day,
            warned.lamp,
            (monday(day) - monday(warned.since)) // 7 + 1 if warned.since else 1,
            self._past(part, moment),
            tuple(each.hold for each in held if each.begins <= moment < each.ended) if held else (),
            red_on,
            self.unit.campaigns.get(part, ""),
        )

    def _past(self, part: int, moment: int) -> Past | None:
        """Return the last letter about a part as far as it was drafted since the thing fell behind."""
        for drafted, moments, pasts in reversed(self.about.get(part, ())):
            if drafted > moment:
                continue
            past = pasts[max(bisect_right(moments, moment) - 1, 0)]
            if past is None:
                continue
            if past.state in letters.UNFINISHED or drafted // DAY >= well_since(self.tracks[part], moment):
                return past
        return None


def _drafted(stages: Stages) -> int:
    return stages[0]


def well_since(track: Track, moment: int) -> int:
    """Return the day of the last turn to a lamp that is neither yellow nor red; 0 when there was none."""
    for turn in reversed(track.turns):
        if turn.moment <= moment and turn.after not in (YELLOW, RED):
            return turn.moment // DAY
    return 0


def is_well(track: Track, moment: int) -> bool:
    """Return whether a part showed neither yellow nor red at a moment."""
    place = bisect_right(track.turns, moment, key=lambda turn: turn.moment)
    lamp = track.turns[place - 1].after if place else GREY
    return lamp not in (YELLOW, RED)


def _changes(tracks: Mapping[int, Track]) -> Iterable[tuple[int, int, int, Warned]]:
    """Yield moment, whether a warning begins, its part and the warning; ends come before beginnings."""
    for part, track in tracks.items():
        for each in track.warnings:
            if each.begins < each.ended:
                yield each.begins, 1, part, each
                yield each.ended, 0, part, each


def _stirs(unit: Unit, tracks: Mapping[int, Track]) -> Iterable[tuple[int, int]]:
    """Yield every moment at which something else than its warning changes how the ladder sees a part."""
    for part, track in tracks.items():
        yield from ((look[0], part) for look in track.looks)
        for each in unit.held.get(part, ()):
            yield each.begins, part
            yield each.ended, part
