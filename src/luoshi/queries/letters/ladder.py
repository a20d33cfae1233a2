"""What the ladder sees of a unit's assignments on a day: colours, former letters, and what is pending."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import F, Max, Min, QuerySet
from django.utils import timezone

from luoshi.queries import calendar, parameters
from luoshi.records import rows, statements
from luoshi.records.models import (
    Alert,
    Assignment,
    Extension,
    LampChange,
    Letter,
    LetterItem,
    Obstacle,
    PlanChange,
    Unit,
)
from luoshi.rules import letters, mandates
from luoshi.rules.alerts import AlertState
from luoshi.rules.extensions import UNDECIDED
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import RUNGS, Hold, Item, LetterKind, LetterState, Limits, Past, Step, Visit
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.obstacles import ObstacleState
from luoshi.rules.plans import PlanChangeState
from luoshi.rules.tasks import UNDERWAY

_OFF = (Lamp.YELLOW.value, Lamp.RED.value)
_VOID = (LetterState.WITHDRAWN.value, LetterState.DISCARDED.value)


def limits_on(on: date) -> Callable[[str], Limits]:
    """Return the ladder's numbers of a day by campaign ("" for none). Two queries."""
    book, days = parameters.book(), calendar.work_calendar()
    return cache(lambda campaign: letters.limits_on(book, days, on, campaign))


def items_for(unit: Unit, on: date) -> list[Item]:
    """Return one unit's assignments with an unsettled warning, as the ladder sees them. Eight queries."""
    warned = Alert.objects.filter(unit=unit, lamp=F("assignment__lamp")).order_by()
    unsettled = warned.filter(
        state__in=[AlertState.OPEN, AlertState.LETTERED], assignment__state__in=sorted(UNDERWAY)
    )
    found = {row[0]: row[1:] for row in unsettled.values_list(*_COLUMNS)}
    if not found:
        return []
    since = dict(
        warned.filter(assignment__in=rows.among(found), raised_on__gte=F("assignment__lamp_on"))
        .values_list("assignment_id")
        .annotate(first=Min("raised_on"))
    )
    holds, pasts = _holds({key: row[3] for key, row in found.items()}, unit, on), _pasts(found)
    return [
        Item(
            assignment_id=key,
            lamp=Lamp(lamp),
            weeks=_weeks_since(since.get(key), on),
            past=pasts.get(key),
            holds=holds.get(key, ()),
            red_on=next_on if lamp == Lamp.YELLOW else None,
            campaign=campaign,
        )
        for key, (lamp, next_on, campaign, _) in sorted(found.items())
    ]


_COLUMNS = (
    "assignment_id",
    "assignment__lamp",
    "assignment__next_lamp_on",
    "assignment__task__campaign",
    "assignment__task__summary",
)


def _pasts(assignments: Collection[int]) -> dict[int, Past]:
    """Return {assignment: the last letter about it} as far as it was drafted since the thing fell behind.

    One that is not finished counts in any case: nobody is asked twice.
    """
    well = LampChange.objects.filter(assignment__in=rows.among(assignments)).exclude(after__in=_OFF)
    spell = dict(well.order_by().values_list("assignment_id").annotate(last=Max("turned_on")))
    told = (
        LetterItem.objects.filter(
            assignment__in=rows.among(assignments), letter__kind__in=[kind.value for kind in RUNGS]
        )
        .exclude(letter__state__in=_VOID)
        .order_by("letter_id")
    )
    pasts = {}
    for key, kind, state, due_on, closed_at, drafted_at in told.values_list(
        "assignment_id",
        "letter__kind",
        "letter__state",
        "letter__reply_due_on",
        "letter__closed_at",
        "letter__drafted_at",
    ):
        is_old = key in spell and timezone.localdate(drafted_at) < spell[key]
        if LetterState(state) in letters.UNFINISHED or not is_old:
            closed_on = timezone.localdate(closed_at) if closed_at else None
            pasts[key] = Past(LetterKind(kind), LetterState(state), due_on, closed_on)
    return pasts


