"""What every request is given before any page sees it: the time, who acts, and how refusals are answered."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from luoshi.queries import people
from luoshi.rules.refusals import Refused, SomebodyWasFirst

Handler = Callable[[HttpRequest], HttpResponse]


def tell_the_time(get_response: Handler) -> Handler:
    """Set `request.now` (aware instant) and `request.today` (local date): the only clock that pages have."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.now = timezone.now() + settings.CLOCK_OFFSET  # type: ignore[attr-defined]
        request.today = timezone.localdate(request.now)  # type: ignore[attr-defined]
        return get_response(request)

    return handle


class refuse_zero_bytes:
    """Answer 400 to what asks or says something with a zero byte: no text has one, PostgreSQL takes none."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Look through the address and the form; the form only now, when its token was found right."""
        for fields in (request.GET, request.POST):
            if any("\x00" in word for words in fields.lists() for word in (words[0], *words[1])):
                raise SuspiciousOperation("a zero byte in the query or the form")


def tell_who_acts(get_response: Handler) -> Handler:
    """Set `request.actor` to the person in the post they act in today; None when nobody is signed in."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            chosen = request.session.get("post_id")
            request.actor = people.actor_for(request.user.pk, request.today, chosen)  # type: ignore[attr-defined]
        return get_response(request)

    return handle


class answer_refusals:
    """Answer a refusal with its reason (409), on a page of its own or, under htmx, in the message line."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page that tells the reason, or None when this is no refusal."""
        if not isinstance(exception, Refused | SomebodyWasFirst):
            return None
        response = render(request, "refused.html", {"reason": exception.reason}, status=409)
        if request.headers.get("HX-Request"):
            response = render(request, "refused.html#line", {"reason": exception.reason}, status=409)
            response["HX-Retarget"] = "#messages"
            response["HX-Reswap"] = "innerHTML"
        return response
