"""Requests for data: what was asked by whom, what it costs; one with its gate and its values."""

from __future__ import annotations

from urllib.parse import quote

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.crafts import sheets
from luoshi.pages.doors import Request, allowed
from luoshi.pages.requests.forms import AnswerForm
from luoshi.queries import burden, calendar, requests
from luoshi.queries.requests import Asked
from luoshi.rules.people import Permission
from luoshi.rules.requests.gate import ASKERS
from luoshi.rules.requests.states import OUT, TURNS, RequestKind, RequestState

ROWS = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allowed(Permission.REQUESTS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show every request in the actor's sight, newest first, and those that wait for the actor's unit."""
    found = requests.counted(requests.visible(request.actor))
    state = request.GET.get("state", "")
    if state in RequestState.codes():
        found = found.filter(state=state)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, RequestState(each.state), RequestKind(each.kind)) for each in page.object_list],
        "waiting": list(requests.to_answer(request.actor)[:20]),
        "own": _own_week(request),
        "state": state,
        "states": RequestState.choices(),
        "may_draft": request.actor.may(Permission.REQUESTS_DRAFT) and request.actor.unit_kind in ASKERS,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "requests/list.html", context)


def _own_week(request: Request) -> tuple[int, int, list[tuple[str, int]]] | None:
    """Return the minutes of the week of the actor's unit, the budget, and what they are made of."""
    if not request.actor.may(Permission.REQUESTS_ANSWER):
        return None
    minutes, budget = burden.own_week(request.actor, burden.week_of(request.today), request.today)
    parts = [(kind.label, each) for kind, each in minutes.items() if each]
    return sum(minutes.values()), budget, parts


@allowed(Permission.REQUESTS_SEE)
@require_safe
def shown(request: Request, request_id: int) -> HttpResponse:
    """Show one request: what is asked for and why, what stands against it, what was reported."""
    return page_of(request, one(request, request_id))


def one(request: Request, request_id: int) -> Asked:
    """Return a request that the actor may see. Raises Http404."""
    found = requests.visible_one(request.actor, request_id)
    if found is None:
        raise Http404
    return found


def why_not_as_seen(request: Request, asked: Asked) -> str | None:
    """Return why a step on a request is not taken: it is no longer as the sender saw it; None when it is."""
    if request.POST.get("version", str(asked.version)) == str(asked.version):
        return None
    return "这项要求在您打开这一页之后有变动，没有办理。请看过最新内容再办。"


def answer_form(request: Request, asked: Asked, data: object = None) -> AnswerForm | None:
    """Return the form by which the actor's unit answers; None when it is asked nothing that it could say."""
    part = requests.addressee(asked, request.actor.unit_id)
    is_open = asked.state in {RequestState.ASKED, RequestState.ANSWERED}
    if part is None or not is_open or not request.actor.may(Permission.REQUESTS_ANSWER):
        return None
    [line] = [each for each in requests.lines(asked, request.actor) if each.addressee.id == part.id]
    known = {number for number, value in line.values.items() if value.source}
    fields = [field for field in requests.fields_of(asked) if field.id not in known]
    told = {f"f{number}": value.value for number, value in line.values.items()}
    return AnswerForm(fields, data, now=request.now, initial=told)


def page_of(
    request: Request, asked: Asked, refused: str = "", tried: Form | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of a request, with why something was not done, if anything was not."""
    state, actor = RequestState(asked.state), request.actor
    is_own = asked.asker_id == actor.unit_id
    is_draft = state is RequestState.DRAFT
    fields, lines = requests.fields_of(asked), requests.lines(asked, actor)
    own = next((line for line in lines if line.addressee.unit_id == actor.unit_id), None)
    context = {
        "asked": asked,
        "state": state,
        "kind": RequestKind(asked.kind),
        "turn": TURNS[state],
        "fields": fields,
        "lines": [(line.addressee, [line.values.get(field.id) for field in fields]) for line in lines],
        "own": own,
        "answered": sum(1 for line in lines if line.addressee.answered_at),
        "form": tried if isinstance(tried, AnswerForm) else answer_form(request, asked),
        "bars": requests.bars(asked, request.today) if is_draft else (),
        "blocks": requests.blocks_of(asked) if is_own else [],
        "is_own": is_own,
        "is_draft": is_draft,
        "is_out": state in OUT,
        "may_draft": is_own and actor.may(Permission.REQUESTS_DRAFT),
        "may_ask": is_own and actor.may(Permission.REQUESTS_ASK),
        "refused": refused,
        "calendar": calendar.work_calendar(),
    }
    return render(request, "requests/request.html", context, status=status)


@allowed(Permission.REQUESTS_SEE)
@require_safe
def values_xlsx(request: Request, request_id: int) -> HttpResponse:
    """Give out the values that the page shows, a unit a row."""
    asked = one(request, request_id)
    fields = requests.fields_of(asked)
    header = [
        "单位",
        *(f"{each.order}.{each.name}{each.measure and f'（{each.measure}）'}" for each in fields),
        "报出日期",
    ]
    rows = [
        (
            line.addressee.unit.short_name,
            *(line.values[field.id].value if field.id in line.values else "" for field in fields),
            line.addressee.answered_at.date() if line.addressee.answered_at else None,
        )
        for line in requests.lines(asked, request.actor)
    ]
    response = HttpResponse(sheets.write(asked.title, header, rows), content_type=_XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(asked.title)}.xlsx"
    return response
