"""The parts whose way was not the task's all along: when it changed, and to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from luoshi.queries.rehearsals.spans import Span
from luoshi.records import rows
from luoshi.records.models import Asking, Extension, Piece, PlanChange
from luoshi.rules import lamps, plans, ways
from luoshi.rules.extensions import ExtensionState
from luoshi.rules.obstacles import ObstacleState
from luoshi.rules.plans import PlanChangeState
from luoshi.rules.rehearsals import DAY, WAY, Course, Event, Laid
from luoshi.rules.ways import Grant, Pause


class Known(NamedTuple):
    """A pause, with the moments at which help was asked for, given, and no longer wanted."""

    asked: int
    answered: int | None
    withdrawn: int | None
    pause: Pause

    def counts_at(self, moment: int) -> bool:
        """Return whether the clock stood or had stood for it, as far as was known at a moment."""
        return self.asked <= moment and (self.withdrawn is None or moment < self.withdrawn)

    def at(self, moment: int) -> Pause:
        """Return the pause as far as it was known at a moment."""
        is_over = self.answered is not None and self.answered <= moment
        return self.pause if is_over else Pause(self.pause.after_on)


@dataclass(slots=True)
class Kept:
    """All that is on record of one part's own way: each thing with the moment from which it was known."""

    grants: list[tuple[int, Grant]] = field(default_factory=list)
    pauses: list[Known] = field(default_factory=list)
    pieces: dict[int, tuple[date, int]] = field(default_factory=dict)
    moves: list[tuple[int, list[tuple[int, date]]]] = field(default_factory=list)
    judged: set[int] = field(default_factory=set)

    def moments(self) -> list[int]:
        """Return every moment at which the lamp was looked at because of these, in order."""
        found = set(self.judged)
        found |= {moment for moment, _ in [*self.grants, *self.moves]}
        for known in self.pauses:
            found |= {each for each in (known.asked, known.answered, known.withdrawn) if each is not None}
        return sorted(found)

    def at(self, moment: int) -> ways.Change:
        """Return what was known of the way at a moment."""
        days = {piece: day for piece, (day, _) in self.pieces.items()}
        for decided, moved in self.moves:
            if decided <= moment:
                days |= dict(moved)
        return ways.change(
            (grant for decided, grant in self.grants if decided <= moment),
            (known.at(moment) for known in self.pauses if known.counts_at(moment)),
            None,
            plans.points((day, self.pieces[piece][1]) for piece, day in days.items()),
        )


def of(span: Span, parts: Mapping[int, int]) -> dict[int, tuple[Laid, list[Event]]]:
    """Return {part: the way that it has when the days begin, and every change of it since}.

    `parts` are {part: task}; those that always went the task's way are left out. Four queries.
    """
    found = {}
    for part, kept in _kept(span, parts).items():
        moments = kept.moments()
        laid = _laid(
            span, parts[part], kept, max([each for each in moments if each < span.begins], default=0)
        )
        events: list[Event] = [
            (moment, WAY, 0, _laid(span, parts[part], kept, moment))
            for moment in moments
            if span.begins <= moment < span.ends
        ]
        found[part] = laid, events
    return found


def _laid(span: Span, task: int, kept: Kept, moment: int) -> Laid:
    change = kept.at(moment)
    if not moment and not change.plan:
        return Laid(span.course(task))
    day = date.fromordinal(max(moment // DAY, 1))
    since = change.stands_since(day)
    own = lamps.along(span.ways[task], change, since or day)
    return Laid(Course(own, span.days), max(since.toordinal(), span.days.first) if since else 0)


def _kept(span: Span, parts: Iterable[int]) -> dict[int, Kept]:
    """Return what is on record of the parts that ever had a way of their own. Four queries."""
    among, found = list(parts), defaultdict[int, Kept](Kept)
    wishes = Extension.objects.filter(assignment__in=rows.among(among)).order_by("decided_at", "id")
    for part, state, asked, decided, on, due_on, points in wishes.values_list(
        "assignment_id", "state", "asked_at", "decided_at", "decided_on", "own_due_on", "points"
    ):
        found[part].judged |= {span.moment(each) for each in (asked, decided) if each}
        if state == ExtensionState.GRANTED and decided and on and due_on:
            plan = tuple((date.fromisoformat(day), planned) for day, planned in points)
            found[part].grants.append((span.moment(decided), Grant(on, due_on, plan)))
    askings = Asking.objects.filter(obstacle__assignment__in=rows.among(among)).order_by("id")
    for part, state, ended, asked, asked_on, answered, answered_on in askings.values_list(
        "obstacle__assignment_id", "obstacle__state", "obstacle__ended_at", "asked_at", "asked_on",
        "answered_at", "answered_on",
    ):  # fmt: skip
        found[part].pauses.append(
            Known(
                span.moment(asked),
                span.moment(answered) if answered else None,
                span.moment(ended) if ended and state == ObstacleState.WITHDRAWN else None,
                Pause(asked_on, answered_on),
            )
        )
    pieces = Piece.objects.filter(assignment__in=rows.among(among)).order_by()
    for part, piece, day, weight in pieces.values_list("assignment_id", "id", "planned_on", "link__weight"):
        found[part].pieces[piece] = day, weight
    granted = PlanChange.objects.filter(assignment__in=rows.among(among), state=PlanChangeState.GRANTED)
    for part, decided, moves in granted.order_by("decided_at", "id").values_list(
        "assignment_id", "decided_at", "moves"
    ):
        moved = [(piece, date.fromisoformat(after)) for piece, _, after in moves]
        if decided:
            found[part].moves.append((span.moment(decided), moved))
    return found
