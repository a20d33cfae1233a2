"""A request is given up, so that a letter or an inspection fits into a full week."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.requests.moving import carry, enter_request, tell, why_not_own
from luoshi.queries import requests as request_queries
from luoshi.queries.burden import Adding
from luoshi.records.models import Relief, Request
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused
from luoshi.rules.requests import gate
from luoshi.rules.requests.states import RequestState


@transaction.atomic
def make_room(*, request: Request, adding: Adding, by: Actor, at: datetime) -> Request:
    """Take a request of one's own unit back for a letter or an inspection whose week is full.

    Raises Refused when the week is not full, or would be still.
    """
    today = timezone.localdate(at)
    if refusal := why_not(by, Permission.REQUESTS_ASK) or why_not_own(request, by):
        raise Refused(refusal)
    if adding.why_not(today) is None:
        raise Refused("这一周还放得下，不需要替换，可以直接办理。")
    freed = request_queries.freed_by(request, adding)
    if refusal := gate.why_not_replace(
        is_out=request.state == RequestState.ASKED, same_asker=True, shares_week=bool(freed)
    ):
        raise Refused(refusal)
    if still := adding.why_over(today, freed):
        raise Refused(f"撤回“{request.title}”仍放不下：{still}请另选一项，或改在下一周。")
    waiting = list(request.addressees.filter(answered_at=None).values_list("unit_id", flat=True))
    reason = f"为“{adding.title}”腾出时间，不用再报。"
    carry(request, RequestState.WITHDRAWN, {"end_reason": reason[:200]}, by, at)
    tell(request, "withdrawn", waiting, f"“{request.title}”已撤回：{reason}", by, at)
    Relief.objects.update_or_create(
        subject=adding.subject, defaults={"replaces": request, "given_at": at, "given_by": by.words}
    )
    enter_request(request, "make_room", {"for": adding.subject, "reason": reason}, by, at)
    return request
