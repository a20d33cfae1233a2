"""The annual list of what may be asked of schools, year by year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.actions import mandates as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.mandates.forms import ItemForm
from luoshi.queries import mandates
from luoshi.rules.mandates import ListedKind
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

FIRST, LAST = 2025, 2099


@allowed(Permission.MANDATES_SEE)
@require_safe
def shown(request: Request) -> HttpResponse:
    """Show the list of a year."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and FIRST <= int(asked) <= LAST else request.today.year
    return _page(request, year)


@allowed(Permission.LIST_EDIT)
@require_POST
def enter(request: Request) -> HttpResponse:
    """Enter one item as its paper has it."""
    form = ItemForm(request.POST)
    if not form.is_valid():
        return _page(request, request.today.year, form, 422)
    typed = form.cleaned_data
    try:
        item = actions.enter_item(
            **{**typed, "kind": ListedKind(typed["kind"])}, by=request.actor, at=request.now
        )
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, typed["year"], form, 409)
    messages.success(request, f"已登记{item.year}年清单第{item.number}项“{item.title}”。")
    return redirect(f"{reverse('listed-items')}?year={item.year}")


@allowed(Permission.LIST_EDIT)
@require_POST
def strike(request: Request, item_id: int) -> HttpResponse:
    """Strike an item that was entered wrongly."""
    item = mandates.item(item_id)
    if item is None:
        raise Http404
    try:
        actions.strike_item(
            item=item, reason=request.POST.get("words", "")[:200], by=request.actor, at=request.now
        )
    except (Refused, SomebodyWasFirst) as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, f"已划去第{item.number}项“{item.title}”，记录留存。")
    return redirect(f"{reverse('listed-items')}?year={item.year}")


def _page(request: Request, year: int, form: ItemForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "year": year,
        "items": mandates.items(year),
        "form": form or ItemForm(initial={"year": year}),
        "may_see_sanctions": request.actor.may(Permission.SANCTIONS_SEE),
        "may_edit": request.actor.may(Permission.LIST_EDIT),
    }
    return render(request, "mandates/listed.html", context, status=status)
