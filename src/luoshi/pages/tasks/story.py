"""One task from the sentence it came from to its end, and the same in short beside the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from luoshi.pages.doors import Request, allowed
from luoshi.pages.forecasts import told as foretold
from luoshi.pages.tasks import chart, events, helping, pieces, steps
from luoshi.pages.tasks.chart import Reported
from luoshi.pages.tasks.forms import RefuseForm
from luoshi.pages.times import told as timed
from luoshi.queries import alerts, calendar, contradictions, lamps, letters, reports, tasks
from luoshi.queries.tasks import Part
from luoshi.rules import lamps as lamp_rules
from luoshi.rules import ways
from luoshi.rules.calendar import short_date
from luoshi.rules.contradictions import ContradictionState
from luoshi.rules.lamps import Lamp, PausedWay, Trajectory, Verdict
from luoshi.rules.people import Permission
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState, Role

_WORST_FIRST = [Lamp.RED, Lamp.YELLOW, Lamp.GREY, Lamp.GREEN, Lamp.BLUE]


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's part as the page shows it; a helping unit burns no lamp and has no verdict."""

    part: Part
    role: Role
    state: AssignmentState
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Week:
    """A milestone: what is planned by its day, what had been reported (None: nothing, or not yet).

    `published_x100` is what the plan as published had for the day.
    """

    day: date
    planned_x100: int
    claimed_x100: int | None
    published_x100: int


@allowed(Permission.TASKS_SEE)
@require_safe
def task(request: Request, task_id: int) -> HttpResponse:
    """Show the whole story of a task; `?part=` says whose part the drawing and the buttons are about."""
    return shown(request, task_id, request.GET.get("part", ""))


@allowed(Permission.TASKS_SEE)
@require_safe
def task_panel(request: Request, task_id: int) -> HttpResponse:
    """Show a task in short beside the list; asked for as a page of its own, it is the task's page."""
    wanted = request.GET.get("part", "")
    if not request.htmx:
        return redirect(f"{reverse('task', args=[task_id])}?part={wanted}")
    return render(request, "tasks/panel.html", _context(request, task_id, wanted, chart.NARROW))


def shown(
    request: Request, task_id: int, wanted: str, form: RefuseForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of a task, with a form that was not yet right, if any."""
    context = _context(request, task_id, wanted)
    found, part = context["task"], context["chosen"].part
    about = letters.about(request.actor, [part])
    asked = contradictions.about(request.actor, part)
    context |= {
        "form": form or RefuseForm(),
        "is_refusing": form is not None,
        "alerts": alerts.about([part]),
        "questions": [each for each in asked if each.state is ContradictionState.ASKED],
        "past_questions": [each for each in asked if each.state is not ContradictionState.ASKED],
        "may_close": request.actor.may(Permission.REPORTS_REVIEW),
        "here": request.get_full_path(),
        "letters": about,
        "events": events.told(request.actor, found, part, about, request.today),
    }
    return render(request, "tasks/task.html", context, status=status)


def _context(request: Request, task_id: int, wanted: str, width: int = chart.WIDE) -> dict[str, Any]:
    """Return what the page and the panel both show. Raises Http404 when absent or not this actor's."""
    found = tasks.visible_task(request.actor, task_id)
    if found is None:
        raise Http404
    parts = tasks.parts(request.actor, found)
    way = tasks.trajectory(found)
    judge = lamps.judge_with(request.today)
    lines = [
        Line(
            part,
            Role(part.role),
            AssignmentState(part.state),
            judge(part, way) if part.role in ACCOUNTABLE else None,
        )
        for part in parts
    ]
    chosen = _chosen(lines, wanted, request.actor.unit_id)
    told = reports.about(parts)
    reported = _reported(lines, told)
    own = reported.pop(chosen.part.id, [])
    own_way = lamp_rules.along(way, ways.read(chosen.part.change), request.today)
    said, days = _said(chosen, own, request.today), calendar.work_calendar()
    return {
        "task": found,
        "parts": parts,
        "lines": lines,
        "chosen": chosen,
        "steps": steps.of(request.actor, chosen.part, request.today),
        "is_last": tasks.is_last_accountable(chosen.part),
        "told": [each for each in told if each.assignment_id == chosen.part.id],
        "chart": chart.drawn(own_way, own, list(filter(None, reported.values())), request.today, said, width),
        "chart_words": said,
        "time": timed.about(chosen.part, own_way, request.today, days),
        "forecast": foretold.about(chosen.part, request.today),
        "weeks": _weeks(own_way, way, own, request.today),
        **helping.about(chosen.part, way, request.today),
        **pieces.about(request.actor, chosen.part, request.today, days),
        "calendar": days,
        "is_over": found.state != "OPEN",
        "sees_documents": request.actor.may(Permission.DOCUMENTS_SEE),
    }


def _chosen(lines: Sequence[Line], wanted: str, unit_id: int) -> Line:
    """Return the part asked for, else one's own, else one waiting to be struck off, else the worst lamp."""

    def place(line: Line) -> tuple[bool, bool, bool, int]:
        return (
            str(line.part.id) != wanted,
            line.part.unit_id != unit_id,
            line.state is not AssignmentState.CLOSING,
            _WORST_FIRST.index(line.verdict.lamp) if line.verdict else len(_WORST_FIRST),
        )

    return min(lines, key=place)


def _reported(lines: Sequence[Line], told: Sequence[Any]) -> dict[int, list[Reported]]:
    """Return what each accountable part reported, oldest first, by part."""
    reported: dict[int, list[Reported]] = {line.part.id: [] for line in lines if line.verdict}
    for each in reversed(told):
        if each.assignment_id in reported:
            day = timezone.localdate(each.submitted_at)
            reported[each.assignment_id].append(Reported(day, each.claimed_x100))
    return reported


def _said(chosen: Line, own: Sequence[Reported], today: date) -> str:
    """Return in words what the drawing shows."""
    unit = chosen.part.unit.short_name
    if chosen.verdict is None:
        return f"{unit}是配合单位，不单独填报进度，也不单独亮灯。"
    if not own:
        return f"{unit}：还没有填报。{chosen.verdict.reason}。"
    latest = f"{short_date(own[-1].on, today)}报{own[-1].claimed_x100 / 100:g}%"
    return f"{unit}：共报{len(own)}次，最近一次{latest}。{chosen.verdict.reason}。"


def _weeks(
    way: Trajectory | PausedWay, published: Trajectory, own: Sequence[Reported], today: date
) -> list[Week]:
    """Return every milestone with what had been reported by then: the drawing as a table."""
    weeks = []
    for day, planned in way.points:
        before = [each.claimed_x100 for each in own if each.on <= day]
        claimed = before[-1] if before and day <= today else None
        weeks.append(Week(day, planned, claimed, published.planned(day)))
    return weeks
