"""Recorded accountability: the list in the order of entry, one record, and the entering of one.

Shown to who keeps it; a unit sees what was decided about itself. There is no list by person and no count.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.actions import sanctions as actions
from luoshi.pages import writing
from luoshi.pages.doors import Request, allowed
from luoshi.pages.handing import handed
from luoshi.pages.mandates.stepping import Row
from luoshi.pages.sanctions import offers
from luoshi.pages.sanctions.forms import MaterialForm
from luoshi.queries import calendar, sanctions
from luoshi.queries.sanctions import Case
from luoshi.rules.opinions import Hearing
from luoshi.rules.people import Permission
from luoshi.rules.sanctions import (
    ELSEWHERE,
    LAW,
    NO_STAY,
    TURNS,
    AppealKind,
    AppealState,
    Form,
    SanctionState,
    SubjectKind,
    paper_of,
)

ROWS = 50


@allowed(Permission.SANCTIONS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show the records that the visitor may see, in the order of entry."""
    keeps = request.actor.may(Permission.SANCTIONS_KEEP)
    page = Paginator(sanctions.visible(request.actor), ROWS).get_page(request.GET.get("page"))
    rows = [
        Row(
            reverse("sanction", args=[each.id]),
            f"{each.get_subject_kind_display()}：{each.get_form_display()}",
            each.unit.name,
            SanctionState(each.state),
            TURNS[SanctionState(each.state)],
            None,
        )
        for each in page.object_list
    ]
    context = {
        "here": "sanctions",
        "heading": "督导问责",
        "lead": "只登记教育督导委员会已经作出的决定，系统不提名、不排序",
        "thing_words": "问责",
        "page": page,
        "rows": rows,
        "new_url": reverse("sanction-new") if keeps else "",
        "new_words": "登记问责事实材料",
        "empty_title": "没有问责记录",
        "empty_text": "委员会启动问责后，依次登记材料、申辩和决定；属于其他机关的，只出具建议书或移交函。",
        "may_see_sanctions": True,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "mandates/matters.html", context)


@allowed(Permission.SANCTIONS_SEE)
@require_safe
def shown(request: Request, sanction_id: int) -> HttpResponse:
    """Show one record with its clocks and the next step."""
    return page_of(request, one(request, sanction_id))


@allowed(Permission.SANCTIONS_KEEP)
@require_safe
def paper(request: Request, sanction_id: int, ending: str) -> HttpResponse:
    """Hand out the 《处分建议书》 or 移交函 of what belongs to another authority."""
    sanction = one(request, sanction_id)
    if (form := Form(sanction.form)) not in ELSEWHERE:
        words = f"“{form.label}”由教育督导委员会决定，不出具处分建议书或者移交函。"
        return page_of(request, sanction, words, 409)
    return handed(sanctions.paper(sanction, request.today), ending)


@allowed(Permission.SANCTIONS_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Enter the material of a case that the committee opened."""
    form = MaterialForm(request.POST if request.method == "POST" else None)
    return writing.write(
        request,
        "sanctions/form.html",
        {"form": form},
        keep=lambda: actions.prepare_sanction(
            unit=form.cleaned_data["unit"],
            mandate=None,
            material=form.material,
            by=request.actor,
            at=request.now,
        ),
        said="事实材料已登记。书面告知并听取陈述申辩以后，才能登记决定。",
        page="sanction",
    )


def one(request: Request, sanction_id: int) -> Case:
    """Return a record that the visitor may see. Raises Http404."""
    found = sanctions.visible_one(request.actor, sanction_id)
    if found is None:
        raise Http404
    return found


def page_of(request: Request, sanction: Case, refused: str = "", status: int = 200) -> HttpResponse:
    """Return the page of a record, with why a step was not taken, if one was not."""
    state, form = SanctionState(sanction.state), Form(sanction.form)
    keeps = request.actor.may(Permission.SANCTIONS_KEEP)
    appeals = sanctions.appeals_of(sanction)
    context: dict[str, Any] = {
        "sanction": sanction,
        "state": state,
        "turn": TURNS[state],
        "subject": SubjectKind(sanction.subject_kind),
        "form_words": form.label,
        "hearing": Hearing(sanction.hearing).label if sanction.hearing else "",
        "keeps": keeps,
        "hint": offers.hint(sanction, request.today) if keeps else "",
        "paper": paper_of(form) if keeps and form in ELSEWHERE else "",
        "is_team_late": sanction.team_on > sanction.team_by_on,
        "rights": offers.rights(sanction),
        "no_stay": NO_STAY,
        "law": LAW,
        "appeals": [
            (
                each,
                AppealKind(each.kind),
                AppealState(each.state),
                offers.of_appeal(request.actor, sanction, each),
            )
            for each in appeals
        ],
        "offers": offers.of(request.actor, sanction, appeals),
        "refused": refused,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "sanctions/sanction.html", context, status=status)
