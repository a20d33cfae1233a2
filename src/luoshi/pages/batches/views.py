"""What may be decided on together, and what came of the decisions so far."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.pages.batches.packing import packed_at
from luoshi.pages.doors import Request, allowed
from luoshi.queries import batches, errands
from luoshi.rules.batches import MOST, BatchStep
from luoshi.rules.people import Permission, Scope

_LATEST = 20


@allowed(Permission.LETTERS_SEE)
@require_safe
def desk(request: Request) -> HttpResponse:
    """Show how many letters wait for each step that the actor may take, and the latest decisions."""
    if request.actor.scope is not Scope.CITY:
        raise Http404
    latest = [(each, BatchStep(each.step)) for each in batches.visible(request.actor)[:_LATEST]]
    context = {"waiting": batches.counts(request.actor), "latest": latest, "most": MOST, "is_ours": True}
    return render(request, "batches/desk.html", context)


@allowed(Permission.LETTERS_SEE)
@require_safe
def batch(request: Request, batch_id: int) -> HttpResponse:
    """Show what came of one decision: what was moved, what was not and why, what had been looked at."""
    found: Any = batches.visible(request.actor).filter(id=batch_id).first()
    if found is None:
        raise Http404
    moved, refused, left = batches.tally(found)
    context = {
        "batch": found,
        "step": BatchStep(found.step),
        "moved": moved,
        "left": left,
        "refused": batches.refused(found) if refused else [],
        "sample": batches.looked_at(found),
        "running": errands.unfinished_about(f"batch:{found.id}") if left else None,
        "actor_id": request.actor.person_id,
        "may_pack": request.actor.may(Permission.LETTERS_ISSUE),
        "packed_at": packed_at(found.id),
        "is_ours": True,
    }
    return render(request, "batches/batch.html", context)
