"""A request for data of one office to one county, by the actions that lead there."""

from __future__ import annotations

from datetime import date

from luoshi.actions import requests
from luoshi.actions.requests import Written
from luoshi.records.models import Request
from luoshi.rules.requests.fields import Field
from luoshi.rules.requests.states import RequestKind
from tests import cast
from tests.actions.stage import NOON


def october(city: cast.City) -> Written:
    """Return what the finance office wants of the eastern county for October."""
    return Written(
        title="10月学前教育基本情况",
        kind=RequestKind.DATA,
        basis="示教财〔2026〕3号",
        law="",
        note="用于测算生均经费",
        from_on=date(2026, 10, 1),
        to_on=date(2026, 10, 31),
        due_on=date(2026, 11, 12),
        length=0,
        people=0,
        fields=[Field("在园幼儿数", "人")],
        targets=[city.east],
    )


def asked_of_east(city: cast.City) -> Request:
    """Return that request, out since noon of the cast's Monday."""
    draft = requests.draft_request(written=october(city), by=city.office_unit, at=NOON)
    return requests.ask_request(request=draft, by=city.office_head, at=NOON)
