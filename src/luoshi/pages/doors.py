"""Who is let in: every view is either `allowed` to those with a permission, or `public`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from luoshi.rules import people
from luoshi.rules.people import Actor, Permission

Args = ParamSpec("Args")


class Request(HttpRequest):
    """A request after the doors: it knows the time, who acts, and whether htmx asks."""

    now: datetime
    today: date
    actor: Actor
    htmx: HtmxDetails


class Knock(HttpRequest):
    """A request before the doors: perhaps nobody has signed in."""

    now: datetime
    today: date
    actor: Actor | None
    htmx: HtmxDetails


Door = Callable[Concatenate[HttpRequest, Args], HttpResponseBase]


def allowed(
    permission: Permission, *, before_change: bool = False
) -> Callable[[Callable[Concatenate[Request, Args], HttpResponseBase]], Door[Args]]:
    """Let in only those whose post carries the permission today.

    Others are asked to sign in (under htmx the whole page goes there, so that no form lands inside a
    table), or told why not and who may (403). Whose password was given by somebody else comes no further
    than to views that are open `before_change`.
    """

    def guard(view: Callable[Concatenate[Request, Args], HttpResponseBase]) -> Door[Args]:
        @wraps(view)
        def handle(request: Request, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _shown_to(request, "sign-in")
            if request.actor is None:
                return render(request, "accounts/no_post.html", status=403)
            if request.user.must_change and not before_change:
                return _shown_to(request, "own-account")
            if reason := people.why_not(request.actor, permission):
                return forbidden(request, reason)
            return view(request, *args, **kwargs)

        handle.permission = permission.value  # type: ignore[attr-defined]
        return handle  # type: ignore[return-value]

    return guard


def public(view: Callable[Concatenate[Knock, Args], HttpResponse]) -> Door[Args]:
    """Let anybody in, signed in or not."""
    view.public = True  # type: ignore[attr-defined]
    return view  # type: ignore[return-value]


def forbidden(request: HttpRequest, reason: str) -> HttpResponse:
    """Return the page that says why not (403); under htmx, the line of messages says it."""
    if request.headers.get("HX-Request"):
        return line(request, reason, status=403)
    return render(request, "403.html", {"reason": reason}, status=403)


def line(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    """Return a reason for htmx to put into the line of messages, and nowhere else."""
    response = render(request, "refused.html#line", {"reason": reason}, status=status)
    response["HX-Retarget"] = "#messages"
    response["HX-Reswap"] = "innerHTML"
    return response


def safe_next(request: HttpRequest, address: str) -> str:
    """Return the path to go on to: `address` if it is one of ours, else "".

    A whole path only: a word alone would be taken for the name of a page.
    """
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours and address.startswith("/") else ""


def _shown_to(request: Request, name: str) -> HttpResponse:
    query = QueryDict(mutable=True)
    if wanted := safe_next(request, _wanted(request)):
        query["next"] = wanted
    address = f"{reverse(name)}?{query.urlencode(safe='/')}" if query else reverse(name)
    if request.htmx:
        return HttpResponseClientRedirect(address)
    return HttpResponse(status=302, headers={"Location": address})


def _wanted(request: Request) -> str:
    """Return the page to come back to: the one asked for, or the one that a form or a part belonged to."""
    if request.htmx:
        return request.htmx.current_url_abs_path or ""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    return page._replace(scheme="", netloc="").geturl() if page.netloc == request.get_host() else ""
