"""Leads: who may see them sees facts; the leader decides."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.actions import leads as lead_actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.leads.forms import DecisionForm, LeadForm
from luoshi.queries import leads, letters
from luoshi.rules.leads import LeadState
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@allowed(Permission.LETTERS_SEE)
def listed(request: Request) -> HttpResponse:
    """Show the leads; to nobody but those who draft and decide them."""
    if not leads.may_see(request.actor):
        raise Http404
    page = Paginator(leads.visible(request.actor), 50).get_page(request.GET.get("page"))
    return render(request, "leads/list.html", {"page": page, "is_ours": True})


@allowed(Permission.LETTERS_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Draft a lead about what was talked about and is still red."""
    unit = next((each for each in letters.addressable() if str(each.id) == request.GET.get("unit", "")), None)
    parts = leads.candidates(unit) if unit else []
    form = LeadForm(parts, request.POST or None)
    if unit and form.is_valid():
        chosen = [part for part in parts if str(part.id) in form.cleaned_data["items"]]
        try:
            lead = lead_actions.draft_lead(
                unit=unit,
                assignments=chosen,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.now,
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "已提请领导决定。其中只有事实，不评价个人，不提处理意见。")
            return redirect("lead", lead.id)
    ticked = form["items"].value() or [str(part.id) for part in parts]
    context = {
        "unit": unit,
        "form": form,
        "rows": [(part, str(part.id) in ticked) for part in parts],
        "is_ours": True,
    }
    return render(request, "leads/new.html", context, status=422 if form.errors else 200)


@allowed(Permission.LETTERS_SEE)
def shown(request: Request, lead_id: int) -> HttpResponse:
    """Show one lead."""
    lead = leads.visible_lead(request.actor, lead_id)
    if lead is None:
        raise Http404
    return _shown(request, lead, DecisionForm())


@allowed(Permission.LETTERS_APPROVE)
@require_POST
def decide(request: Request, lead_id: int) -> HttpResponse:
    """Decide one lead."""
    lead = leads.visible_lead(request.actor, lead_id)
    if lead is None:
        raise Http404
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            lead_actions.decide_lead(
                lead=lead,
                to=LeadState(form.cleaned_data["to"]),
                decision=form.cleaned_data["decision"],
                authority=form.cleaned_data["authority"],
                by=request.actor,
                at=request.now,
            )
        except (Refused, SomebodyWasFirst) as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, "决定已记入操作台账。移送函由办公室另行起草，本页内容为其事实依据。")
            return redirect("lead", lead_id)
    lead.refresh_from_db()
    return _shown(request, lead, form, 409)


def _shown(request: Request, lead: leads.Matter, form: DecisionForm, status: int = 200) -> HttpResponse:
    context = {
        "lead": lead,
        "items": leads.items_of(lead),
        "form": form,
        "may_decide": request.actor.may(Permission.LETTERS_APPROVE) and lead.state == LeadState.DRAFT,
        "is_ours": True,
    }
    return render(request, "leads/lead.html", context, status=status)
