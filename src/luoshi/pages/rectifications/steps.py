"""What is done about a rectification and its items: one press, one action, on what was seen."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.actions import rectifications as actions
from luoshi.pages.doors import Door, Request, allowed
from luoshi.pages.rectifications import views
from luoshi.pages.rectifications.forms import CheckForm, ReportForm, WordsForm
from luoshi.queries import rectifications
from luoshi.queries.rectifications import Item
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst

CHANGED = "这份整改在您打开这一页之后有变动，没有办理。请看过下面的最新内容再办。"


def _step(
    permission: Permission, action: Callable[..., object], said: str, *, words_as: str = ""
) -> Door[[int]]:
    """Return the view of one step; `words_as` is what the action calls the words that were typed."""

    @allowed(permission)
    @require_POST
    def view(request: Request, rectification_id: int) -> HttpResponse:
        whole = views.one(request, rectification_id)
        form = WordsForm(request.POST)
        try:
            if not form.is_valid():
                raise Refused("文字太长，请精简后再办。")
            if form.cleaned_data["version"] != whole.version:
                raise SomebodyWasFirst(CHANGED)
            typed = {words_as: form.cleaned_data["words"]} if words_as else {}
            action(rectification=whole, **typed, by=request.actor, at=request.now)
        except (Refused, SomebodyWasFirst) as refusal:
            return views.page_of(request, views.one(request, rectification_id), refusal.reason, 409)
        messages.success(request, said)
        return redirect("rectification", rectification_id)

    return view


approve = _step(
    Permission.TALKS_APPROVE,
    actions.approve_rectification,
    "整改通知已批准、编号、发出，请对方逐项整改、逐项报送。",
)
cancel = _step(
    Permission.TALKS_SEE,
    actions.cancel_rectification,
    "整改通知已取消，理由告知对方。文号保留，不再另用。",
    words_as="reason",
)
close = _step(Permission.RECTIFY_CHECK, actions.close_rectification, "整改已办结，各项核查结果留存。")


def _item(request: Request, item_id: int) -> Item:
    found = rectifications.visible_item(request.actor, item_id)
    if found is None:
        raise Http404
    return found


@allowed(Permission.RECTIFY)
@require_POST
def report(request: Request, thing_id: int) -> HttpResponse:
    """Report one item as put right."""
    item = _item(request, thing_id)
    whole_id, form = item.rectification_id, ReportForm(request.POST, prefix=f"report-{item.id}")
    if not form.is_valid():
        return views.page_of(request, views.one(request, whole_id), status=422, tried=(item.id, form))
    try:
        actions.report_item(item=item, **form.cleaned_data, by=request.actor, at=request.now)
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return views.page_of(request, views.one(request, whole_id), status=409, tried=(item.id, form))
    messages.success(request, f"第{item.place}项已报送，等待责任人以外的人员核查。")
    return redirect("rectification", whole_id)


@allowed(Permission.RECTIFY_CHECK)
@require_POST
def check(request: Request, thing_id: int) -> HttpResponse:
    """Note what a check of one item found: done, or what is still missing."""
    item = _item(request, thing_id)
    whole_id, form = item.rectification_id, CheckForm(request.POST, prefix=f"check-{item.id}")
    is_done = request.POST.get("result") == "done"
    if not form.is_valid():
        return views.page_of(request, views.one(request, whole_id), status=422, tried=(item.id, form))
    try:
        actions.check_item(item=item, is_done=is_done, **form.cleaned_data, by=request.actor, at=request.now)
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return views.page_of(request, views.one(request, whole_id), status=409, tried=(item.id, form))
    said = "核查通过" if is_done else "核查未通过，已退回继续整改"
    messages.success(request, f"第{item.place}项{said}。")
    return redirect("rectification", whole_id)
