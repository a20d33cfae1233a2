"""Requests for data on the desk: those to answer, and drafts that wait for the head of their office."""

from __future__ import annotations

from datetime import date

from luoshi.queries import requests
from luoshi.queries.desks.model import LISTED, Decision
from luoshi.rules.calendar import short_date
from luoshi.rules.people import Actor
from luoshi.rules.requests.states import RequestState


def requests_waiting(actor: Actor, today: date) -> list[Decision]:
    """Return what of requests for data waits for the actor. One query."""
    return [
        Decision(
            "核对数据要求" if each.state == RequestState.DRAFT else "填报",
            f"{each.asker.short_name}：{each.title}",
            f"/requests/{each.id}/",
            each.due_on,
            f"{short_date(each.due_on, today)}截止。{each.basis}",
        )
        for each in requests.waiting(actor)[:LISTED]
    ]
