"""A plan is written and edited as a draft; once approved, a change of it is asked for."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from luoshi.actions import mandates as actions
from luoshi.pages import writing
from luoshi.pages.doors import Request, allowed
from luoshi.pages.mandates import views
from luoshi.pages.mandates.forms import ChangeForm, PlanForm
from luoshi.queries import mandates
from luoshi.queries.mandates import Inspection
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.people import Permission


@allowed(Permission.MANDATES_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Write a new plan."""
    form = PlanForm(request.POST if request.method == "POST" else None, today=request.today)
    return writing.write(
        request,
        "mandates/plan.html",
        {"form": form, "mandate": None},
        keep=lambda: actions.draft_mandate(
            written=form.written,
            targets=form.cleaned_data["targets"],
            listed=form.listed_item,
            by=request.actor,
            at=request.now,
        ),
        said="草稿已保存。请看“合规检查”，没有问题后送局领导批准。",
        page="mandate",
    )


@allowed(Permission.MANDATES_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, mandate_id: int) -> HttpResponse:
    """Write a draft anew, as it was seen."""
    mandate = views.one(request, mandate_id)
    if mandate.state != MandateState.DRAFT:
        label = MandateState(mandate.state).label
        return views.page_of(request, mandate, f"督查立项现为“{label}”，不能直接修改。", 409)
    typed = request.POST if request.method == "POST" else None
    form = PlanForm(typed, initial=_typed(mandate), today=request.today)
    return writing.write(
        request,
        "mandates/plan.html",
        {"form": form, "mandate": mandate},
        keep=lambda: actions.edit_mandate(
            mandate=mandate,
            written=form.written,
            targets=form.cleaned_data["targets"],
            listed=form.listed_item,
            by=request.actor,
            at=request.now,
        ),
        said="修改已保存。",
        page="mandate",
        seen=mandate,
    )


@allowed(Permission.MANDATES_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, mandate_id: int) -> HttpResponse:
    """Ask for a change of an approved plan."""
    mandate = views.one(request, mandate_id)
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=_typed(mandate))
    return writing.write(
        request,
        "mandates/change.html",
        {"form": form, "mandate": mandate},
        keep=lambda: (
            actions.ask_change(
                mandate=mandate,
                wanted=form.wanted,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.now,
            ).mandate
        ),
        said="变更申请已送局领导批准，批准之前按原方案执行。",
        page="mandate",
        seen=mandate,
    )


def _typed(mandate: Inspection) -> dict[str, object]:
    fields = ("title", "subject", "basis", "basis_document", "designation", "activity", "content", "scope")
    more = ("methods", "criteria", "from_on", "to_on", "notice_on", "leader", "inspectors", "discipline")
    typed: dict[str, object] = {name: getattr(mandate, name) for name in (*fields, *more)}
    typed["members"] = "、".join(mandate.members)
    typed["targets"] = "\n".join(unit.name for unit in mandates.targets_of(mandate))
    typed["listed"] = str(mandate.listed_id or "")
    return typed
