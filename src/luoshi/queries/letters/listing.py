"""What a letter lists, or may list, and where its figures came from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from luoshi.records import rows
from luoshi.records.models import Assignment, Letter, LetterItem, Report, Unit
from luoshi.rules import letters
from luoshi.rules.lamps import Lamp
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY
from luoshi.rules.units import UnitKind


def sources_of(letter: Letter, items: Sequence[LetterItem]) -> dict[int, Report]:
    """Return {item: the account that its claimed figure came from}; what nobody accounted for is left out.

    That is the last one before the draft that claimed this much, or the first after it for an item that the
    draft took up later.
    """
    told: dict[tuple[int, int], list[Report]] = {}
    rows = Report.objects.filter(assignment__in=[item.assignment_id for item in items])
    for report in rows.order_by("-id"):
        told.setdefault((report.assignment_id, report.claimed_x100), []).append(report)
    found = {}
    for item in items:
        if same := told.get((item.assignment_id, item.claimed_x100)):
            earlier = (report for report in same if report.submitted_at <= letter.drafted_at)
            found[item.id] = next(earlier, same[-1])
    return found


def draftable(unit: Unit) -> list[Assignment]:
    """Return what a letter to a unit may be about, what is behind first."""
    rows = Assignment.objects.filter(
        unit=unit, state__in=sorted(UNDERWAY), role__in=sorted(ACCOUNTABLE)
    ).select_related("task")
    rank = {Lamp.RED.value: 0, Lamp.YELLOW.value: 1}
    return sorted(rows, key=lambda part: (rank.get(part.lamp, 2), part.due_on or date.max, part.id))


def unfinished_about(assignments: Sequence[Assignment]) -> dict[int, Letter]:
    """Return {assignment: the latest letter about it that is not finished}."""
    held = LetterItem.objects.filter(
        assignment__in=assignments, letter__state__in=sorted(letters.UNFINISHED)
    ).select_related("letter")
    return {item.assignment_id: item.letter for item in held.order_by("letter_id")}


def addressable() -> QuerySet[Unit]:
    """Return the units that a letter of supervision may go to and that have something underway."""
    kinds = [kind.value for kind in UnitKind if letters.why_not_address(kind) is None]
    busy = Assignment.objects.filter(state__in=sorted(UNDERWAY), role__in=sorted(ACCOUNTABLE))
    return Unit.objects.filter(kind__in=kinds, id__in=busy.values("unit_id")).order_by("path")


class Listed(NamedTuple):
    """One assignment as a letter lists it."""

    id: int
    task_id: int
    lamp: str
    claimed_x100: int
    due_on: date
    change: str


def to_be_listed(assignment_ids: Collection[int]) -> list[Listed]:
    """Return assignments in the order that a letter lists them in: what is due first, first."""
    wanted = Assignment.objects.filter(id__in=rows.among(assignment_ids)).order_by("due_on", "id")
    columns = ("id", "task_id", "lamp", "claimed_x100", "due_on", "change")
    return [Listed(*row) for row in wanted.values_list(*columns)]


def already_listed(letter: Letter, parts: Sequence[Listed]) -> set[int]:
    """Return which of these assignments a letter lists."""
    held = letter.items.filter(assignment__in=rows.among(part.id for part in parts))
    return set(held.values_list("assignment_id", flat=True))


def still_behind(letter: Letter) -> int:
    """Return how many of a letter's items are yellow or red today."""
    return letter.items.filter(
        assignment__lamp__in=[Lamp.YELLOW, Lamp.RED], assignment__state__in=sorted(UNDERWAY)
    ).count()
