"""How the way of one unit's part differs from that of its task: a later date, days on which the clock stood.

A pause takes whole days out of the count. The day on which somebody is asked for help still counts, as the
first day of any period does not (民法典 article 201); the day of the answer no longer does. Days that lie in
several pauses are taken out once. Nothing here depends on the order in which things were put on record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a clock stood: those after `after_on` up to and including `until_on`; None: it stands."""

    after_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A later date that was granted on a day, with the plan that leads to it, (day, hundredths of a percent).

    `due_on` and the days of the plan are days of the part's own clock: what it stood before is not in them.
    """

    on: date
    due_on: date
    points: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """All in which a part's way differs from its task's. An empty one differs in nothing.

    `grant` is the grant in force, `moved` how many there were, `asked_for` the date of a wish that nobody has
    decided on yet; `pauses` lie apart from one another, in the order of days. `plan` is the part's own plan
    where it is broken down into pieces, (day, hundredths of a percent) by its own clock; it goes before any
    other. `waits` says that its task waits for another.
    """

    grant: Grant | None = None
    pauses: tuple[Pause, ...] = ()
    asked_for: date | None = None
    moved: int = 0
    plan: tuple[tuple[date, int], ...] = ()
    waits: bool = False

    @property
    def last_day(self) -> date | None:
        """Return the latest day on which something of it is on record as having happened."""
        days = [day for each in self.pauses for day in (each.after_on, each.until_on) if day]
        return max([*days, self.grant.on] if self.grant else days, default=None)

    def stands_since(self, today: date) -> date | None:
        """Return the day since which the clock stands on this day; None when it runs."""
        for each in self.pauses:
            if each.after_on <= today and (each.until_on is None or today < each.until_on):
                return each.after_on
        return None

    def stood(self, today: date) -> tuple[Pause, ...]:
        """Return the pauses as far as they lie before the end of this day, each with its end."""
        return tuple(
            Pause(each.after_on, min(each.until_on or today, today))
            for each in self.pauses
            if each.after_on < today
        )

    @property
    def text(self) -> str:
        """The change as it is kept: empty when there is none, else JSON."""
        if self == Change():
            return ""
        kept = {
            "grant": [_iso(self.grant.on), _iso(self.grant.due_on), _listed(self.grant.points)]
            if self.grant
            else None,
            "pauses": [[_iso(each.after_on), _iso(each.until_on)] for each in self.pauses],
            "asked_for": _iso(self.asked_for),
            "moved": self.moved,
            **({"plan": _listed(self.plan)} if self.plan else {}),
            **({"waits": True} if self.waits else {}),
        }
        return json.dumps(kept, separators=(",", ":"))


@lru_cache(maxsize=4096)
def read(text: str) -> Change:
    """Return the change that was kept as this text."""
    if not text:
        return Change()
    kept = json.loads(text)
    grant = None
    if kept["grant"]:
        on, due_on, points = kept["grant"]
        grant = Grant(date.fromisoformat(on), date.fromisoformat(due_on), _dated(points))
    return Change(
        grant,
        tuple(Pause(date.fromisoformat(after), _day(until)) for after, until in kept["pauses"]),
        _day(kept["asked_for"]),
        kept["moved"],
        _dated(kept.get("plan", ())),
        kept.get("waits", False),
    )


def change(
    grants: Iterable[Grant],
    pauses: Iterable[Pause],
    asked_for: date | None = None,
    plan: tuple[tuple[date, int], ...] = (),
    *,
    waits: bool = False,
) -> Change:
    """Return what becomes of a way by these grants and pauses, in whatever order they are told.

    Of several grants the one with the latest date is in force: each moves the date on, none moves it back.
    """
    known = list(grants)
    latest = max(known, key=lambda each: (each.due_on, each.on), default=None)
    return Change(latest, merged(pauses), asked_for, len(known), plan, waits)


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Return pauses that lie apart and cover the same days, in order; those that hold no day are left out."""
    found: list[Pause] = []
    held = [each for each in pauses if each.until_on is None or each.until_on > each.after_on]
    for each in sorted(held, key=lambda pause: (pause.after_on, pause.until_on or date.max)):
        last = found[-1] if found else None
        if last is None or (last.until_on is not None and last.until_on < each.after_on):
            found.append(each)
        elif last.until_on is not None and (each.until_on is None or each.until_on > last.until_on):
            found[-1] = Pause(last.after_on, each.until_on)
    return tuple(found)


def days_stood(stood: Iterable[Pause], until: date) -> int:
    """Return how many days of these pauses, which lie apart and have ends, are not later than `until`."""
    return sum(
        (min(each.until_on or until, until) - each.after_on).days for each in stood if each.after_on < until
    )


def counted(day: date, stood: Iterable[Pause]) -> date:
    """Return what a day is on the part's own clock: the day itself less the days that the clock stood."""
    return day - timedelta(days=days_stood(stood, day))


def falls_on(own: date, stood: Iterable[Pause]) -> date:
    """Return the first day of the calendar on which the part's own clock shows this day."""
    day = own
    for each in stood:
        if day <= each.after_on:
            break
        day += timedelta(days=((each.until_on or each.after_on) - each.after_on).days)
    return day


def last_day(own: date, stood: Iterable[Pause]) -> date:
    """Return the last day of the calendar that is not past this day of the part's own clock."""
    return falls_on(own + timedelta(days=1), stood) - timedelta(days=1)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _listed(points: Iterable[tuple[date, int]]) -> list[list[object]]:
    return [[_iso(day), planned] for day, planned in points]


def _dated(points: Iterable[tuple[str, int]]) -> tuple[tuple[date, int], ...]:
    return tuple((date.fromisoformat(day), planned) for day, planned in points)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
