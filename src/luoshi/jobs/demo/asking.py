"""Requests for data in the demo city: one is answered, another wants the same again and is held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from luoshi.actions import requests
from luoshi.actions.requests import Written
from luoshi.queries import mandates as mandate_queries
from luoshi.queries import people as people_queries
from luoshi.queries import requests as request_queries
from luoshi.rules.people import Actor, Duty
from luoshi.rules.refusals import Refused
from luoshi.rules.requests.fields import Field
from luoshi.rules.requests.states import RequestKind

_ASKER = "示例市教育局计划财务科"
_COUNTS = ("1250", "38"), ("2104", "61"), ("986", "27"), ("1733", "49")


def play(handlers: Mapping[int, Actor], monday: date, at: datetime) -> None:
    """Let an office ask four counties for two numbers, three answer, and ask for one of them again."""
    handler = next(actor for actor in handlers.values() if actor.unit_name == _ASKER)
    head = next(
        actor for actor in people_queries.holding(Duty.HEAD, monday) if actor.unit_id == handler.unit_id
    )
    counties, _ = mandate_queries.named(["各县（市、区）教育局"])
    written = Written(
        title="10月学前教育基本情况",
        kind=RequestKind.DATA,
        basis="测算下一年度公办园生均经费",
        law="",
        note="按10月31日在册数填报，不用附材料。",
        from_on=date(2026, 10, 1),
        to_on=date(2026, 10, 31),
        due_on=monday + timedelta(days=11),
        length=0,
        people=0,
        fields=(Field("在园幼儿数", "人"), Field("公办园数", "所")),
        targets=counties[:4],
    )
    asked = requests.ask_request(
        request=requests.draft_request(written=written, by=handler, at=at), by=head, at=at
    )
    fields = request_queries.fields_of(asked)
    for number, (unit, counts) in enumerate(zip(counties[:3], _COUNTS, strict=False)):
        told = {field.id: count for field, count in zip(fields, counts, strict=True)}
        sent_at = at + timedelta(hours=1, minutes=7 * number)
        requests.answer_request(request=asked, values=told, seconds=240, by=handlers[unit.id], at=sent_at)
    again = replace(
        written,
        title="学前教育普及普惠摸底",
        basis="",
        note="",
        fields=(Field("全县在园幼儿总数", "人"), Field("活动现场照片")),
        due_on=monday + timedelta(days=1),
    )
    draft = requests.draft_request(written=again, by=handler, at=at + timedelta(days=1))
    try:
        requests.ask_request(request=draft, by=head, at=at + timedelta(days=1))
    except Refused:
        # What the gate says stands on the page of the draft, and in the month's report.
        return
