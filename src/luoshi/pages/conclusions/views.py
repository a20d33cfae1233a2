"""The conclusions: the list, one with what may be done, and the writing of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.actions import conclusions as actions
from luoshi.pages import writing
from luoshi.pages.conclusions import offers
from luoshi.pages.conclusions.forms import ConclusionForm
from luoshi.pages.doors import Request, allowed
from luoshi.pages.mandates import views as mandate_views
from luoshi.pages.mandates.stepping import Row
from luoshi.queries import calendar, conclusions
from luoshi.queries.conclusions import Finding
from luoshi.rules.conclusions import REVIEW_TURNS, TURNS, ConclusionState, ReviewState, why_not_conclude
from luoshi.rules.mandates import Basis
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.people import Permission

ROWS = 50


@allowed(Permission.MANDATES_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show the conclusions that the visitor may see, newest first, with the day that binds next."""
    page = Paginator(conclusions.visible(request.actor), ROWS).get_page(request.GET.get("page"))
    context = {
        "here": "conclusions",
        "heading": "督查结论",
        "lead": "一个单位一份，反馈、签收、复核",
        "thing_words": "督查",
        "page": page,
        "rows": [_row(each) for each in page.object_list],
        "empty_title": "还没有督查结论",
        "empty_text": "督查结束后，在立项页逐个单位写明事实和结论，批准后反馈；单位签收后可以申请复核。",
        "may_see_sanctions": request.actor.may(Permission.SANCTIONS_SEE),
        "calendar": calendar.work_calendar(),
    }
    return render(request, "mandates/matters.html", context)


def _row(each: Finding) -> Row:
    review = getattr(each, "review", None)
    url = reverse("conclusion", args=[each.id])
    if review is None:
        state = ConclusionState(each.state)
        due_on = each.apply_by_on if state is ConclusionState.RECEIVED else None
        return Row(url, each.mandate.title, each.unit.name, state, TURNS[state], due_on)
    at = ReviewState(review.state)
    due_on = None if review.decided_at else review.decide_by_on
    late = "逾期申请复核" if review.is_late else "已申请复核"
    return Row(url, each.mandate.title, each.unit.name, at, REVIEW_TURNS[at], due_on, late)


@allowed(Permission.MANDATES_SEE)
@require_safe
def shown(request: Request, conclusion_id: int) -> HttpResponse:
    """Show one conclusion: facts, findings, its review, what it suggests, and the next step."""
    return page_of(request, one(request, conclusion_id))


@allowed(Permission.MANDATES_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, mandate_id: int) -> HttpResponse:
    """Write what a finished inspection concluded about one of its units."""
    mandate = mandate_views.one(request, mandate_id)
    units = conclusions.unconcluded(mandate)
    refusal = why_not_conclude(Basis(mandate.basis), MandateState(mandate.state), is_target=True)
    if refusal is None and not units:
        refusal = "督查对象都已有结论。"
    if refusal:
        return mandate_views.page_of(request, mandate, refusal, 409)
    form = ConclusionForm(request.POST if request.method == "POST" else None, units=units)
    context = {"form": form, "mandate": mandate, "back": reverse("mandate", args=[mandate.id])}
    return writing.write(
        request,
        "conclusions/form.html",
        context,
        keep=lambda: actions.draft_conclusion(
            mandate=mandate,
            unit=form.units[form.cleaned_data["unit"]],
            facts=form.cleaned_data["facts"],
            findings=form.cleaned_data["findings"],
            by=request.actor,
            at=request.now,
        ),
        said="草稿已保存。核对后写明文号，送局领导批准。",
        page="conclusion",
    )


@allowed(Permission.MANDATES_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, conclusion_id: int) -> HttpResponse:
    """Write a draft anew, as it was seen."""
    conclusion = one(request, conclusion_id)
    if conclusion.state != ConclusionState.DRAFT:
        label = ConclusionState(conclusion.state).label
        return page_of(request, conclusion, f"督查结论现为“{label}”，不能修改。", 409)
    initial = {"facts": conclusion.facts, "findings": conclusion.findings}
    form = ConclusionForm(request.POST if request.method == "POST" else None, initial=initial)
    context = {
        "form": form,
        "mandate": conclusion.mandate,
        "conclusion": conclusion,
        "back": reverse("conclusion", args=[conclusion.id]),
    }
    return writing.write(
        request,
        "conclusions/form.html",
        context,
        keep=lambda: actions.edit_conclusion(
            conclusion=conclusion, **form.cleaned_data, by=request.actor, at=request.now
        ),
        said="修改已保存。",
        page="conclusion",
        seen=conclusion,
    )


def one(request: Request, conclusion_id: int) -> Finding:
    """Return a conclusion that the visitor may see. Raises Http404."""
    found = conclusions.visible_one(request.actor, conclusion_id)
    if found is None:
        raise Http404
    return found


def page_of(request: Request, conclusion: Finding, refused: str = "", status: int = 200) -> HttpResponse:
    """Return the page of a conclusion, with why a step was not taken, if one was not."""
    state = ConclusionState(conclusion.state)
    review = conclusions.review_of(conclusion)
    is_unit = request.actor.may(Permission.MANDATES_ANSWER)
    # What is suggested, and to whom, is between the office and those who approve it.
    suggestions = [] if is_unit else conclusions.suggestions_of(conclusion)
    context: dict[str, Any] = {
        "conclusion": conclusion,
        "mandate": conclusion.mandate,
        "state": state,
        "turn": TURNS[state],
        "review": review,
        "review_state": ReviewState(review.state) if review else None,
        "members": conclusions.members_of(review) if review and not is_unit else {},
        "suggestions": [
            (each, offers.of_suggestion(request.actor, conclusion, each)) for each in suggestions
        ],
        "offers": offers.of(request.actor, conclusion, review),
        "may_edit": request.actor.may(Permission.MANDATES_DRAFT) and state is ConclusionState.DRAFT,
        "refused": refused,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "conclusions/conclusion.html", context, status=status)
