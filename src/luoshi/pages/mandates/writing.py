"""A plan is written and edited as a draft; once approved, a change of it is asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi.actions import mandates as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.mandates import views
from luoshi.pages.mandates.forms import ChangeForm, PlanForm
from luoshi.queries import mandates
from luoshi.queries.mandates import Inspection
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@allowed(Permission.MANDATES_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Write a new plan."""
    if request.method != "POST":
        return _page(request, PlanForm(today=request.today))
    form = PlanForm(request.POST, today=request.today)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        mandate = actions.draft_mandate(
            written=form.written,
            targets=form.cleaned_data["targets"],
            listed=form.listed_item,
            by=request.actor,
            at=request.now,
        )
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, form, status=409)
    messages.success(request, "草稿已保存。请看“合规检查”，没有问题后送局领导批准。")
    return redirect("mandate", mandate.id)


@allowed(Permission.MANDATES_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, mandate_id: int) -> HttpResponse:
    """Write a draft anew, as it was seen."""
    mandate = views.one(request, mandate_id)
    if mandate.state != MandateState.DRAFT:
        label = MandateState(mandate.state).label
        return views.page_of(request, mandate, f"督查立项现为“{label}”，不能直接修改。", 409)
    if request.method != "POST":
        return _page(request, PlanForm(initial=_typed(mandate), today=request.today), mandate)
    form = PlanForm(request.POST, today=request.today)
    if not form.is_valid():
        return _page(request, form, mandate, 422)
    try:
        _refuse_unless_seen(request, mandate)
        actions.edit_mandate(
            mandate=mandate,
            written=form.written,
            targets=form.cleaned_data["targets"],
            listed=form.listed_item,
            by=request.actor,
            at=request.now,
        )
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, form, mandate, 409)
    messages.success(request, "修改已保存。")
    return redirect("mandate", mandate.id)


@allowed(Permission.MANDATES_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, mandate_id: int) -> HttpResponse:
    """Ask for a change of an approved plan."""
    mandate = views.one(request, mandate_id)
    if request.method != "POST":
        return _asking(request, mandate, ChangeForm(initial=_typed(mandate)))
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _asking(request, mandate, form, 422)
    try:
        _refuse_unless_seen(request, mandate)
        actions.ask_change(
            mandate=mandate,
            wanted=form.wanted,
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.now,
        )
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return _asking(request, mandate, form, 409)
    messages.success(request, "变更申请已送局领导批准，批准之前按原方案执行。")
    return redirect("mandate", mandate.id)


def _refuse_unless_seen(request: Request, mandate: Inspection) -> None:
    if request.POST.get("version") != str(mandate.version):
        raise SomebodyWasFirst("方案在您打开这一页之后有变动，没有保存。请另开一页看过最新内容，再改。")


def _typed(mandate: Inspection) -> dict[str, object]:
    fields = ("title", "subject", "basis", "basis_document", "designation", "activity", "content", "scope")
    more = ("methods", "criteria", "from_on", "to_on", "notice_on", "leader", "inspectors", "discipline")
    typed: dict[str, object] = {name: getattr(mandate, name) for name in (*fields, *more)}
    typed["members"] = "、".join(mandate.members)
    typed["targets"] = "\n".join(unit.name for unit in mandates.targets_of(mandate))
    typed["listed"] = str(mandate.listed_id or "")
    return typed


def _page(
    request: Request, form: PlanForm, mandate: Inspection | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "mandates/plan.html", {"form": form, "mandate": mandate}, status=status)


def _asking(request: Request, mandate: Inspection, form: ChangeForm, status: int = 200) -> HttpResponse:
    return render(request, "mandates/change.html", {"form": form, "mandate": mandate}, status=status)
