"""The papers of a batch as one download: packed behind the pages, then handed out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from luoshi.actions import batches as actions
from luoshi.crafts.papers import packs
from luoshi.pages.doors import Request, allowed
from luoshi.pages.errands import starting
from luoshi.queries import batches
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused


@allowed(Permission.LETTERS_ISSUE)
@require_POST
def pack(request: Request, batch_id: int) -> HttpResponse:
    """Let all papers of a batch be packed, and show how far that is."""
    errand = actions.pack_batch(batch=_found(request, batch_id), by=request.actor, at=request.now)
    starting.start()
    if errand.person_id != request.actor.person_id:
        raise Refused(f"{errand.asked_by}正在打包这一批，完成后可以直接下载。请稍后刷新结果页。")
    return redirect("errand", errand.id)


@allowed(Permission.LETTERS_ISSUE)
@require_safe
def download(request: Request, batch_id: int) -> HttpResponseBase:
    """Hand out the pack, read from the disk as it goes."""
    found = _found(request, batch_id)
    if packed_at(found.id) is None:
        raise Refused("这一批还没有打包，或者已过7天清理了。请在办理结果页点“打包 PDF”。")
    name = f"成批{found.get_step_display()}函件-{found.id}.zip"
    return FileResponse(_path(found.id).open("rb"), as_attachment=True, filename=name)


def packed_at(batch_id: int) -> datetime | None:
    """Return when the pack of a batch was made; None when there is none."""
    try:
        return packs.written_at(_path(batch_id))
    except FileNotFoundError:
        return None


def _path(batch_id: int) -> Path:
    return packs.place(Path(settings.VAR), batch_id)


def _found(request: Request, batch_id: int) -> Any:
    found = batches.visible(request.actor).filter(id=batch_id).first()
    if found is None:
        raise Http404
    return found
