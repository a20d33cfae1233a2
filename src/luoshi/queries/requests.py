"""Requests for data: who sees which, what is known already, what stands against one, what was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from luoshi.queries import burden, calendar, parameters
from luoshi.records import rows, statements
from luoshi.records.models import Blocked, FieldValue, Request, RequestField, RequestUnit, Unit
from luoshi.rules.burden import AskKind
from luoshi.rules.contradictions import Quantity, quantities
from luoshi.rules.mandates import Target
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.requests import gate
from luoshi.rules.requests.fields import Field, Known, Period
from luoshi.rules.requests.gate import Bar, Wanted
from luoshi.rules.requests.states import RequestKind, RequestState
from luoshi.rules.units import UnitKind, subtree

Asked: TypeAlias = Request
"""One request, as pages name its type: they never import records."""
INSIDE = frozenset({UnitKind.BUREAU, UnitKind.OFFICE, UnitKind.DISCIPLINE})
_MOST_ACCOUNTS = 500
_MOST_COUNTING = 10


@dataclass(frozen=True, slots=True)
class Line:
    """What one unit was asked and what it reported: values by the fields' ids."""

    addressee: RequestUnit
    values: dict[int, FieldValue]


def visible(actor: Actor) -> QuerySet[Request]:
    """Return the requests that an actor may see, newest first.

    Inside the bureau all that went out are everybody's, so that nobody asks for what another has; a draft is
    its own office's. Others see what is addressed to them.
    """
    found = Request.objects.select_related("asker", "listed", "replaces").order_by("-id")
    if actor.scope is Scope.NOTHING:
        return found.none()
    gone_out = ~Q(state__in=[RequestState.DRAFT, RequestState.DISCARDED])
    if actor.unit_kind in INSIDE:
        return found.filter(gone_out | Q(asker_id=actor.unit_id))
    mine = Q(unit_id=actor.unit_id)
    if actor.scope is Scope.BRANCH:
        low, high = subtree(actor.unit_path)
        mine |= Q(unit__path__gte=low, unit__path__lt=high)
    return found.filter(gone_out, Exists(RequestUnit.objects.filter(mine, request=OuterRef("id"))))


def visible_one(actor: Actor, request_id: int) -> Request | None:
    """Return a request that an actor may see; None when absent or not theirs."""
    return visible(actor).filter(id=request_id).first()


def counted(found: QuerySet[Request]) -> QuerySet[Request]:
    """Return the same requests with `units` and `answered` counted."""
    return found.annotate(
        units=Count("addressees"),
        answered=Count("addressees", filter=Q(addressees__answered_at__isnull=False)),
    )


def to_answer(actor: Actor) -> QuerySet[Request]:
    """Return the requests that the actor's own unit has still to answer, the earliest due first."""
    if not actor.may(Permission.REQUESTS_ANSWER):
        return Request.objects.none()
    waiting = RequestUnit.objects.filter(unit_id=actor.unit_id, answered_at=None, request=OuterRef("id"))
    found = Request.objects.filter(Exists(waiting), state=RequestState.ASKED)
    return found.select_related("asker").order_by("due_on", "id")


def waiting(actor: Actor) -> QuerySet[Request]:
    """Return what waits for the actor: to be answered, or to be sent out by the head of its office."""
    turns = Q(id__in=to_answer(actor).order_by().values("id"))
    if actor.may(Permission.REQUESTS_ASK) and actor.unit_kind in gate.ASKERS:
        turns |= Q(state=RequestState.DRAFT, asker_id=actor.unit_id)
    return Request.objects.filter(turns).select_related("asker").order_by("due_on", "id")


def fields_of(request: Request) -> list[RequestField]:
    """Return the fields of a request in their order."""
    return list(request.fields.order_by("order"))


def units_of(request: Request) -> list[Unit]:
    """Return the units that a request is addressed to, in the order of the tree."""
    return [each.unit for each in request.addressees.select_related("unit").order_by("unit__path")]


def addressee(request: Request, unit_id: int) -> RequestUnit | None:
    """Return what a request asks of one unit; None when it asks nothing of it."""
    return request.addressees.filter(unit_id=unit_id).first()


