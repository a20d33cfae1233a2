"""Requests for data on the desk: those to answer, and drafts that wait for the head of their office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from luoshi.queries import requests
from luoshi.queries.desks.model import LISTED, Decision
from luoshi.records import questions
from luoshi.rules.calendar import short_date
from luoshi.rules.people import Actor
from luoshi.rules.requests.states import RequestState


def requests_waiting(actor: Actor, today: date) -> list[Decision]:
    """Return what of requests for data waits for the actor. One query."""
    return [
        Decision(
            "核对数据要求" if state == RequestState.DRAFT else "填报",
            f"{asker}：{title}",
            f"/requests/{key}/",
            due_on,
            f"{short_date(due_on, today)}截止。{basis}",
        )
        for key, state, asker, title, due_on, basis in questions.ask(_requests, actor)
    ]


def _requests(actor: Actor) -> QuerySet[Any, Any]:
    waiting = requests.waiting(actor)
    return waiting.values_list("id", "state", "asker__short_name", "title", "due_on", "basis")[:LISTED]
