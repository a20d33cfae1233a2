"""What units were asked to fill in over the last weeks, as everybody may look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.records import statements
from luoshi.rules.burden import ENOUGH_UNITS, AskKind, middle
from luoshi.rules.units import UnitKind

WEEKS = 12


@dataclass(frozen=True, slots=True)
class KindWeek:
    """One kind of unit in one week: medians of the units that were asked for anything, letters in all.

    `seconds` is the median time of an account over `timed` units; None where they are too few to tell.
    """

    monday: date
    kind: UnitKind
    units: int
    forms: int
    fields: int
    letters: int
    seconds: int | None
    timed: int


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked: how many forms and fields in all weeks shown, and of how many units."""

    name: str
    forms: int
    fields: int
    units: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One unit in the latest week: how many forms of each kind, and how many fields in all."""

    unit_id: int
    name: str
    forms: dict[AskKind, int]
    fields: int

    @property
    def total(self) -> int:
        """All forms."""
        return sum(self.forms.values())


@dataclass(frozen=True, slots=True)
class Meter:
    """The last weeks that were counted: by kind of unit, newest week first; who asked; who was asked."""

    weeks: tuple[KindWeek, ...]
    askers: tuple[Asker, ...]
    asked: tuple[Asked, ...]

    @property
    def latest(self) -> date | None:
        """The Monday of the latest week; None where nothing was counted yet."""
        return self.weeks[0].monday if self.weeks else None


def meter(today: date, weeks: int = WEEKS) -> Meter:
    """Return the last weeks that were counted. Three queries."""
    since = today - timedelta(days=today.weekday() + 7 * (weeks + 1))
    rows = statements.ask(_COUNTED, [since])
    if not rows:
        return Meter((), (), ())
    mondays = sorted({row[0] for row in rows}, reverse=True)[:weeks]
    kept = [row for row in rows if row[0] >= mondays[-1]]
    times: dict[tuple[date, str], list[int]] = defaultdict(list)
    for monday, kind, seconds in statements.ask(_TIMES, [mondays[-1]]):
        times[monday, kind].append(seconds)
    asked = [row for row in kept if row[0] == mondays[0]]
    return Meter(
        tuple(_kinds(kept, times)),
        tuple(Asker(*row) for row in statements.ask(_ASKERS, [mondays[-1], mondays[0]])),
        tuple(_asked(asked)),
    )


_COUNTED = """
SELECT burden.week_start, unit.kind, unit.path, unit.id, unit.short_name, burden.kind,
       sum(burden.asked), sum(burden.fields)
FROM records_burden burden JOIN records_unit unit ON unit.id = burden.unit_id
WHERE burden.week_start >= %s
GROUP BY burden.week_start, unit.kind, unit.path, unit.id, unit.short_name, burden.kind
"""
_TIMES = """
SELECT taken.week_start, unit.kind, taken.seconds
FROM records_timetaken taken JOIN records_unit unit ON unit.id = taken.unit_id
WHERE taken.week_start >= %s
"""
_ASKERS = """
SELECT unit.short_name, sum(burden.asked), sum(burden.fields), count(DISTINCT burden.unit_id)
FROM records_burden burden JOIN records_unit unit ON unit.id = burden.asker_id
WHERE burden.week_start BETWEEN %s AND %s
GROUP BY unit.id, unit.short_name, unit.path
ORDER BY sum(burden.fields) DESC, sum(burden.asked) DESC, unit.path
"""


def _kinds(
    rows: Sequence[tuple[date, str, str, int, str, str, int, int]],
    times: dict[tuple[date, str], list[int]],
) -> Iterator[KindWeek]:
    """Yield each kind of unit in each week, the newest week first, kinds in the order of UnitKind."""
    forms: dict[tuple[date, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    fields: dict[tuple[date, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    letters: dict[tuple[date, str], int] = defaultdict(int)
    for monday, kind, _, unit_id, _, asked_for, count, filled in rows:
        forms[monday, kind][unit_id] += count
        fields[monday, kind][unit_id] += filled
        letters[monday, kind] += count if asked_for == AskKind.LETTER else 0
    order = UnitKind.codes()
    for monday, kind in sorted(forms, key=lambda key: (-key[0].toordinal(), order.index(key[1]))):
        key, seconds = (monday, kind), times[monday, kind]
        yield KindWeek(
            monday,
            UnitKind(kind),
            len(forms[key]),
            middle(forms[key].values()) or 0,
            middle(fields[key].values()) or 0,
            letters[key],
            middle(seconds) if len(seconds) >= ENOUGH_UNITS else None,
            len(seconds),
        )


def _asked(rows: Sequence[tuple[date, str, str, int, str, str, int, int]]) -> Iterator[Asked]:
    """Yield each unit that was asked for anything, in the order of the tree."""
    forms: dict[tuple[str, int, str], dict[AskKind, int]] = defaultdict(lambda: dict.fromkeys(AskKind, 0))
    fields: dict[tuple[str, int, str], int] = defaultdict(int)
    for _, _, path, unit_id, name, asked_for, count, filled in rows:
        forms[path, unit_id, name][AskKind(asked_for)] += count
        fields[path, unit_id, name] += filled
    for path, unit_id, name in sorted(forms):
        yield Asked(unit_id, name, forms[path, unit_id, name], fields[path, unit_id, name])
