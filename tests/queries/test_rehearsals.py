"""Weeks that people and the clock really played, replayed by the same numbers, come out the same."""

from __future__ import annotations

import multiprocessing
from datetime import date, timedelta

import pytest

from luoshi.queries.rehearsals import pasts, replaying, spans, together
from luoshi.records.models import Alert, LampChange, Letter
from luoshi.rules import rehearsals
from luoshi.rules.rehearsals import CODES, DAY
from tests import cast
from tests.queries.weeks_of_work import Weeks, more_tasks

LAST = date(2026, 12, 4)
BEFORE_ALL, MIDWAY = cast.MONDAY - timedelta(days=7), date(2026, 12, 3)


@pytest.mark.parametrize("seed", [4, 6])
def test_replayed_by_the_same_numbers_weeks_come_out_the_same(db: None, seed: int) -> None:
    """Lamps, warnings and letters from the very beginning, and lamps also from where things stand already.

    By stricter numbers some differ, and the record stays as it is. In these weeks letters are drafted on a
    morning on which nothing else happens, and closed while what they told of still drags.
    """
    city = cast.publish(cast.build_city())
    more_tasks(city)
    Weeks(city, seed=seed).play(LAST)
    span = spans.span(BEFORE_ALL, LAST)
    turned, warned, drawn = replayed(span)
    changes = LampChange.objects.filter(assignment__role="RESPONSIBLE").order_by("assignment_id", "id")
    recorded = [
        (change.assignment_id, change.turned_on.toordinal(), CODES[change.after]) for change in changes
    ]
    assert turned == recorded
    assert warned == {
        (alert.assignment_id, alert.raised_on.toordinal(), CODES[alert.lamp]) for alert in Alert.objects.all()
    }
    letters = Letter.objects.filter(period_start__isnull=False).prefetch_related("items")
    assert drawn == {
        (
            each.unit_id,
            each.kind,
            str(each.period_start),
            tuple(sorted(i.assignment_id for i in each.items.all())),
        )
        for each in letters
    }
    assert min(len(turned), 2 * len(warned), 3 * len(drawn)) >= 10
    assert len({kind for _, kind, _, _ in drawn}) >= 3

    total = rehearsals.Figures()
    for rehearsed in together.rehearse(span, [("lamp.yellow_gap_x100", 200)], pasts.places(span)):
        total.add(rehearsed.figures)
    off = [total.measures["YELLOW_DAYS"][side] + total.measures["RED_DAYS"][side] for side in (0, 1)]
    assert off[0] < off[1]
    assert total.measures["WARNED"][0] <= total.measures["WARNED"][1]
    assert total.measures["LETTERS"][0] == len(drawn)
    assert (total.parts, total.checked, total.agreeing) == (8, 8, 8)
    assert changes.count() == len(recorded)

    midway = spans.span(MIDWAY, LAST)
    begins = midway.days.first
    assert replayed(midway)[0] == [row for row in recorded if row[1] >= begins]


def test_two_processes_replay_what_one_does_and_are_gone_when_it_is_over(transactional_db: None) -> None:
    """The same units in the same order; also when nobody hears the end, and when one breaks."""
    city = cast.publish(cast.build_city())
    Weeks(city, seed=2).play(date(2026, 11, 13))
    span, changes = spans.span(BEFORE_ALL, date(2026, 11, 13)), [("lamp.yellow_gap_x100", 200)]
    places = pasts.places(span)
    alone = list(together.rehearse(span, changes, places))
    assert [each.unit for each in alone] == [place.unit for place in places]
    assert len(alone) > 1
    assert list(together.rehearse(span, changes, places, hands=2)) == alone

    unheard = together.rehearse(span, changes, places, hands=2)
    assert next(unheard) == alone[0]
    unheard.close()
    broken = together.rehearse(span, changes, [*places, pasts.Place(0, places[0].kind, 1)], hands=2)
    with pytest.raises(EOFError):
        list(broken)
    assert multiprocessing.active_children() == []


def replayed(
    span: spans.Span,
) -> tuple[list[tuple[int, int, int]], set[tuple[int, int, int]], set[tuple[int, str, str, tuple[int, ...]]]]:
    """Return the turns of lamps, the warnings and the letters of a span by the numbers in force."""
    turned, warned, drawn = [], set(), set()
    places = pasts.places(span)
    usual, rules = replaying.usual(span, places), replaying.rules(span, span.book)
    for unit, own, [year] in replaying.played(span, places, usual, [rules]):
        for past in own:
            track = year.tracks[past.part]
            turned += [(past.part, turn.moment // DAY, turn.after) for turn in track.turns]
            warned |= {(past.part, each.raised, each.lamp) for each in year.warnings.get(past.part, ())}
        drawn |= {
            (unit, each.kind.value, str(date.fromordinal(each.week)), tuple(sorted(each.items)))
            for each in year.letters
        }
    return sorted(turned, key=lambda turn: turn[0]), warned, drawn
