"""A request with a value, what was held back and let in, and what the database refuses to make of them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F

from luoshi.records.models import Blocked, FieldValue, Measured, Relief, Request, RequestField, RequestUnit
from tests import cast
from tests.actions.stage import NOON

WRONG: list[tuple[type[models.Model], dict[str, object]]] = [
    (Measured, {"kind": "LOST"}),
    (Request, {"state": "LOST"}),
    (Request, {"kind": "LOST"}),
    (Request, {"drafted_by": ""}),
    (Request, {"to_on": date(2019, 1, 1)}),
    (Request, {"state": "WITHDRAWN", "end_reason": ""}),
    (Request, {"asked_at": NOON, "asked_by": None}),
    (Request, {"ended_at": NOON, "ended_by": None}),
    (RequestUnit, {"answered_at": NOON, "answered_by": None}),
    (FieldValue, {"value": ""}),
    (FieldValue, {"given_by": ""}),
    (Blocked, {"hurdle": "LOST"}),
    (Blocked, {"blocked_by": ""}),
    (Relief, {"law": ""}),
    (Relief, {"replaces": F("id")}),
    (Relief, {"given_by": ""}),
]
ONCE: list[type[models.Model]] = [Measured, RequestField, RequestUnit, FieldValue, Relief]


def lay(city: cast.City) -> None:
    """Keep one row of each."""
    Measured.objects.create(week_start=cast.MONDAY, kind="ACCOUNT", seconds=60, fields=1, units=3)
    Relief.objects.create(subject="letter:1", law="《安全生产法》", given_at=NOON, given_by="某人")
    asked = Request.objects.create(
        kind="DATA",
        asker=city.finance,
        title="10月学前教育基本情况",
        from_on=cast.MONDAY,
        to_on=cast.MONDAY,
        due_on=cast.MONDAY,
        drafted_at=NOON,
        drafted_by="某人",
    )
    field = RequestField.objects.create(request=asked, order=1, name="在园幼儿数", key="在园幼儿")
    RequestUnit.objects.create(request=asked, unit=city.east, week_start=cast.MONDAY)
    FieldValue.objects.create(field=field, unit=city.east, value="1", given_at=NOON, given_by="某人")
    Blocked.objects.create(
        request=asked,
        hurdle="KNOWN",
        words="已报",
        minutes=1,
        blocked_on=cast.MONDAY,
        blocked_at=NOON,
        blocked_by="某人",
    )