def _holds(topics: Mapping[int, str], unit: Unit, on: date) -> dict[int, tuple[Hold, ...]]:
    among = rows.among(topics)
    pending: Iterable[tuple[Hold, QuerySet[Obstacle] | QuerySet[Extension] | QuerySet[PlanChange]]] = (
        (Hold.HELP, Obstacle.objects.filter(state=ObstacleState.ASKED)),
        (Hold.EXTENSION, Extension.objects.filter(state__in=sorted(UNDECIDED))),
        (Hold.PLAN, PlanChange.objects.filter(state=PlanChangeState.ASKED)),
    )
    found: dict[int, tuple[Hold, ...]] = {}
    for hold, wishes in pending:
        for key in set(wishes.filter(assignment__in=among).values_list("assignment_id", flat=True)):
            found[key] = (*found.get(key, ()), hold)
    visits = visits_at(unit, on)
    for key, topic in topics.items():
        if any(mandates.same_subject(topic, visit.subject) for visit in visits):
            found[key] = (*found.get(key, ()), Hold.VISIT)
    return found


def visits_at(unit: Unit, on: date) -> list[Visit]:
    """Return the inspections that go on at a unit on a day."""
    found = statements.ask(_VISITS.format(state=MandateState.APPROVED.value), [unit.id, on, on])
    return [Visit(*row) for row in found]


_VISITS = """
SELECT mandate.title, mandate.subject, mandate.to_on
FROM records_mandatetarget AS target JOIN records_mandate AS mandate ON mandate.id = target.mandate_id
WHERE target.unit_id = %s AND mandate.state = '{state}' AND mandate.from_on <= %s AND mandate.to_on >= %s
ORDER BY mandate.id
"""


def _weeks_since(since: date | None, on: date) -> int:
    """Return in how many calendar weeks the warning has stood: 1 in the week that it was raised."""
    if since is None:
        return 1
    return (on.toordinal() - on.weekday() - since.toordinal() + since.weekday()) // 7 + 1


def recovered(unit: Unit, since: date) -> list[int]:
    """Return the assignments of a unit whose warning of these days is settled: on track, or struck off."""
    settled = Alert.objects.filter(unit=unit, state=AlertState.CLEARED, raised_on__gte=since)
    well = settled.filter(assignment__lamp__in=[Lamp.GREEN, Lamp.BLUE]).order_by("assignment_id")
    return list(dict.fromkeys(well.values_list("assignment_id", flat=True)))


def off_track(unit: Unit) -> int:
    """Return how many assignments of a unit are yellow or red."""
    return Assignment.objects.filter(unit=unit, state__in=sorted(UNDERWAY), lamp__in=_OFF).count()


def praised_since(unit: Unit, since: date) -> bool:
    """Return whether a notice of praise to a unit was drafted in these days and not given up."""
    praised = Letter.objects.filter(unit=unit, kind=LetterKind.PRAISE).exclude(state__in=_VOID)
    return praised.filter(drafted_at__date__gte=since).exists()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an assignment stands on the ladder: what was sent last, and what comes next."""

    assignment: Assignment
    item: Item
    step: Step


def places(unit: Unit, on: date) -> list[Place]:
    """Return where each assignment of a unit that is off its track stands, what is due first, first."""
    items = {item.assignment_id: item for item in items_for(unit, on)}
    parts = Assignment.objects.filter(id__in=rows.among(items)).select_related("task")
    limits = limits_on(on)
    return [
        Place(part, items[part.id], letters.step(items[part.id], limits(items[part.id].campaign)))
        for part in parts.order_by("due_on", "id")
    ]


def praise_since(on: date, weeks: int) -> date:
    """Return the Monday from which the last `weeks` weeks are counted, this one included."""
    return on - timedelta(days=on.weekday()) - timedelta(weeks=weeks - 1)


def summarised(held: Iterable[tuple[int, str]]) -> list[list[str]]:
    """Return what the ladder left out as [task, reasons], in words that last."""
    reasons = dict(held)
    parts = Assignment.objects.filter(id__in=rows.among(reasons)).order_by("due_on", "id")
    return [[topic, reasons[key]] for key, topic in parts.values_list("id", "task__summary")]
