"""What is decided about a later date: granted, refused, handed up, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import extensions as actions
from luoshi.pages.doors import Door, Request, allowed
from luoshi.pages.extensions import views
from luoshi.pages.extensions.forms import GrantForm, HandUpForm, RefuseForm
from luoshi.queries.extensions import Wish
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

Step = Callable[[Request, Wish, dict[str, Any]], str]


def _step(form_of: type[Form], prefix: str | None = None) -> Callable[[Step], Door[[int]]]:
    """Make a view of one decision: it does what a whole form says, and tells what comes next.

    The page comes anew, or with the form as it was typed and the reason why it was not done.
    """

    def made(do: Step) -> Door[[int]]:
        @allowed(Permission.EXTENSIONS_DECIDE)
        @require_POST
        @wraps(do)
        def view(request: Request, extension_id: int) -> HttpResponse:
            wish, form = views.one(request, extension_id), form_of(request.POST, prefix=prefix)
            if not form.is_valid():
                return views.page_of(request, wish, form, 422)
            try:
                messages.success(request, do(request, wish, form.cleaned_data))
            except (Refused, SomebodyWasFirst) as refusal:
                form.add_error(None, refusal.reason)
                wish.refresh_from_db()
                return views.page_of(request, wish, form, 409)
            return redirect("extension", wish.id)

        return view

    return made


@_step(GrantForm)
def grant(request: Request, wish: Wish, said: dict[str, Any]) -> str:
    """Grant a later date."""
    done = actions.grant_extension(extension=wish, **said, by=request.actor, at=request.now)
    until = full_date(done.granted_on) if done.granted_on else ""
    return f"已同意延期至{until}，计划随之重排，已通知{done.assignment.unit.short_name}。"


@_step(RefuseForm, "refuse")
def refuse(request: Request, wish: Wish, said: dict[str, Any]) -> str:
    """Leave the date as it is."""
    actions.refuse_extension(extension=wish, **said, by=request.actor, at=request.now)
    return f"已答复{wish.assignment.unit.short_name}不同意延期，时限不变。"


@_step(HandUpForm)
def hand_up(request: Request, wish: Wish, said: dict[str, Any]) -> str:
    """Leave it to a leader, with the office's opinion."""
    actions.hand_up_extension(extension=wish, **said, by=request.actor, at=request.now)
    return "已附督查科意见报局领导审批。"


@allowed(Permission.EXTENSIONS_ASK)
@require_POST
def withdraw(request: Request, extension_id: int) -> HttpResponse:
    """Take one's own unit's wish back."""
    wish = views.one(request, extension_id)
    actions.withdraw_extension(extension=wish, by=request.actor, at=request.now)
    messages.success(request, "延期申请已撤回，时限不变。到期前仍可重新申请。")
    return redirect("extension", wish.id)
