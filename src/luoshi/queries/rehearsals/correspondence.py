"""What is on record of units' letters, and of what was pending about their parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Q

from luoshi.queries.rehearsals.pasts import Part
from luoshi.queries.rehearsals.spans import Span
from luoshi.records import rows
from luoshi.records.models import (
    Asking,
    Extension,
    Letter,
    LetterItem,
    MandateTarget,
    PlanChange,
    Reply,
)
from luoshi.rules import mandates
from luoshi.rules.letters import RUNGS, Hold, LetterKind, LetterState
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.obstacles import ObstacleState
from luoshi.rules.rehearsals import DAY, ENDLESS, Drawn, Held, Life, Unit

S = LetterState
_STEPS = ("submitted", "approved", "numbered", "issued", "read", "closed", "archived")
_COLUMNS = ("id", "unit_id", "kind", "state", "period_start", "reply_due_on", "drafted_at", "ended_at")


def units_with(span: Span, parts: Sequence[Part]) -> dict[int, Unit]:
    """Return {unit: what is on record of it beside its parts}. Seven queries."""
    units = {part.unit for part in parts}
    held = _held(span, parts)
    drawn: dict[int, dict[tuple[LetterKind, int], Life]] = defaultdict(dict)
    by_hand: dict[int, list[Drawn]] = defaultdict(list)
    lives = lives_of(span, units)
    items = _items([each.letter for each in lives])
    for letter, unit, kind, week, life in lives:
        drafted = life.moves[0][0]
        if week and drafted >= span.begins:
            drawn[unit][kind, week] = life
        else:
            by_hand[unit].append(Drawn(kind, 0, drafted, life, items.get(letter, []), is_on_record=True))
    campaigns = {part.id: part.campaign for part in parts if part.campaign}
    return {unit: Unit(drawn[unit], by_hand[unit], held, campaigns) for unit in units}


class Lived(NamedTuple):
    """A letter on record; `week` is the Monday of its period, 0 where no ladder called for it."""

    letter: int
    unit: int
    kind: LetterKind
    week: int
    life: Life


def lives_of(span: Span, units: Collection[int]) -> list[Lived]:
    """Return the letters of the ladder to these units, oldest first. Two queries.

    Those that were over before the days begin are left out.
    """
    begin = datetime.fromtimestamp(span.begins - span.offset, UTC)
    of_ladder = Letter.objects.filter(
        Q(closed_at=None, ended_at=None) | Q(closed_at__gte=begin) | Q(ended_at__gte=begin),
        unit_id__in=rows.among(units),
        kind__in=[kind.value for kind in RUNGS],
    ).order_by("id")
    steps = [f"{step}_at" for step in _STEPS]
    told = list(of_ladder.values_list(*_COLUMNS, *steps))
    answered: dict[int, list[tuple[int, LetterState]]] = defaultdict(list)
    replies = Reply.objects.filter(letter__in=rows.among(row[0] for row in told)).order_by("id")
    for letter, sent_at, returned_at in replies.values_list("letter_id", "sent_at", "returned_at"):
        answered[letter].append((span.moment(sent_at), S.REPLIED))
        if returned_at:
            answered[letter].append((span.moment(returned_at), S.RETURNED))
    found = []
    for letter, unit, kind, state, period, due_on, drafted, ended, *dated in told:
        moves = [(span.moment(drafted), S.DRAFT), *answered[letter]]
        for step, at in zip(_STEPS, dated, strict=True):
            if at:
                moves.append((span.moment(at), S(step.upper())))
        if ended:
            moves.append((span.moment(ended), S(state)))
        moves.sort(key=lambda move: move[0])
        out = next((moment for moment, reached in moves if reached is S.ISSUED), ENDLESS)
        week = period.toordinal() if period else 0
        found.append(Lived(letter, unit, LetterKind(kind), week, Life(tuple(moves), out, due_on)))
    return found


def _items(letters: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    listed = LetterItem.objects.filter(letter_id__in=rows.among(letters)).order_by("id")
    for letter, part in listed.values_list("letter_id", "assignment_id"):
        found[letter].append(part)
    return found


def _held(span: Span, parts: Sequence[Part]) -> dict[int, list[Held]]:
    """Return {part: what was pending about it, from when until when}. Four queries."""
    among = rows.among([part.id for part in parts])
    found: dict[int, list[Held]] = defaultdict(list)

    def add(part: int, begins: datetime, ended: datetime | None, hold: Hold) -> None:
        found[part].append(Held(span.moment(begins), span.moment(ended) if ended else ENDLESS, hold))

    asked = Asking.objects.filter(obstacle__assignment__in=among).order_by("obstacle_id", "number")
    for part, state, begins, answered, ended in asked.values_list(
        "obstacle__assignment_id", "obstacle__state", "asked_at", "answered_at", "obstacle__ended_at"
    ):
        is_void = state == ObstacleState.WITHDRAWN
        add(part, begins, answered or (ended if is_void else None), Hold.HELP)
    for wishes, hold in (
        (Extension.objects.filter(assignment__in=among), Hold.EXTENSION),
        (PlanChange.objects.filter(assignment__in=among), Hold.PLAN),
    ):
        for part, begins, ended in wishes.values_list("assignment_id", "asked_at", "decided_at"):
            add(part, begins, ended, hold)
    visits = MandateTarget.objects.filter(
        unit_id__in=rows.among({part.unit for part in parts}),
        mandate__state__in=[MandateState.APPROVED, MandateState.ENDED],
        mandate__approved_at__isnull=False,
    )
    of_unit: dict[int, list[Part]] = defaultdict(list)
    for each in parts:
        of_unit[each.unit].append(each)
    for unit, subject, approved, from_on, to_on in visits.values_list(
        "unit_id", "mandate__subject", "mandate__approved_at", "mandate__from_on", "mandate__to_on"
    ):
        known_from = span.moment(approved) if approved else 0
        held = Held(max(known_from, from_on.toordinal() * DAY), (to_on.toordinal() + 1) * DAY, Hold.VISIT)
        for each in of_unit[unit]:
            if mandates.same_subject(each.summary, subject):
                found[each.id].append(held)
    return found
