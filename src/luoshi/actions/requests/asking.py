"""A request goes out, or the gate holds it back; either is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.requests.moving import carry, enter_request, tell, why_not_own
from luoshi.queries import burden
from luoshi.queries import requests as request_queries
from luoshi.records.models import Blocked, Request, RequestUnit
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused
from luoshi.rules.requests import gate, states
from luoshi.rules.requests.gate import Bar
from luoshi.rules.requests.states import RequestKind, RequestState


class _Held(Exception):
    """The gate holds a request back; what was done so far is undone before this is written down."""

    def __init__(self, bars: tuple[Bar, ...]) -> None:
        super().__init__(str(bars[0]))
        self.bars = bars


def ask_request(*, request: Request, by: Actor, at: datetime) -> Request:
    """Let a draft go out to its units; what it replaces is taken back with it.

    Raises Refused with what the gate says; that it held the request back is kept and counted, once a day and
    hurdle.
    """
    if refusal := why_not(by, Permission.REQUESTS_ASK) or why_not_own(request, by):
        raise Refused(refusal)
    if refusal := states.why_not_move(RequestState(request.state), RequestState.ASKED):
        raise Refused(refusal)
    try:
        with transaction.atomic():
            return _ask(request, by, at)
    except _Held as held:
        request.refresh_from_db()
        with transaction.atomic():
            _hold(request, held.bars, by, at)
        more = f"另有{len(held.bars) - 1}处，见本页“能不能要”。" if len(held.bars) > 1 else ""
        raise Refused(f"{held.bars[0]}{more}") from held


def _ask(request: Request, by: Actor, at: datetime) -> Request:
    # First into the ledger, not last: its head lets one through at a time, so that two requests that fill
    # the same week, or want the same thing, each see the other.
    facts: dict[str, object] = {"minutes": request.minutes, "law": request.law}
    enter_request(request, "ask", facts, by, at)
    if bars := request_queries.bars(request, timezone.localdate(at)):
        raise _Held(bars)
    carry(request, RequestState.ASKED, {"asked_at": at, "asked_by": by.words}, by, at)
    if request.replaces is not None:
        _give_up(request, request.replaces, by, at)
    if request.kind == RequestKind.DATA:
        told_before = RequestUnit.objects.filter(request=request, fields=0)
        told_before.update(answered_at=at, answered_by=by.words)
    asked = list(request.addressees.filter(answered_at=None).values_list("unit_id", flat=True))
    if not asked:
        carry(request, RequestState.ANSWERED, {}, by, at)
    what = "参加" if request.kind == RequestKind.MEETING else "填报"
    words = f"{request.asker.short_name}请你单位{what}“{request.title}”，{full_date(request.due_on)}截止。"
    tell(request, "asked", asked, words, by, at)
    return request


def _give_up(request: Request, other: Request, by: Actor, at: datetime) -> None:
    """Take back what this request replaces, in the same breath."""
    monday = burden.week_of(request.due_on)
    units = request.addressees.values("unit_id")
    refusal = gate.why_not_replace(
        is_out=other.state == RequestState.ASKED,
        same_asker=other.asker_id == by.unit_id,
        shares_week=other.addressees.filter(week_start=monday, unit_id__in=units).exists(),
    )
    if refusal:
        raise Refused(refusal)
    waiting = list(other.addressees.filter(answered_at=None).values_list("unit_id", flat=True))
    reason = f"由“{request.title}”替换，不用再报。"
    carry(other, RequestState.WITHDRAWN, {"end_reason": reason[:200]}, by, at)
    tell(other, "withdrawn", waiting, f"“{other.title}”已撤回：{reason}", by, at)


def _hold(request: Request, bars: tuple[Bar, ...], by: Actor, at: datetime) -> None:
    """Keep that the gate held a request back: each hurdle once a day, however often somebody tries."""
    today = timezone.localdate(at)
    before = set(request.blocks.filter(blocked_on=today).values_list("hurdle", flat=True))
    Blocked.objects.bulk_create(
        Blocked(
            request=request,
            hurdle=hurdle.value,
            words=str(bar)[:1000],
            minutes=request.minutes,
            blocked_on=today,
            blocked_at=at,
            blocked_by=by.words,
        )
        for hurdle, bar in {bar.hurdle: bar for bar in reversed(bars)}.items()
        if hurdle.value not in before
    )
    enter_request(request, "block", {"hurdles": [bar.hurdle.label for bar in bars]}, by, at)
