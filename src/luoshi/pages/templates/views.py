"""The wordings of letters: which counts, what it looks like on paper, what was before."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.actions import templates as template_actions
from luoshi.crafts.letters import SHIPPED, sample
from luoshi.pages.doors import Request, allowed
from luoshi.pages.templates.forms import WordingForm
from luoshi.queries import templates
from luoshi.rules import templates as rules
from luoshi.rules.letters import LetterKind
from luoshi.rules.people import Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@allowed(Permission.TEMPLATES_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show every kind of letter with the version of its wording that counts."""
    own = templates.current_of_all()
    rows = [(kind, own.get(kind)) for kind in LetterKind]
    return render(request, "templates/list.html", {"rows": rows, "is_ours": True})


@allowed(Permission.TEMPLATES_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, code: str) -> HttpResponse:
    """Show a kind's wording with its paper, and change it; "preview" shows the paper and keeps nothing."""
    kind = _kind(code)
    now = templates.current(kind)
    text, number = (now.text, now.number) if now else (SHIPPED[kind], 0)
    form = WordingForm(request.POST or None, initial={"text": text, "seen": number})
    typed = request.POST.get("text", "") if form.is_bound else text
    status = 200
    if form.is_valid() and "preview" not in request.POST:
        try:
            made = template_actions.change_template(
                kind=kind,
                text=form.cleaned_data["text"],
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
                by=request.actor,
                at=request.now,
            )
        except (Refused, SomebodyWasFirst) as refusal:
            form.add_error(None, refusal.reason.split("\n"))
            status = 409
        else:
            messages.success(request, f"{kind.label}模板第{made.number}版已启用，此后起草的函件按这一版。")
            return redirect("template", kind.value)
    elif form.is_bound and "preview" not in request.POST:
        status = 422
    context = {
        **_shown(kind, typed, request.today),
        "form": form,
        "number": number,
        "versions": templates.versions(kind),
        "needed": [field for field in rules.FIELDS.values() if field.name in rules.COMPULSORY[kind]],
        "others": [field for field in rules.FIELDS.values() if field.name not in rules.COMPULSORY[kind]],
        "parts": rules.PARTS[kind],
        "why_not": why_not(request.actor, Permission.TEMPLATES_EDIT),
    }
    if request.htmx.target == "preview":
        return render(request, "templates/preview.html", context)
    return render(request, "templates/edit.html", context, status=status)


@allowed(Permission.TEMPLATES_SEE)
@require_safe
def version(request: Request, code: str, number: int) -> HttpResponse:
    """Show one version: its paper, and what differs in the one that counts; 0 is the program's own."""
    kind = _kind(code)
    kept, now = templates.version(kind, number), templates.current(kind)
    if number and kept is None:
        raise Http404
    text, current = kept.text if kept else SHIPPED[kind], now.text if now else SHIPPED[kind]
    context = {
        **_shown(kind, text, request.today),
        "number": number,
        "version": kept,
        "current": now.number if now else 0,
        "changes": templates.changes(text, current),
        "is_same": text == current,
        "why_not": why_not(request.actor, Permission.TEMPLATES_EDIT),
    }
    return render(request, "templates/version.html", context)


@allowed(Permission.TEMPLATES_EDIT)
@require_POST
def restore(request: Request, code: str, number: int) -> HttpResponse:
    """Let an earlier version count again."""
    kind = _kind(code)
    if number and templates.version(kind, number) is None:
        raise Http404
    try:
        seen = int(request.POST.get("seen", ""))
    except ValueError:
        seen = -1
    try:
        made = template_actions.restore_template(
            kind=kind, number=number, seen=seen, by=request.actor, at=request.now
        )
    except (Refused, SomebodyWasFirst) as refusal:
        messages.error(request, refusal.reason)
        return redirect("template-version", kind.value, number)
    messages.success(request, f"{kind.label}模板已{made.reason}，记为第{made.number}版。")
    return redirect("template", kind.value)


def _kind(code: str) -> LetterKind:
    if code not in LetterKind.codes():
        raise Http404
    return LetterKind(code)


def _shown(kind: LetterKind, text: str, today: date) -> dict[str, Any]:
    """Return the paper of a made-up letter by a wording, or what is wrong with it, line by line."""
    lines = text.splitlines()
    faults = [
        (fault, lines[fault.line - 1].strip()[:60] if 0 < fault.line <= len(lines) else "")
        for fault in rules.faults(kind, text)
    ]
    return {"kind": kind, "faults": faults, "paper": None if faults else sample(text, kind, today)}
