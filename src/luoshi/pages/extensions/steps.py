"""What is decided about a later date: granted, refused, handed up, taken back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import extensions as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.extensions import views
from luoshi.pages.extensions.forms import GrantForm, HandUpForm, RefuseForm
from luoshi.queries.extensions import Wish
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@allowed(Permission.EXTENSIONS_DECIDE)
@require_POST
def grant(request: Request, extension_id: int) -> HttpResponse:
    """Grant a later date."""
    wish, form = views.one(request, extension_id), GrantForm(request.POST)

    def do() -> str:
        done = actions.grant_extension(extension=wish, **form.cleaned_data, by=request.actor, at=request.now)
        until = full_date(done.granted_on) if done.granted_on else ""
        return f"已同意延期至{until}，计划随之重排，已通知{done.assignment.unit.short_name}。"

    return _step(request, wish, form, do)


@allowed(Permission.EXTENSIONS_DECIDE)
@require_POST
def refuse(request: Request, extension_id: int) -> HttpResponse:
    """Leave the date as it is."""
    wish, form = views.one(request, extension_id), RefuseForm(request.POST, prefix="refuse")

    def do() -> str:
        actions.refuse_extension(extension=wish, **form.cleaned_data, by=request.actor, at=request.now)
        return f"已答复{wish.assignment.unit.short_name}不同意延期，时限不变。"

    return _step(request, wish, form, do)


@allowed(Permission.EXTENSIONS_DECIDE)
@require_POST
def hand_up(request: Request, extension_id: int) -> HttpResponse:
    """Leave it to a leader, with the office's opinion."""
    wish, form = views.one(request, extension_id), HandUpForm(request.POST)

    def do() -> str:
        actions.hand_up_extension(extension=wish, **form.cleaned_data, by=request.actor, at=request.now)
        return "已附督查科意见报局领导审批。"

    return _step(request, wish, form, do)


@allowed(Permission.EXTENSIONS_ASK)
@require_POST
def withdraw(request: Request, extension_id: int) -> HttpResponse:
    """Take one's own unit's wish back."""
    wish = views.one(request, extension_id)
    actions.withdraw_extension(extension=wish, by=request.actor, at=request.now)
    messages.success(request, "延期申请已撤回，时限不变。到期前仍可重新申请。")
    return redirect("extension", wish.id)


def _step(request: Request, wish: Wish, form: Form, do: Callable[[], str]) -> HttpResponse:
    """Return what comes of a step: the page anew, or the page with the form as it was typed."""
    if not form.is_valid():
        return views.page_of(request, wish, form, 422)
    try:
        said = do()
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        wish.refresh_from_db()
        return views.page_of(request, wish, form, 409)
    messages.success(request, said)
    return redirect("extension", wish.id)
