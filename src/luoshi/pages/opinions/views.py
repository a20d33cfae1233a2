"""The opinions: the list, one with what may be done, and the writing of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.actions import opinions as actions
from luoshi.pages import writing
from luoshi.pages.doors import Request, allowed
from luoshi.pages.handing import handed
from luoshi.pages.mandates import views as mandate_views
from luoshi.pages.mandates.stepping import Row
from luoshi.pages.opinions import offers
from luoshi.pages.opinions.forms import OpinionForm
from luoshi.queries import calendar, opinions
from luoshi.queries.opinions import Advice
from luoshi.rules.mandates import Basis
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.opinions import TURNS, Hearing, OpinionState, why_not_begin
from luoshi.rules.people import Permission

ROWS = 50


@allowed(Permission.MANDATES_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show the opinions that the visitor may see, newest first, with the day that binds next."""
    page = Paginator(opinions.visible(request.actor), ROWS).get_page(request.GET.get("page"))
    rows = [
        Row(
            reverse("opinion", args=[each.id]),
            each.mandate.title,
            each.unit.name,
            OpinionState(each.state),
            TURNS[OpinionState(each.state)],
            each.due_on,
        )
        for each in page.object_list
    ]
    context = {
        "here": "opinions",
        "heading": "督导意见书",
        "lead": "先反馈、听申辩，再印发；整改、核查、公布",
        "thing_words": "督导",
        "page": page,
        "rows": rows,
        "empty_title": "还没有督导意见",
        "empty_text": "教育督导立项批准后，在立项页逐个单位起草初步意见；反馈并听取申辩以后才能印发。",
        "may_see_sanctions": request.actor.may(Permission.SANCTIONS_SEE),
        "calendar": calendar.work_calendar(),
    }
    return render(request, "mandates/matters.html", context)


@allowed(Permission.MANDATES_SEE)
@require_safe
def shown(request: Request, opinion_id: int) -> HttpResponse:
    """Show one opinion: its parts, what was said against it, what was mended, and the next step."""
    return page_of(request, one(request, opinion_id))


@allowed(Permission.MANDATES_SEE)
@require_safe
def paper(request: Request, opinion_id: int, ending: str) -> HttpResponse:
    """Hand out the 督导意见书."""
    return handed(opinions.paper(one(request, opinion_id), request.today), ending)


@allowed(Permission.MANDATES_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, mandate_id: int) -> HttpResponse:
    """Write the preliminary opinion about one unit of an education inspection."""
    mandate = mandate_views.one(request, mandate_id)
    units = opinions.unheard_of(mandate)
    refusal = why_not_begin(Basis(mandate.basis), MandateState(mandate.state), is_target=True)
    if refusal is None and not units:
        refusal = "督导对象都已有督导意见。"
    if refusal:
        return mandate_views.page_of(request, mandate, refusal, 409)
    form = OpinionForm(request.POST if request.method == "POST" else None, units=units)
    context = {"form": form, "mandate": mandate, "back": reverse("mandate", args=[mandate.id])}
    return writing.write(
        request,
        "opinions/form.html",
        context,
        keep=lambda: actions.draft_opinion(
            mandate=mandate,
            unit=form.units[form.cleaned_data["unit"]],
            parts=form.parts,
            by=request.actor,
            at=request.now,
        ),
        said="草稿已保存。核对后向被督导单位反馈初步意见。",
        page="opinion",
    )


@allowed(Permission.MANDATES_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, opinion_id: int) -> HttpResponse:
    """Write an opinion anew, as it was seen: before it is sent, or once the unit was heard."""
    opinion = one(request, opinion_id)
    if opinion.state not in offers.EDITABLE:
        label = OpinionState(opinion.state).label
        return page_of(request, opinion, f"督导意见现为“{label}”，不能修改。", 409)
    parts = {name: getattr(opinion, name) for name in ("evaluation", "problems", "demands", "advice")}
    form = OpinionForm(request.POST if request.method == "POST" else None, initial=parts)
    back = reverse("opinion", args=[opinion.id])
    context = {"form": form, "mandate": opinion.mandate, "opinion": opinion, "back": back}
    return writing.write(
        request,
        "opinions/form.html",
        context,
        keep=lambda: actions.edit_opinion(
            opinion=opinion, parts=form.parts, by=request.actor, at=request.now
        ),
        said="修改已保存。",
        page="opinion",
        seen=opinion,
    )


def one(request: Request, opinion_id: int) -> Advice:
    """Return an opinion that the visitor may see. Raises Http404."""
    found = opinions.visible_one(request.actor, opinion_id)
    if found is None:
        raise Http404
    return found


def page_of(request: Request, opinion: Advice, refused: str = "", status: int = 200) -> HttpResponse:
    """Return the page of an opinion, with why a step was not taken, if one was not."""
    state = OpinionState(opinion.state)
    context: dict[str, Any] = {
        "opinion": opinion,
        "mandate": opinion.mandate,
        "state": state,
        "turn": TURNS[state],
        "hearing": Hearing(opinion.hearing).label if opinion.hearing else "",
        "offers": offers.of(request.actor, opinion, request.today),
        "may_edit": request.actor.may(Permission.MANDATES_DRAFT) and state in offers.EDITABLE,
        "refused": refused,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "opinions/opinion.html", context, status=status)