def lines(request: Request, actor: Actor) -> list[Line]:
    """Return what each unit reported: to who is inside the bureau all of it, to others their own."""
    parts = request.addressees.select_related("unit").order_by("unit__path")
    if actor.unit_kind not in INSIDE:
        low, high = subtree(actor.unit_path)
        parts = parts.filter(Q(unit_id=actor.unit_id) | Q(unit__path__gte=low, unit__path__lt=high))
    found = list(parts)
    values: dict[int, dict[int, FieldValue]] = {part.unit_id: {} for part in found}
    for value in FieldValue.objects.filter(field__request=request):
        if value.unit_id in values:
            values[value.unit_id][value.field_id] = value
    return [Line(part, values[part.unit_id]) for part in found]


def field_of(field: RequestField) -> Field:
    """Return a field as the rules see it."""
    return Field(field.name, field.measure)


def known(request: Request) -> list[Known]:
    """Return what the house has of the fields, units and days that a request asks for, the newest first.

    What was taken into the request already is not in it.
    """
    return _known(request, fields_of(request), units_of(request))


def _known(request: Request, fields: Sequence[RequestField], units: Sequence[Unit]) -> list[Known]:
    taken = set(FieldValue.objects.filter(field__request=request).values_list("unit_id", "field__key"))
    found: dict[tuple[int, str], Known] = {}
    for each in (*_reported(request, fields, units), *_accounted(request, fields, units)):
        if (each.unit_id, each.key) not in taken:
            found.setdefault((each.unit_id, each.key), each)
    return list(found.values())


def _reported(request: Request, fields: Sequence[RequestField], units: Sequence[Unit]) -> Iterator[Known]:
    """Yield what the units reported to other requests for days that meet these."""
    names = {unit.id: unit.short_name for unit in units}
    values = FieldValue.objects.filter(
        field__key__in=[field.key for field in fields],
        unit_id__in=rows.among(names),
        field__request__from_on__lte=request.to_on,
        field__request__to_on__gte=request.from_on,
    ).exclude(field__request=request)
    for value in values.select_related("field__request__asker").order_by("unit__path", "source", "-id"):
        other = value.field.request
        period = Period(other.from_on, other.to_on).words
        source = value.source or f"{other.asker.short_name}“{other.title}”，{period}"
        yield Known(
            value.unit_id,
            names[value.unit_id],
            value.field.key,
            value.field.name,
            f"{value.value}{value.field.measure}" if value.value[-1:].isdigit() else value.value,
            source,
            timezone.localdate(value.given_at),
        )


def _accounted(request: Request, fields: Sequence[RequestField], units: Sequence[Unit]) -> Iterator[Known]:
    """Yield numbers of these things in the weekly accounts of tasks that count them, in the same days.

    Only tasks are looked at whose own words hold the name of a field: the others do not count it.
    """
    names = {unit.id: unit.short_name for unit in units}
    counting = [field for field in fields if field.measure and len(field.key) > 1][:_MOST_COUNTING]
    if not counting:
        return
    likes = [statements.containing(field.key) for field in counting]
    named = " OR ".join(["task.summary LIKE %s ESCAPE '!' OR task.standard LIKE %s ESCAPE '!'"] * len(likes))
    told = statements.ask(
        _ACCOUNTS.format(named=named, among=rows.handed_over("bigint")),
        [
            *(like for each in likes for like in (each, each)),
            rows.packed([each] for each in names),
            request.from_on - timedelta(days=6),
            request.to_on,
            _MOST_ACCOUNTS,
        ],
    )
    for unit_id, week_start, words, summary in told:
        counts = quantities(words)
        for field in counting:
            said = next((each.said for each in counts if _counts(each, field)), None)
            if said is not None:
                source = f"周报“{summary}”"
                yield Known(unit_id, names[unit_id], field.key, field.name, said, source, week_start)


def _counts(told: Quantity, field: RequestField) -> bool:
    """Say whether a number in an account is of what a field asks for."""
    if told.measure != field.measure or len(told.subject) < 2:
        return False
    return told.subject in field.key or field.key in told.subject


_ACCOUNTS = """
SELECT part.unit_id, report.week_start, report.words, task.summary
FROM records_task task JOIN records_assignment part ON part.task_id = task.id
JOIN records_report report ON report.assignment_id = part.id
WHERE ({named}) AND part.unit_id IN ({among}) AND report.week_start BETWEEN %s AND %s
  AND report.words <> '' AND report.state NOT IN ('REPLACED', 'RETURNED')
ORDER BY report.week_start DESC, report.id DESC LIMIT %s
"""


