"""How long an account page is open, carried by the browser itself and never kept of anybody.

A signed cookie of the account pages holds when the page was opened and when a line was sent from it last.
What a line adds goes into the sum of its unit and week (docs/adr/0011). A cookie that is missing, bent or
about another week measures nothing, and no account is refused for it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.http import HttpResponse

from luoshi.pages.doors import Request
from luoshi.rules.burden import Sitting

COOKIE = "sitting"
_SALT = "luoshi.sitting"
_PATH = "/reports/"


def begin(response: HttpResponse, request: Request, monday: date) -> HttpResponse:
    """Let the account of a week count as opened now."""
    return _set(response, request, monday, Sitting(request.now, request.now))


def go_on(response: HttpResponse, request: Request, monday: date, sitting: Sitting | None) -> HttpResponse:
    """Let a line count as sent now."""
    if sitting is None:
        return response
    return _set(response, request, monday, Sitting(sitting.opened_at, request.now))


def read(request: Request, monday: date) -> Sitting | None:
    """Return the sitting that a line of this week is sent from; None where nothing can be measured."""
    written = request.get_signed_cookie(COOKIE, default=None, salt=_SALT)
    whose, _, times = (written or "").rpartition(":")
    if whose != _whose(request, monday):
        return None
    opened, _, last = times.partition("-")
    return Sitting(_instant(opened), _instant(last))


def _set(response: HttpResponse, request: Request, monday: date, sitting: Sitting) -> HttpResponse:
    times = f"{int(sitting.opened_at.timestamp())}-{int(sitting.last_at.timestamp())}"
    response.set_signed_cookie(
        COOKIE,
        f"{_whose(request, monday)}:{times}",
        salt=_SALT,
        path=_PATH,
        httponly=True,
        samesite="Lax",
    )
    return response


def _whose(request: Request, monday: date) -> str:
    return f"{request.actor.unit_id}:{monday:%Y%m%d}"


def _instant(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
