"""A notice of rectification is drafted: the unit first, then what is to be put right, row by row."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi.actions import rectifications as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.rectifications.forms import NoticeForm, owner_choices, rows, wanted
from luoshi.queries import rectifications, talks
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused


@allowed(Permission.TALKS_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Draft a notice for one unit; nothing is sent before a leader approves it."""
    units = list(rectifications.addressable(request.today))
    unit = next((each for each in units if str(each.id) == request.GET.get("unit", "")), None)
    if unit is None:
        return render(request, "rectifications/new.html", {"units": units})
    letters, mandates = talks.letters_to(unit), rectifications.mandates_reaching(unit)
    sources = [(f"letter:{each.id}", f"{each.number}《{each.title}》") for each in letters]
    sources += [(f"mandate:{each.id}", f"督查立项：{each.title}") for each in mandates]
    owners = owner_choices(rectifications.owners(unit, request.today))
    typed = request.POST if request.method == "POST" else None
    more = typed is not None and "more" in typed
    form, items = NoticeForm(sources, typed), rows(owners, typed, more=more)
    status = 200
    if typed is not None and not more:
        status = 422
        if form.is_valid() and items.is_valid():
            source = form.cleaned_data["source"]
            try:
                made = actions.draft_rectification(
                    unit=unit,
                    title=form.cleaned_data["title"],
                    basis=form.cleaned_data["basis"],
                    items=wanted(items),
                    letter=next((each for each in letters if source == f"letter:{each.id}"), None),
                    mandate=next((each for each in mandates if source == f"mandate:{each.id}"), None),
                    by=request.actor,
                    at=request.now,
                )
            except Refused as refusal:
                form.add_error(None, refusal.reason)
                status = 409
            else:
                messages.success(request, "整改通知已拟好，等局领导批准。批准之前对方看不到。")
                return redirect("rectification", made.id)
    context = {"unit": unit, "form": form, "items": items, "more": more}
    return render(request, "rectifications/new.html", context, status=status)
