"""A rehearsal unit after unit: what is on record, replayed twice, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from luoshi.queries.rehearsals import correspondence, pasts
from luoshi.queries.rehearsals.pasts import Part, Place
from luoshi.queries.rehearsals.spans import Span, ladder_limits
from luoshi.rules import rehearsals
from luoshi.rules.letters import LetterKind, why_not_address
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.rehearsals import (
    DAY,
    Bounds,
    Figures,
    Imagined,
    Life,
    Pace,
    Past,
    Played,
    Rungs,
    Track,
    Unit,
)

CHUNK = 2_000
"""Parts that are fetched at once, unless a unit alone has more: enough to ask seldom, few enough to hold."""


class Rehearsed(NamedTuple):
    """What came of one unit: its sums, and every letter that differs (rules/rehearsals/figures.Told)."""

    unit: int
    figures: Figures
    letters: list[rehearsals.Told]


class Rules(NamedTuple):
    """The numbers of one of the two years."""

    book: ParameterBook
    bounds: Bounds
    rungs: Rungs


def rules(span: Span, book: ParameterBook) -> Rules:
    """Return the numbers of a year by a book."""
    return Rules(book, Bounds(book, span.days), Rungs(ladder_limits(span, book)))


def usual(span: Span, places: Sequence[Place]) -> Pace:
    """Return how long the letters on record of all these units took. Two queries."""
    lives = correspondence.lives_of(span, [place.unit for place in places])
    return rehearsals.pace((row.life for row in lives), span.calendar)


def rehearse(
    span: Span, changes: Sequence[tuple[str, int]], places: Sequence[Place], usual: Pace
) -> Iterator[Rehearsed]:
    """Yield what the days would have been for each of these units, in their order."""
    now = rules(span, span.book)
    then = rules(span, rehearsals.book_with(span.book, changes))
    if not rehearsals.is_about_lamps(changes):
        then = then._replace(bounds=now.bounds)
    for unit, own, (mine, theirs) in played(span, places, usual, [now, then]):
        figures = rehearsals.count(own, mine, theirs, span.first, span.last, span.minutes)
        recorded = pasts.turned(span, [past.part for past in own])
        figures.checked = len(own)
        figures.agreeing = sum(
            _evenings(past, ((turn.moment // DAY, turn.after) for turn in mine.tracks[past.part].turns))
            == _evenings(past, recorded.get(past.part, []))
            for past in own
        )
        yield Rehearsed(unit, figures, rehearsals.differing(mine, theirs, span.first, span.last))


def played(
    span: Span, places: Sequence[Place], usual: Pace, years: Sequence[Rules]
) -> Iterator[tuple[int, list[Past], list[Played]]]:
    """Yield each unit, its parts as they are on record, and what became of them by each of these rules.

    The first are those in force: letters on record had their answers due by them.
    """
    kinds = {place.unit: place.kind for place in places}
    imagining = [_imagining(span, by.book, usual) for by in years]
    for chunk in _chunks(span, places):
        known: dict[int, list[Past]] = {part.unit: [] for part in chunk}
        for part, past in zip(chunk, pasts.pasts_of(span, chunk), strict=True):
            known[part.unit].append(past)
        letters = correspondence.units_with(span, chunk)
        for unit, own in known.items():
            tracks: dict[int, dict[int, Track]] = {}
            outcome = []
            for by, imagined in zip(years, imagining, strict=True):
                key = id(by.bounds)
                if key not in tracks:
                    tracks[key] = {past.part: rehearsals.replay(past, span.clock, by.bounds) for past in own}
                if why_not_address(kinds[unit]) is None:
                    climbed = _climbed(span, letters[unit], tracks[key], by, years[0], imagined)
                    outcome.append(Played(tracks[key], *climbed))
                else:
                    warnings = {part: track.warnings for part, track in tracks[key].items()}
                    outcome.append(Played(tracks[key], [], warnings))
            yield unit, own, outcome


def _imagining(span: Span, book: ParameterBook, usual: Pace) -> Imagined:
    """Return a function that gives the life of a letter that nobody wrote, by the numbers of one year."""

    @cache
    def imagined(kind: LetterKind, moment: int) -> Life:
        return rehearsals.imagined(kind, moment, usual, book, span.calendar)

    return imagined


def _climbed(
    span: Span, unit: Unit, tracks: Mapping[int, Track], by: Rules, now: Rules, imagined: Imagined
) -> rehearsals.Climbed:
    """Return the letters and warnings of a unit whose parts became this, by the numbers of one year."""
    if by is not now:
        drawn = {
            key: rehearsals.answered_by(life, key[0], now.book, by.book, span.calendar)
            for key, life in unit.drawn.items()
        }
        unit = Unit(drawn, unit.by_hand, unit.held, unit.campaigns)
    return rehearsals.climb(unit, tracks, span.clock, span.worked, by.rungs, imagined)


def _chunks(span: Span, places: Sequence[Place]) -> Iterator[list[Part]]:
    """Yield the parts of so many units that there are CHUNK of them or so."""
    batch: list[int] = []
    total = 0
    for place in places:
        batch.append(place.unit)
        total += place.parts
        if total >= CHUNK:
            yield pasts.parts_of(span, batch)
            batch, total = [], 0
    if batch:
        yield pasts.parts_of(span, batch)


def _evenings(past: Past, turns: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the lamp at the end of each day on which it was another than the evening before."""
    found, before = [], past.lamp
    for day, lamp in dict(turns).items():
        if lamp != before:
            found.append((day, lamp))
        before = lamp
    return found
