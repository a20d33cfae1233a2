"""A talk is proposed: the unit first, then the notice; and a unit writes its plan after a talk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from luoshi.actions import talks as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.rectifications.forms import owner_choices, rows, wanted
from luoshi.pages.talks import views
from luoshi.pages.talks.forms import CallForm
from luoshi.queries import parameters, rectifications, talks
from luoshi.rules import talks as rules
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.talks import PLAN_OWED, TalkState
from luoshi.rules.units import UnitKind


@allowed(Permission.TALKS_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Propose a talk with one unit; nobody there is told before a leader approves it."""
    units = list(talks.addressable(request.today))
    unit = next((each for each in units if str(each.id) == request.GET.get("unit", "")), None)
    if unit is None:
        return render(request, "talks/new.html", {"units": units})
    form = CallForm(
        UnitKind(unit.kind),
        talks.may_answer(unit, request.today),
        talks.may_chair(request.today),
        talks.may_attend(unit, request.today),
        talks.letters_to(unit),
        request.POST if request.method == "POST" else None,
        initial={"letter": request.GET.get("letter", "")},
    )
    status = 200 if request.method != "POST" else 422
    if form.is_bound and form.is_valid():
        try:
            talk = actions.plan_talk(
                unit=unit, proposed=form.proposed, letter=form.of_letter, by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            status = 409
        else:
            messages.success(request, "约谈已提出，等局领导批准。批准之前对方看不到。")
            return redirect("talk", talk.id)
    book = parameters.book()
    notice, most = (book.value(key, request.today) for key in ("talk.notice", "talk.materials"))
    context = {"unit": unit, "form": form, "notice": notice, "most": most}
    return render(request, "talks/new.html", context, status=status)


@allowed(Permission.RECTIFY)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, talk_id: int) -> HttpResponse:
    """Write one's own unit's plan of rectification, row by row."""
    talk = views.one(request, talk_id)
    refused = ""
    if TalkState(talk.state) not in PLAN_OWED:
        refused = rules.why_not_move(TalkState(talk.state), TalkState.PLAN) or ""
    owners = owner_choices(rectifications.owners(talk.unit, request.today))
    typed = request.POST if request.method == "POST" else None
    more = typed is not None and "more" in typed
    items, status = rows(owners, typed, more=more), 409 if refused else 200
    if typed is not None and not more:
        status = 422
        if items.is_valid():
            try:
                actions.file_plan(talk=talk, items=wanted(items), by=request.actor, at=request.now)
            except (Refused, SomebodyWasFirst) as refusal:
                refused, status = refusal.reason, 409
            else:
                messages.success(request, "整改方案已报送。改到位一项，在整改页报送一项。")
                return redirect("talk", talk_id)
    context = {"talk": talk, "items": items, "refused": refused, "more": more, "status": status}
    return render(request, "talks/plan.html", context, status=status)
