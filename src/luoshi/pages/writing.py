"""A page on which something is written: shown, given back with what is wrong, or kept by one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from luoshi.pages.doors import Request
from luoshi.rules.refusals import Refused, SomebodyWasFirst

CHANGED = "内容在您打开这一页之后有变动，没有保存。请另开一页看过最新内容，再改。"


def write(
    request: Request,
    template: str,
    context: dict[str, Any],
    *,
    keep: Callable[[], Any],
    said: str,
    page: str,
    seen: Any = None,
) -> HttpResponse:
    """Show the form of a context, or let `keep` call an action with what was typed.

    What that returns is the thing whose `page` comes next, with what is `said` there. `seen` is the thing
    that is written anew: it must be as the page showed it, by the version that comes along.
    """
    form: Form = context["form"]
    if not form.is_bound:
        return render(request, template, context)
    if not form.is_valid():
        return render(request, template, context, status=422)
    try:
        if seen is not None and request.POST.get("version") != str(seen.version):
            raise SomebodyWasFirst(CHANGED)
        kept = keep()
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return render(request, template, context, status=409)
    messages.success(request, said)
    return redirect(page, kept.id)