def _wanted(request: Request, fields: Sequence[RequestField], units: Sequence[Unit], today: date) -> Wanted:
    least = parameters.book().value("request.least", today)
    return Wanted(
        title=request.title,
        kind=RequestKind(request.kind),
        asker_kind=UnitKind(request.asker.kind),
        basis=request.basis,
        law=request.law,
        note=request.note,
        fields=tuple(field_of(field) for field in fields),
        period=Period(request.from_on, request.to_on),
        due_on=request.due_on,
        soonest_on=calendar.work_calendar().add_workdays(today, least),
        is_listed=request.listed_id is not None,
        targets=tuple(Target(unit.id, unit.short_name, UnitKind(unit.kind)) for unit in units),
        length=request.length,
        people=request.people,
    )


def costs(request: Request) -> dict[int, tuple[int, int]]:
    """Return {unit: (fields to fill in, minutes)} of a request; who has told everything pays nothing."""
    units = list(request.addressees.values_list("unit_id", flat=True))
    if request.kind == RequestKind.MEETING:
        return dict.fromkeys(units, (0, request.length * request.people))
    rate, fields = burden.rates_on(request.due_on)[AskKind.REQUEST], request.fields.count()
    taken = dict(
        FieldValue.objects.filter(field__request=request)
        .exclude(source="")
        .values_list("unit_id")
        .annotate(Count("id"))
    )
    left = {unit: fields - taken.get(unit, 0) for unit in units}
    return {unit: (count, rate.minutes(1, count) if count else 0) for unit, count in left.items()}


def bars(request: Request, today: date) -> tuple[Bar, ...]:
    """Return everything that stands against a draft today; empty when it may go out."""
    fields, units = fields_of(request), units_of(request)
    names = {unit.id: unit.short_name for unit in units}
    added = {unit: minutes for unit, (_, minutes) in costs(request).items()}
    monday = burden.week_of(request.due_on)
    freed = (
        dict(
            request.replaces.addressees.filter(week_start=monday, answered_at=None).values_list(
                "unit_id", "minutes"
            )
        )
        if request.replaces and request.replaces.state == RequestState.ASKED
        else {}
    )
    weeks = burden.loads(added, names, monday, today, freed)
    return gate.bars(_wanted(request, fields, units, today), _known(request, fields, units), weeks)


def replaceable(actor: Actor, today: date, draft: Request | None = None) -> QuerySet[Request]:
    """Return the requests of the actor's unit that could make room for a draft, the one it names included."""
    found = Request.objects.filter(asker_id=actor.unit_id, state=RequestState.ASKED, due_on__gte=today)
    free = Q(replaced_by=None) | (Q(replaced_by=draft) if draft else Q())
    return found.filter(free).order_by("due_on", "id")


def falling_due(on: date, until: date) -> list[RequestUnit]:
    """Return who has not answered what falls due in these days, soonest first."""
    owed = RequestUnit.objects.filter(
        answered_at=None, request__state=RequestState.ASKED, request__due_on__range=(on, until)
    )
    return list(owed.select_related("request", "unit").order_by("request__due_on", "request_id", "id"))


def freed_by(request: Request, adding: burden.Adding) -> dict[int, int]:
    """Return {unit: minutes} that giving a request up frees in the weeks to which something is added."""
    parts = request.addressees.filter(week_start=adding.monday, answered_at=None, unit__in=list(adding.names))
    return dict(parts.values_list("unit_id", "minutes"))


def room_for(actor: Actor, adding: burden.Adding) -> list[tuple[Request, int]]:
    """Return the requests of the actor's unit that weigh on the same weeks, with the minutes each frees."""
    weighs = Q(
        addressees__week_start=adding.monday,
        addressees__answered_at=None,
        addressees__unit__in=list(adding.names),
    )
    found = Request.objects.filter(asker_id=actor.unit_id, state=RequestState.ASKED)
    freed = found.annotate(freed=Sum("addressees__minutes", filter=weighs)).filter(freed__gt=0)
    return [(each, each.freed) for each in freed.order_by("due_on", "id")]


def blocks_of(request: Request) -> list[Blocked]:
    """Return when and why a request was held back, newest first."""
    return list(request.blocks.order_by("-id"))
