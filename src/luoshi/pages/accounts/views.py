"""Signing in, signing out, and choosing the post to act in when one holds several."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib import auth, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from luoshi.actions import people as people_actions
from luoshi.pages import doors
from luoshi.pages.accounts.forms import SignInForm
from luoshi.pages.doors import Knock, Request, allowed, public
from luoshi.queries import parameters, people
from luoshi.queries.people import Owner
from luoshi.rules.people import Permission, is_password_old


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Knock) -> HttpResponse:
    """Show the form, or sign in and go on to where one was going."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    onward = doors.safe_next(request, wanted)
    if request.method == "GET" and request.actor is not None:
        return redirect(onward or settings.LOGIN_REDIRECT_URL)
    form = SignInForm(request, request.POST or None)
    if not form.is_valid() or form.actor is None:
        status = 422 if form.is_bound else 200
        return render(request, "accounts/sign_in.html", {"form": form, "next": onward}, status=status)
    auth.login(request, form.account)
    several = len(people.posts_of(form.account.pk, request.today)) > 1
    request.session["has_several_posts"] = several
    people_actions.sign_in(by=form.actor, address=request.META.get("REMOTE_ADDR", ""), at=request.now)
    _remind_of_age(request, form.account)
    if several and not onward:
        return redirect("choose-post")
    return redirect(onward or settings.LOGIN_REDIRECT_URL)


def _remind_of_age(request: Knock, account: Owner) -> None:
    if account.password_at is None or account.must_change:
        return
    set_on = timezone.localdate(account.password_at)
    if is_password_old(set_on, request.today, parameters.book()):
        days = (request.today - set_on).days
        messages.warning(request, f"您的密码已用了{days}天。请点右上角姓名，在“我的账户”里更换。")


@public
@require_POST
def sign_out(request: Knock) -> HttpResponse:
    """Sign out; nothing of the session is left behind."""
    if request.actor is not None:
        people_actions.sign_out(by=request.actor, at=request.now)
    auth.logout(request)
    return redirect(f"{resolve_url('sign-in')}?out=1")


@allowed(Permission.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def choose_post(request: Request) -> HttpResponse:
    """Show the posts that one holds today, or go on in the one chosen."""
    assert request.user.pk is not None  # the door let in only who is signed in
    posts = people.posts_of(request.user.pk, request.today)
    if request.method == "GET":
        return render(request, "accounts/choose_post.html", {"posts": posts})
    chosen = next((post for post in posts if str(post.pk) == request.POST.get("post")), None)
    if chosen is None:
        raise Http404
    people_actions.act_in(post=chosen, by=request.actor, at=request.now)
    request.session["post_id"] = chosen.pk
    return redirect(settings.LOGIN_REDIRECT_URL)


def locked(request: Knock, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:  # noqa: ARG001
    """Say until when the account is locked (429). The time starts anew with every further attempt."""
    cool_off = get_cool_off(request) or timedelta(0)
    minutes = math.ceil(cool_off.total_seconds() / 60)
    until = request.now + timedelta(minutes=minutes)
    words = {"until": until, "minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT}
    return render(request, "accounts/locked.html", words, status=429)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form that was open too long: nothing was saved, and how to go on; under htmx, load anew."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRefresh()
    return render(request, "accounts/stale.html", status=403)
