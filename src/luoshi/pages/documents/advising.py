"""The button by which the office asks its own language model, there only where one is set up."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import tasks as actions
from luoshi.pages.documents.desk import Desk
from luoshi.pages.doors import Request, allowed
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused


@allowed(Permission.DOCUMENTS_READ)
@require_POST
def advise(request: Request, document_id: int) -> HttpResponse:
    """Ask the model about a document on the desk; what it offers waits among the doubtful."""
    desk = Desk(request, document_id)
    if settings.MODEL is None:
        raise Http404
    try:
        offered = actions.advise_tasks(
            document=desk.document, endpoint=settings.MODEL, by=request.actor, at=request.now
        )
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect(f"{desk.address}?show=rest")
    if not offered:
        messages.info(request, "模型没有指出规则漏读的句子。")
        return redirect(f"{desk.address}?show=rest")
    messages.success(request, f"模型另外指出{len(offered)}句，列在“可能是任务”，注明“模型建议”，请逐条审定。")
    return redirect(f"{desk.address}?show=possible")
