"""One's own account: the posts that come with it, and its password."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from luoshi.actions import people as people_actions
from luoshi.pages import doors
from luoshi.pages.accounts.forms import ChangeForm
from luoshi.pages.doors import Request, allowed
from luoshi.queries import people
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@never_cache
@sensitive_post_parameters("old", "new", "again")
@allowed(Permission.DESK, before_change=True)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    """Show the account, or change its password: other sessions of it end, this one goes on."""
    assert request.user.is_authenticated  # the door let in only who is signed in
    own, was_given = request.user, request.user.must_change
    onward = doors.safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    form = ChangeForm(request, own, request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            people_actions.change_password(
                account=own, password=form.cleaned_data["new"], by=request.actor, at=request.now
            )
        except (Refused, SomebodyWasFirst) as refusal:
            form.add_error("new", refusal.reason)
            status = 409
        else:
            auth.update_session_auth_hash(request, own)
            messages.success(request, "密码已更改。用原密码在别处的登录都已退出，这里不用重新登录。")
            return redirect(onward or (settings.LOGIN_REDIRECT_URL if was_given else "own-account"))
    context = {
        "account": own,
        "posts": people.posts_of(own.pk, request.today),
        "form": form,
        "next": onward,
        "layout": "alone.html" if was_given else "base.html",
    }
    return render(request, "accounts/own.html", context, status=status)
