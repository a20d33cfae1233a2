"""How far a piece of work is. The page may be closed; whoever comes back finds it further on, or done."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from luoshi.actions import errands as actions
from luoshi.crafts import tallies
from luoshi.pages.doors import Request, allowed
from luoshi.pages.errands import starting
from luoshi.queries import errands
from luoshi.rules.errands import (
    COUNTED,
    FILE_HOURS,
    MAKING,
    UNFINISHED,
    ErrandKind,
    ErrandState,
    left_behind,
    seconds_left,
)
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused

_PAGES = {
    "import": ("import", "看这份名册"),
    "document": ("document-desk", "到读文台逐条审定"),
    "batch": ("batch", "看办理结果"),
    "rehearsal": ("rehearsal", "看预演结果"),
}
"""The page about a thing and the words that lead there, by the first word of an errand's subject."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROOMS = {
    ErrandKind.READ_DOCUMENT: "document-list",
    ErrandKind.MOVE_LETTERS: "letter-list",
    ErrandKind.REHEARSE: "letter-list",
    ErrandKind.PACK_LETTERS: "letter-list",
    ErrandKind.WRITE_LEDGER: "ledger",
}
"""The room of the rail in which an errand lies, where it is not that of the imports."""


@allowed(Permission.DESK)
@require_safe
def errand_list(request: Request) -> HttpResponse:
    """Show what this person asked for, newest first."""
    rows = [(each, ErrandState(each.state)) for each in errands.mine(request.actor)]
    return render(request, "errands/list.html", {"rows": rows})


@allowed(Permission.DESK)
@require_safe
def errand(request: Request, errand_id: int) -> HttpResponse:
    """Show how far an errand is; under htmx only the progress, or the way to what came of it.

    The button that stops it is no part of what changes: nothing moves under the cursor.
    """
    found = _found(request, errand_id)
    state = ErrandState(found.state)
    kind = ErrandKind(found.kind)
    page, leading = _page_about(found.subject)
    if request.htmx and state not in UNFINISHED:
        if not page:
            return HttpResponseClientRefresh()
        if kind is ErrandKind.READ_DOCUMENT:
            messages.success(request, found.words)
        return HttpResponseClientRedirect(page)
    done, total = (found.done, found.total) if found.total else tallies.told(settings.VAR, found.id)
    spent = (request.now - found.step_from).total_seconds() if found.step_from else 0.0
    context = {
        "errand": found,
        "state": state,
        "is_unfinished": state in UNFINISHED,
        "done": done,
        "total": total,
        "left": seconds_left(done, total, spent),
        "counted": COUNTED[kind],
        "page": page,
        "leading": leading,
        "is_document": kind is ErrandKind.READ_DOCUMENT,
        "is_file": state is ErrandState.DONE and kind in MAKING,
    }
    if room := _ROOMS.get(kind):
        context["room"] = room
    return render(request, "errands/errand.html#part" if request.htmx else "errands/errand.html", context)


@allowed(Permission.DESK)
@require_safe
def made(request: Request, errand_id: int) -> HttpResponse:
    """Give out the sheet that an errand made, to whoever asked for it and still acts in the same post."""
    found = _found(request, errand_id)
    if found.post_id != request.actor.post_id:
        raise Refused("这份表格是用另一个岗位导出的。请切换回那个岗位再下载，或用现在的岗位重新导出。")
    if ErrandState(found.state) in UNFINISHED:
        raise Refused("台账还在写，没有写好。请到“后台办理”看进度，写好以后再下载。")
    data = errands.made_by(found, request.now)
    if data is None:
        raise Refused(f"表格只保留{FILE_HOURS}小时，再次导出时上一份也随之删除。请到台账重新导出。")
    response = HttpResponse(data, content_type=_XLSX)
    name = quote(f"督查任务台账-{timezone.localtime(found.asked_at):%Y%m%d}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@allowed(Permission.DESK)
@require_POST
def stop(request: Request, errand_id: int) -> HttpResponse:
    """Stop an errand, at once or at its next step."""
    found = _found(request, errand_id)
    left = left_behind(ErrandKind(found.kind))
    stopped = actions.stop_errand(errand=found, by=request.actor, at=request.now)
    if stopped.state == ErrandState.STOPPED:
        messages.success(request, f"已停止，{left}。")
    else:
        messages.success(request, f"正在停止。做完手头这一步就停，{left}。")
    # What waits for a process that was killed finds another one.
    starting.start()
    return redirect("errand", found.id)


def _found(request: Request, errand_id: int) -> Any:
    found = errands.of(request.actor, errand_id)
    if found is None:
        raise Http404
    return found


def _page_about(subject: str) -> tuple[str, str]:
    """Return the address of the page about a thing and the words that lead there; "" while it has none."""
    kind, _, key = subject.partition(":")
    if kind not in _PAGES:
        return "", ""
    name, words = _PAGES[kind]
    return reverse(name, args=[int(key)]), words
