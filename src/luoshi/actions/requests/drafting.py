"""A request is written, corrected, relieved of what is known already, or given up before it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from luoshi.actions.requests.moving import carry, enter_request, why_not_own
from luoshi.queries import burden
from luoshi.queries import requests as request_queries
from luoshi.records import versions
from luoshi.records.models import FieldValue, ListedItem, Request, RequestField, RequestUnit, Unit
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.requests.fields import Field
from luoshi.rules.requests.states import RequestKind, RequestState

_TAKEN = "要替换的那一项已被另一份草稿选作替换对象，请另选一项，或先改那份草稿。"


@dataclass(frozen=True, slots=True)
class Written:
    """A request as somebody wrote it. `length` are minutes, `people` how many a unit is to send."""

    title: str
    kind: RequestKind
    basis: str
    law: str
    note: str
    from_on: date
    to_on: date
    due_on: date
    length: int
    people: int
    fields: Sequence[Field]
    targets: Sequence[Unit]
    listed: ListedItem | None = None
    replaces: Request | None = None

    @property
    def columns(self) -> dict[str, object]:
        """Return what the record keeps of it beside fields and units."""
        return {
            "title": self.title.strip(),
            "kind": self.kind.value,
            "basis": self.basis.strip(),
            "law": self.law.strip(),
            "note": self.note.strip(),
            "from_on": self.from_on,
            "to_on": self.to_on,
            "due_on": self.due_on,
            "length": self.length,
            "people": self.people,
            "listed": self.listed,
            "replaces": self.replaces,
        }


@transaction.atomic
def draft_request(*, written: Written, by: Actor, at: datetime) -> Request:
    """Write a request. What stands against it is said by the gate; nothing is asked yet."""
    if refusal := why_not(by, Permission.REQUESTS_DRAFT) or _why_not_keep(written):
        raise Refused(refusal)
    try:
        with transaction.atomic():
            request = Request.objects.create(
                asker_id=by.unit_id, drafted_at=at, drafted_by=by.words, **written.columns
            )
    except IntegrityError as error:
        raise SomebodyWasFirst(_TAKEN) from error
    _lay(request, written)
    enter_request(request, "draft", _facts(written), by, at)
    return request


@transaction.atomic
def edit_request(*, request: Request, written: Written, by: Actor, at: datetime) -> Request:
    """Write a draft anew; `request` is as the writer saw it. What was taken over is looked up again."""
    _refuse_unless_draft(request, by)
    if refusal := _why_not_keep(written):
        raise Refused(refusal)
    try:
        with transaction.atomic():
            versions.change(request, written.columns)
    except IntegrityError as error:
        raise SomebodyWasFirst(_TAKEN) from error
    request.fields.all().delete()
    request.addressees.all().delete()
    _lay(request, written)
    enter_request(request, "edit", _facts(written), by, at)
    return request


@transaction.atomic
def take_known(*, request: Request, by: Actor, at: datetime) -> int:
    """Take what the house knows of a draft's fields into it, with its source, and return how many values.

    Whoever told a thing before is not asked for it again; whom nothing is left to tell is not asked at all.
    """
    _refuse_unless_draft(request, by)
    fields = {field.key: field for field in request_queries.fields_of(request)}
    found = request_queries.known(request)
    if not found:
        raise Refused("没有查到这些项在同期已报的数，不需要采用。")
    versions.change(request, {})
    FieldValue.objects.bulk_create(
        FieldValue(
            field=fields[each.key],
            unit_id=each.unit_id,
            value=each.value[:200],
            source=each.words.split("（", 1)[1].removesuffix("）")[:200],
            given_at=at,
            given_by=by.words,
        )
        for each in found
    )
    _weigh(request)
    enter_request(request, "take_known", {"values": len(found)}, by, at)
    return len(found)


@transaction.atomic
def discard_request(*, request: Request, by: Actor, at: datetime) -> Request:
    """Give a draft up: nothing was asked."""
    _refuse_unless_draft(request, by)
    carry(request, RequestState.DISCARDED, {"replaces": None}, by, at)
    enter_request(request, "discard", {}, by, at)
    return request


def _refuse_unless_draft(request: Request, by: Actor) -> None:
    if refusal := why_not(by, Permission.REQUESTS_DRAFT) or why_not_own(request, by):
        raise Refused(refusal)
    if request.state != RequestState.DRAFT:
        raise Refused(
            f"这项要求现为“{RequestState(request.state).label}”，已经发出的不能修改；要改的请撤回后另发。"
        )


def _why_not_keep(written: Written) -> str | None:
    if not written.title.strip():
        return "请写明名称，让填报的人一看就知道要什么。"
    if written.to_on < written.from_on:
        return "数据期间的起止日期颠倒，请改正。"
    keys = [field.key for field in written.fields]
    if twice := next((field.name for field in written.fields if keys.count(field.key) > 1), ""):
        return f"“{twice}”写了两遍（或只差“数、总数、全市”等字），请合并。"
    if empty := next((field.name for field in written.fields if not field.key), ""):
        return f"“{empty}”看不出要填什么，请写明项目名称。"
    return None


def _lay(request: Request, written: Written) -> None:
    """Write down the fields and the units of a request, and what it costs each."""
    RequestField.objects.bulk_create(
        RequestField(request=request, order=order, name=field.name, key=field.key, measure=field.measure)
        for order, field in enumerate(written.fields, start=1)
    )
    monday = burden.week_of(written.due_on)
    RequestUnit.objects.bulk_create(
        RequestUnit(request=request, unit=unit, week_start=monday)
        for unit in {unit.id: unit for unit in written.targets}.values()
    )
    _weigh(request)


def _weigh(request: Request) -> None:
    """Write down what a request costs each unit and all together."""
    costs = request_queries.costs(request)
    parts = list(request.addressees.all())
    for part in parts:
        part.fields, part.minutes = costs[part.unit_id]
    RequestUnit.objects.bulk_update(parts, ["fields", "minutes"])
    Request.objects.filter(id=request.id).update(minutes=sum(minutes for _, minutes in costs.values()))
    request.refresh_from_db()


def _facts(written: Written) -> dict[str, object]:
    return {
        "kind": written.kind.label,
        "fields": [field.name for field in written.fields],
        "units": [unit.name for unit in written.targets],
        "due_on": written.due_on.isoformat(),
    }
