"""What two years come to, side by side: the one by the rules in force, the one by the rules rehearsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from luoshi.rules.enums import Labelled
from luoshi.rules.letters import LetterKind
from luoshi.rules.rehearsals.courses import DAY, RED, YELLOW
from luoshi.rules.rehearsals.ladder import Drawn, is_well
from luoshi.rules.rehearsals.parts import ENDLESS, Past, Track, Warned


class Measure(Labelled):
    """What is counted in both years, in the words of the table; `unit` is what it counts."""

    unit: str

    TURNS = "TURNS", "灯色变化", "次"
    YELLOW_DAYS = "YELLOW_DAYS", "亮黄灯", "项·日"
    RED_DAYS = "RED_DAYS", "亮红灯", "项·日"
    DIFFERENT = "DIFFERENT", "灯色有过不同的任务", "项"
    WARNED = "WARNED", "被预警过的任务", "项"
    YELLOW_WARNINGS = "YELLOW_WARNINGS", "黄灯预警", "条"
    RED_WARNINGS = "RED_WARNINGS", "红灯预警", "条"
    LETTERS = "LETTERS", "拟出函件", "份"
    ITEMS = "ITEMS", "函件所列任务", "项次"
    WELL = "WELL", "其中发出前已全部恢复", "份"
    MINUTES = "MINUTES", "单位回复函件用时", "分钟"

    def __new__(cls, value: str, label: str = "", unit: str = "") -> Measure:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.unit = unit
        return member


M = Measure
Pair = list[int]
"""[by the rules in force, by the rules rehearsed]."""


@dataclass(slots=True)
class Figures:
    """The sums of one unit, or of many: measures, letters by kind and by week, lamps that agree with record.

    `weeks` are letters by the ordinal of their Monday. `agreeing` of `checked` parts, replayed by the rules
    in force, show every evening the lamp that is on record.
    """

    measures: dict[str, Pair] = field(default_factory=lambda: {each.value: [0, 0] for each in Measure})
    kinds: dict[str, Pair] = field(default_factory=dict)
    weeks: dict[int, Pair] = field(default_factory=dict)
    parts: int = 0
    checked: int = 0
    agreeing: int = 0

    def add(self, other: Figures) -> None:
        """Add the sums of another unit."""
        for mine, theirs in ((self.measures, other.measures), (self.kinds, other.kinds)):
            for key, pair in theirs.items():
                _add(mine, key, pair)
        for week, pair in other.weeks.items():
            _add(self.weeks, week, pair)
        self.parts += other.parts
        self.checked += other.checked
        self.agreeing += other.agreeing

    @property
    def disagreeing(self) -> int:
        """How many parts show another lamp on some day than is on record."""
        return self.checked - self.agreeing

    @property
    def kept(self) -> dict[str, Any]:
        """The figures as they are kept."""
        weeks = [[week, *pair] for week, pair in sorted(self.weeks.items())]
        return {
            "measures": self.measures,
            "kinds": self.kinds,
            "weeks": weeks,
            "parts": [self.parts, self.checked, self.agreeing],
        }


def _add(mine: dict[Any, Pair], key: object, pair: Sequence[int]) -> None:
    known = mine.setdefault(key, [0, 0])
    known[0] += pair[0]
    known[1] += pair[1]


def read(kept: Mapping[str, Any]) -> Figures:
    """Return the figures that were kept so."""
    parts, checked, agreeing = kept["parts"]
    weeks = {week: [now, then] for week, now, then in kept["weeks"]}
    return Figures(dict(kept["measures"]), dict(kept["kinds"]), weeks, parts, checked, agreeing)


@dataclass(frozen=True, slots=True)
class Played:
    """One unit in one of the two years: what became of each part, letters drawn up, warnings raised."""

    tracks: Mapping[int, Track]
    letters: Sequence[Drawn]
    warnings: Mapping[int, Sequence[Warned]]


def count(
    pasts: Sequence[Past], now: Played, then: Played, first: int, last: int, minutes: int
) -> Figures:  # fmt: skip
    """Return the sums of one unit from the day `first` to the day `last`; a letter costs so many minutes."""
    figures = Figures(parts=len(pasts))
    measures = figures.measures
    for place, played in enumerate((now, then)):
        for past in pasts:
            _count_part(measures, place, past, played, first, last)
        for letter in within(played.letters, first, last):
            measures[M.LETTERS][place] += 1
            measures[M.ITEMS][place] += len(letter.items)
            recovered = is_recovered(letter, played.tracks)
            measures[M.WELL][place] += recovered
            measures[M.MINUTES][place] += 0 if recovered else minutes
            figures.kinds.setdefault(letter.kind.value, [0, 0])[place] += 1
            figures.weeks.setdefault(letter.week, [0, 0])[place] += 1
    if now.tracks is not then.tracks:
        measures[M.DIFFERENT][1] = sum(
            now.tracks[past.part].turns != then.tracks[past.part].turns for past in pasts
        )
    return figures


def _count_part(
    measures: Mapping[str, Pair], place: int, past: Past, played: Played, first: int, last: int
) -> None:
    track, warnings = played.tracks[past.part], played.warnings.get(past.part, ())
    lamp, since = past.lamp, past.begins // DAY
    days = {YELLOW: 0, RED: 0}
    for turn in track.turns:
        day = turn.moment // DAY
        if lamp in days:
            days[lamp] += max(min(day, last + 1) - max(since, first), 0)
        lamp, since = turn.after, day
        measures[M.TURNS][place] += first <= day <= last
    if lamp in days:
        days[lamp] += max(last + 1 - max(since, first), 0)
    measures[M.YELLOW_DAYS][place] += days[YELLOW]
    measures[M.RED_DAYS][place] += days[RED]
    raised = {(each.raised, each.lamp) for each in warnings if first <= each.raised <= last}
    red = sum(lamp == RED for _, lamp in raised)
    measures[M.RED_WARNINGS][place] += red
    measures[M.YELLOW_WARNINGS][place] += len(raised) - red
    stood = any(each.begins // DAY <= last and each.ended // DAY >= first for each in warnings)
    measures[M.WARNED][place] += stood


def within(letters: Iterable[Drawn], first: int, last: int) -> Iterator[Drawn]:
    """Yield the letters that were drawn up on one of these days."""
    return (letter for letter in letters if first <= letter.drafted // DAY <= last)


def is_recovered(letter: Drawn, tracks: Mapping[int, Track]) -> bool:
    """Return whether all that a letter lists was well again before it went out, or it never did."""
    out = letter.life.out
    until = out if out < ENDLESS else letter.life.moves[-1][0]
    return all(is_well(tracks[part], until) for part in letter.items if part in tracks)


Told = list[Any]
"""[kind, Monday, letter now or null, letter then or null]; a letter is [drafted, issued or null, items,
whether all had recovered before], days in ISO."""


def differing(now: Played, then: Played, first: int, last: int) -> list[Told]:
    """Return every letter that is in one of the years only or lists other things, in the order of weeks."""
    sides = [
        {(letter.week, letter.kind): letter for letter in within(played.letters, first, last)}
        for played in (now, then)
    ]
    found = []
    for key in sorted(sides[0].keys() | sides[1].keys(), key=lambda key: (key[0], _rank(key[1]))):
        mine, theirs = sides[0].get(key), sides[1].get(key)
        if mine and theirs and sorted(mine.items) == sorted(theirs.items):
            continue
        told = [
            _told(letter, played.tracks) if letter else None
            for letter, played in ((mine, now), (theirs, then))
        ]
        found.append([key[1].value, date.fromordinal(key[0]).isoformat(), *told])
    return found


def _told(letter: Drawn, tracks: Mapping[int, Track]) -> Told:
    out = letter.life.out
    return [
        _iso(letter.drafted),
        _iso(out) if out < ENDLESS else None,
        sorted(letter.items),
        is_recovered(letter, tracks),
    ]


def _iso(moment: int) -> str:
    return date.fromordinal(moment // DAY).isoformat()


def _rank(kind: LetterKind) -> int:
    return list(LetterKind).index(kind)
