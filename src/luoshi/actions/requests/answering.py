"""A request is answered by its units, each once; it is closed, or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from luoshi.actions.requests.moving import carry, enter_request, tell, why_not_own
from luoshi.queries import burden
from luoshi.queries import requests as request_queries
from luoshi.records import rows
from luoshi.records.models import FieldValue, Measured, Request, RequestUnit
from luoshi.rules.burden import AskKind
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused
from luoshi.rules.requests import gate
from luoshi.rules.requests.states import RequestState

OPEN = frozenset({RequestState.ASKED, RequestState.ANSWERED})


@transaction.atomic
def answer_request(
    *, request: Request, values: Mapping[int, str], seconds: int | None = None, by: Actor, at: datetime
) -> Request:
    """Report one's own unit's values by the fields' ids, or correct them until the request is closed.

    `seconds` is how long the page lay open, None where that is unknown; it is added to one sum of all units.
    What was known before is neither asked for nor altered.
    """
    part = request_queries.addressee(request, by.unit_id)
    if refusal := why_not(by, Permission.REQUESTS_ANSWER):
        raise Refused(refusal)
    if part is None:
        raise Refused("这项要求没有发给本单位，不用填报。")
    if RequestState(request.state) not in OPEN:
        raise Refused(f"这项要求现为“{RequestState(request.state).label}”，不用再报。")
    taken = set(
        FieldValue.objects.filter(field__request=request, unit_id=by.unit_id)
        .exclude(source="")
        .values_list("field_id", flat=True)
    )
    asked = {
        field.id: request_queries.field_of(field)
        for field in request_queries.fields_of(request)
        if field.id not in taken
    }
    if refusal := gate.why_not_give(asked, values):
        raise Refused(refusal)
    is_first = part.answered_at is None
    for number in asked:
        FieldValue.objects.update_or_create(
            field_id=number,
            unit_id=by.unit_id,
            defaults={"value": values[number].strip(), "given_at": at, "given_by": by.words},
        )
    RequestUnit.objects.filter(id=part.id).update(answered_at=at, answered_by=by.words)
    if is_first and seconds is not None and asked:
        _measure(seconds, len(asked), at)
    _settle(request, by, at)
    told = {field.name: values[number].strip() for number, field in asked.items()}
    if is_first:
        enter_request(request, "answer", {"unit": by.unit_name, **told}, by, at)
    else:
        enter_request(request, "correct", {"unit": by.unit_name, **told}, by, at)
    return request


def _settle(request: Request, by: Actor, at: datetime) -> None:
    """Note that everybody has answered, once, and tell the asker."""
    if request.addressees.filter(answered_at=None).exists():
        return
    won = Request.objects.filter(id=request.id, state=RequestState.ASKED).update(
        state=RequestState.ANSWERED, version=F("version") + 1
    )
    request.refresh_from_db()
    if won:
        words = f"“{request.title}”各单位都已办理，可以取用。"
        tell(request, "answered", [request.asker_id], words, by, at)


def _measure(seconds: int, fields: int, at: datetime) -> None:
    """Add a time to the week's one sum. It says nothing of whose it was."""
    monday = burden.week_of(timezone.localdate(at))
    kind = AskKind.REQUEST.value
    rows.insert(Measured, ("kind", "seconds", "fields", "units"), [(kind, 0, 0, 0)], week_start=monday)
    Measured.objects.filter(week_start=monday, kind=kind).update(
        seconds=F("seconds") + seconds, fields=F("fields") + fields, units=F("units") + 1
    )


@transaction.atomic
def close_request(*, request: Request, by: Actor, at: datetime) -> Request:
    """End a request; whoever has not answered need not any more, and what was reported is kept."""
    if refusal := why_not(by, Permission.REQUESTS_DRAFT) or why_not_own(request, by):
        raise Refused(refusal)
    missing = request.addressees.filter(answered_at=None).count()
    carry(request, RequestState.CLOSED, {}, by, at)
    enter_request(request, "close", {"missing": missing}, by, at)
    return request


@transaction.atomic
def withdraw_request(*, request: Request, reason: str, by: Actor, at: datetime) -> Request:
    """Take a request back with a reason; units that have not answered are told that they need not."""
    if refusal := why_not(by, Permission.REQUESTS_ASK) or why_not_own(request, by):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("撤回应写明理由，各单位据此知道不用再报。")
    waiting = list(request.addressees.filter(answered_at=None).values_list("unit_id", flat=True))
    carry(request, RequestState.WITHDRAWN, {"end_reason": reason.strip()[:200]}, by, at)
    tell(request, "withdrawn", waiting, f"“{request.title}”已撤回，不用再报：{reason.strip()}", by, at)
    enter_request(request, "withdraw", {"reason": reason.strip()[:200]}, by, at)
    return request
