"""What a 通报 will say is told to its unit; the unit answers; what was wrong is struck out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.actions import letters as letter_actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.letters.forms import AnswerForm, ReasonForm
from luoshi.queries import calendar, letters
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Permission, Scope
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@allowed(Permission.LETTERS_DRAFT)
@require_POST
def tell(request: Request, letter_id: int) -> HttpResponse:
    """Tell the unit what the draft says of it."""
    letter = letters.visible_letter(request.actor, letter_id)
    if letter is None:
        raise Http404
    hearing = letter_actions.tell_unit(letter=letter, by=request.actor, at=request.now)
    messages.success(
        request, f"已告知{letter.unit.name}，答复期到{full_date(hearing.due_on)}。期满或答复后再送签。"
    )
    return redirect("letter", letter_id)


@allowed(Permission.LETTERS_DRAFT)
@require_POST
def strike(request: Request, letter_id: int, row_id: int) -> HttpResponse:
    """Strike one item out of a draft."""
    letter = letters.visible_letter(request.actor, letter_id)
    item = next((each for each in letters.items_of(letter) if each.id == row_id), None) if letter else None
    if letter is None or item is None:
        raise Http404
    form = ReasonForm(request.POST)
    form.is_valid()
    letter_actions.strike_item(
        letter=letter,
        item=item,
        reason=form.cleaned_data.get("reason", ""),
        by=request.actor,
        at=request.now,
    )
    messages.success(request, f"已删去“{item.assignment.task.summary}”，理由已记入操作台账。")
    return redirect("letter", letter_id)


@allowed(Permission.LETTERS_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def hearing(request: Request, hearing_id: int) -> HttpResponse:
    """Show a unit what will be said of it, and take its answer."""
    told = letters.visible_hearing(request.actor, hearing_id)
    if told is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    status = 200
    if form.is_bound and not form.is_valid():
        status = 409
    elif form.is_bound:
        try:
            letter_actions.answer_hearing(
                hearing=told, answer=form.cleaned_data["answer"], by=request.actor, at=request.now
            )
        except (Refused, SomebodyWasFirst) as refusal:
            form.add_error(None, refusal.reason)
            status = 409
        else:
            messages.success(request, "陈述申辩已收到，将随通报一并印出；经核实不符的事项会删去。")
            return redirect("hearing", hearing_id)
    letter = told.letter
    context = {
        "told": told,
        "letter": letter,
        "form": form,
        "paper": letters.paper(letter, today=request.today),
        "is_over": letters.is_over(told),
        "is_changed": not letters.is_as_told(told),
        "is_theirs": letter.unit_id == request.actor.unit_id and request.actor.may(Permission.LETTERS_REPLY),
        "is_ours": request.actor.scope is Scope.CITY,
        "room": "letter-list",
        "calendar": calendar.work_calendar(),
    }
    return render(request, "letters/hearing.html", context, status=status)
