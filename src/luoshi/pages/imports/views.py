"""Imports: upload, faults or what would change, confirming, discarding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.actions import imports as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.errands import starting
from luoshi.pages.imports.forms import WorkbookForm
from luoshi.queries import errands, imports
from luoshi.rules.imports import ImportState
from luoshi.rules.people import Permission

SHOWN = 200
"""Faults on the page; all of them are in the spreadsheet."""


@allowed(Permission.UNITS_LOAD)
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: Request) -> HttpResponse:
    """Show the imports and take a workbook in; then it is checked behind the pages."""
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        received = actions.receive_import(
            file_name=file.name or "名册.xlsx", data=file.read(), by=request.actor, at=request.now
        )
        starting.start()
        errand = errands.unfinished_about(f"import:{received.id}")
        return redirect("errand", errand.id) if errand else redirect("import", received.id)
    rows = [(each, ImportState(each.state)) for each in imports.listed()]
    return render(
        request, "imports/list.html", {"form": form, "rows": rows}, status=422 if form.is_bound else 200
    )


@allowed(Permission.UNITS_LOAD)
@require_safe
def import_page(request: Request, import_id: int) -> HttpResponse:
    """Show what came of a workbook: its faults, or what it would change, or what it changed."""
    received = found(import_id)
    subject = f"import:{received.id}"
    running = errands.unfinished_about(subject)
    last = errands.about(subject)
    context = {
        "received": received,
        "state": ImportState(received.state),
        "faults": received.faults[:SHOWN],
        "more": max(0, len(received.faults) - SHOWN),
        "running": running,
        "failed": last.words if last and not running and last.state in {"FAILED", "STOPPED"} else "",
        "room": "import-list",
    }
    return render(request, "imports/import.html", context)


@allowed(Permission.UNITS_LOAD)
@require_POST
def confirm(request: Request, import_id: int) -> HttpResponse:
    """Ask for what was announced to be stored."""
    errand = actions.confirm_import(
        received=found(import_id),
        plan_digest=request.POST.get("plan", ""),
        by=request.actor,
        at=request.now,
    )
    starting.start()
    return redirect("errand", errand.id)


@allowed(Permission.UNITS_LOAD)
@require_POST
def discard(request: Request, import_id: int) -> HttpResponse:
    """Give an import up."""
    actions.discard_import(received=found(import_id), by=request.actor, at=request.now)
    messages.success(request, "已放弃这份名册，没有写入任何内容，文件已删除。")
    return redirect("import-list")


def found(import_id: int) -> Any:
    """Return an import, or answer that there is none."""
    received = imports.found(import_id)
    if received is None:
        raise Http404
    return received
