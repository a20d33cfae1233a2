"""Who kept whom waiting; one obstacle with its clock, its answers and the next step; the form to ask."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.actions import obstacles as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.obstacles import links
from luoshi.pages.obstacles.forms import AgainForm, EndForm, OwnAnswerForm, RaiseForm
from luoshi.queries import calendar, obstacles, parameters, tasks
from luoshi.queries.obstacles import Matter
from luoshi.rules import obstacles as rules
from luoshi.rules.calendar import full_date
from luoshi.rules.obstacles import ObstacleKind, ObstacleState, Outcome
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import AssignmentState, Role

ROWS = 50


@allowed(Permission.TASKS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show who kept whom waiting within a year, the bureau's own offices included."""
    helpers = obstacles.by_helper(request.actor, request.today)
    wanted = next((each for each in helpers if str(each.unit.id) == request.GET.get("helper")), None)
    waits = obstacles.waits(request.actor, request.today, wanted.unit.id if wanted else None)
    page = Paginator(waits, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": obstacles.told(page.object_list, request.today),
        "helpers": helpers,
        "wanted": wanted,
        "open": sum(each.open for each in helpers),
        "overdue": sum(each.overdue for each in helpers),
        "calendar": calendar.work_calendar(),
    }
    return render(request, "obstacles/list.html", context)


@allowed(Permission.TASKS_SEE)
@require_safe
def shown(request: Request, obstacle_id: int) -> HttpResponse:
    """Show one obstacle: the question, whose clock runs, the answers, and the next step."""
    return page_of(request, one(request, obstacle_id))


def one(request: Request, obstacle_id: int) -> Matter:
    """Return an obstacle that the actor may see. Raises Http404."""
    found = obstacles.visible_one(request.actor, obstacle_id)
    if found is None:
        raise Http404
    return found


def page_of(request: Request, matter: Matter, tried: Form | None = None, status: int = 200) -> HttpResponse:
    """Return the page of an obstacle, with a form that was not yet right, if any."""
    actor, part, state = request.actor, matter.assignment, ObstacleState(matter.state)
    askings, days = obstacles.askings_of(matter), calendar.work_calendar()
    last = askings[-1]
    is_asker = part.unit_id == actor.unit_id and actor.may(Permission.HELP_ASK)
    keeps_link = obstacles.needs_link(matter) and (is_asker or actor.may(Permission.LETTERS_ISSUE))
    book = parameters.book()
    no_again = (
        rules.why_not_ask_again(Outcome(last.outcome), last.number, "?", book, request.today)
        if state is ObstacleState.ANSWERED
        else None
    )
    link = links.address(last) if keeps_link and state is ObstacleState.ASKED else ""
    context = {
        "matter": matter,
        "part": part,
        "state": state,
        "last": last,
        "rounds": [
            (each, rules.waited(each.asked_on, each.due_on, each.answered_on or request.today, days))
            for each in askings
        ],
        "is_helper": matter.helper_id == actor.unit_id and actor.may(Permission.HELP_ANSWER),
        "is_asker": is_asker,
        "sees_task": tasks.visible_part(actor, part.id) is not None,
        "is_outside": obstacles.needs_link(matter),
        "sees_contact": keeps_link,
        "link": request.build_absolute_uri(link) if link else "",
        "may_give_link": keeps_link and state is ObstacleState.ASKED,
        "no_again": no_again,
        "most": book.value("help.most", request.today),
        "answer": tried if isinstance(tried, OwnAnswerForm) else OwnAnswerForm(),
        "again": tried if isinstance(tried, AgainForm) else AgainForm(prefix="again"),
        "end": tried if isinstance(tried, EndForm) else EndForm(prefix="end"),
        "form": tried,
        "calendar": days,
    }
    return render(request, "obstacles/obstacle.html", context, status=status)


@allowed(Permission.HELP_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def raise_one(request: Request, part_id: int) -> HttpResponse:
    """Ask for help with one's own unit's part."""
    part = tasks.visible_part(request.actor, part_id)
    if part is None:
        raise Http404
    if request.method != "POST":
        first = {"helper": request.GET.get("helper", ""), "kind": ObstacleKind.COORDINATION.value}
        return _asking(request, part, RaiseForm(initial=first, own_unit_id=request.actor.unit_id))
    form = RaiseForm(request.POST, own_unit_id=request.actor.unit_id)
    if not form.is_valid():
        return _asking(request, part, form, 422)
    said = form.cleaned_data
    try:
        matter = actions.raise_obstacle(
            assignment=part,
            kind=ObstacleKind(said["kind"]),
            helper=form.units[said["helper"]],
            words=said["words"],
            by=request.actor,
            at=request.now,
        )
    except (Refused, SomebodyWasFirst) as refusal:
        form.add_error(None, refusal.reason)
        return _asking(request, part, form, 409)
    due = full_date(obstacles.latest_asking(matter).due_on)
    how = "请把下面的链接发给对方。" if obstacles.needs_link(matter) else "对方的工作台已收到。"
    messages.success(
        request, f"已向{matter.helper.name}求助，应于{due}前答复；您的时限从明天起暂停计时。{how}"
    )
    return redirect("obstacle", matter.id)


def _asking(request: Request, part: Any, form: RaiseForm, status: int = 200) -> HttpResponse:
    context = {
        "part": part,
        "form": form,
        "why_not": rules.why_not_begin(
            is_own=part.unit_id == request.actor.unit_id,
            role=Role(part.role),
            state=AssignmentState(part.state),
        ),
        "reply": parameters.book().value("help.reply", request.today),
        "calendar": calendar.work_calendar(),
    }
    return render(request, "obstacles/raise.html", context, status=status)
