"""A task is broken down on one page: units, projects, links, weeks; a look at it all; one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from luoshi.actions import plans as actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.numbers import whole
from luoshi.pages.plans.forms import LinkForms, ShapeForm, WaitForm
from luoshi.pages.tasks import chart
from luoshi.queries import calendar, plans
from luoshi.queries.plans import Pasted, Projects, Sketch
from luoshi.rules import audit
from luoshi.rules import plans as rules
from luoshi.rules.lamps import Trajectory
from luoshi.rules.people import Permission
from luoshi.rules.plans import Link, Shape
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.tasks import DRAFTS

LONGEST_PASTE = 200_000
_FIRST = "form-0-name"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a break-down was typed to be: understood, with what it makes, and a mark of exactly this."""

    links: tuple[Link, ...]
    days: tuple[date, ...]
    projects: Projects
    sketch: Sketch
    drawing: SafeString
    seen: str

    @property
    def dated(self) -> list[tuple[str, date]]:
        """The links with their days."""
        return [(link.name, day) for link, day in zip(self.links, self.days, strict=True)]


@allowed(Permission.DOCUMENTS_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, task_id: int) -> HttpResponse:
    """Show the plan of a task; take a break-down, to be looked at first and then made."""
    task = planned(task_id)
    if request.method != "POST":
        return page(request, task)
    try:
        typed = _understood(request, task)
        if request.POST.get("step") != "do" or request.POST.get("seen") != typed.seen:
            return page(request, task, request.POST, typed=typed)
        made = actions.break_down(
            task=task,
            links=typed.links,
            days=typed.days,
            projects=typed.projects,
            version=whole(request.POST.get("version", "")) or 0,
            reason=request.POST.get("reason", ""),
            by=request.actor,
            at=request.now,
        )
    except (Refused, SomebodyWasFirst) as refusal:
        return page(request, task, request.POST, error=refusal.reason, status=422)
    messages.success(
        request,
        f"已分解：{made.units}个单位、{made.projects}个项目，共{made.pieces:,}个项目环节。"
        + (
            "发布后各单位在周报里按环节勾选。"
            if task.state in DRAFTS
            else "各单位已收到通知，周报按环节勾选。"
        ),
    )
    return redirect("plan", task.id)


def planned(task_id: int) -> Any:
    """Return a task that may be planned. Raises Http404."""
    task = plans.draft(task_id)
    if task is None or (task.state in DRAFTS and task.document.published_at):
        raise Http404
    return task


def page(
    request: Request,
    task: Any,
    data: QueryDict | None = None,
    *,
    typed: Typed | None = None,
    shape_form: ShapeForm | None = None,
    wait_form: WaitForm | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page of a task's plan with what was typed, what it would make, and what was not right."""
    is_draft = task.state in DRAFTS
    kept = plans.links_of(task.id)
    chosen = _chosen_units(task, data)
    context = {
        "task": task,
        "is_draft": is_draft,
        "back": f"{reverse('document-desk', args=[task.document_id])}#d{task.id}"
        if is_draft
        else reverse("task", args=[task.id]),
        "error": error,
        "typed": typed,
        "units": [(unit, part, unit.id in chosen) for unit, part in plans.choosable(task)],
        "links": _link_forms(request, task, data, kept),
        "fixed": bool(kept) and not is_draft,
        "templates": rules.TEMPLATES,
        "pasted": data.get("projects", "") if data else _written(task),
        "reason": data.get("reason", "") if data else "",
        "kept": kept,
        "kept_projects": plans.projects_of(task.id),
        "awaited": plans.awaited_by_tasks([task.id]).get(task.id, []),
        "awaitable": plans.awaitable(task),
        "wait": wait_form or WaitForm(),
        "calendar": calendar.work_calendar(),
    }
    if is_draft and task.due_on:
        context |= _shaped(request, task, shape_form)
    return render(request, "plans/plan.html", context, status=status)


def _link_forms(
    request: Request, task: Any, data: QueryDict | None, kept: Sequence[tuple[Link, date | None]]
) -> Any:
    """Return the lines for links: as typed, else as they stand; of a task in the ledger only days change."""
    is_fixed = bool(kept) and task.state not in DRAFTS
    options: dict[str, Any] = {"form_kwargs": {"is_fixed": is_fixed}}
    if data is not None and _FIRST in data:
        return LinkForms(data, **options)
    forms = LinkForms(initial=_initial(request, task, kept), **options)
    if is_fixed:
        forms.extra = 0
    return forms


def _shaped(request: Request, task: Any, tried: ShapeForm | None) -> dict[str, Any]:
    """Return the form for the shape and what it would look like: as asked for, else as kept."""
    form = tried or (ShapeForm(request.GET) if "shape" in request.GET else ShapeForm(initial=_shape_of(task)))
    curve = [(date.fromisoformat(day), planned_x100) for day, planned_x100 in task.curve]
    shape = Shape(task.shape)
    if form.is_bound and form.is_valid():
        shape = Shape(form.cleaned_data["shape"])
        try:
            if shape is Shape.OWN:
                curve = list(rules.read_curve(form.cleaned_data["curve"], task.start_on, task.due_on))
        except Refused as refusal:
            form.add_error("curve", refusal.reason)
            shape, curve = Shape(task.shape), [(date.fromisoformat(d), p) for d, p in task.curve]
    steps = plans.laid_steps(task, shape, curve, calendar.work_calendar())
    points = [(step.due_on, step.planned_x100) for step in steps]
    return {"shape_form": form, "shape": shape, "steps": steps, "drawing": _drawing(request, task, points)}


def _shape_of(task: Any) -> dict[str, str]:
    lines = (f"{day} {planned_x100 / 100:g}%" for day, planned_x100 in task.curve)
    return {"shape": task.shape, "curve": "\n".join(lines)}


def _drawing(request: Request, task: Any, points: Sequence[tuple[date, int]]) -> SafeString:
    way = Trajectory(task.start_on, task.due_on, tuple(points))
    said = "，".join(f"{day.month}月{day.day}日{planned_x100 / 100:g}%" for day, planned_x100 in points[:40])
    return chart.drawn(way, [], [], request.today, f"计划进度：{said}")


def _initial(
    request: Request, task: Any, kept: Sequence[tuple[Link, date | None]]
) -> list[dict[str, object]]:
    """Return the links that stand in the form: those of the template asked for, kept, or fitting."""
    asked = next((each for each in rules.TEMPLATES if each.key == request.GET.get("template")), None)
    links: Sequence[tuple[Link, date | None]] = kept
    if asked or not kept:
        links = [(link, None) for link in (asked or rules.suggested(task.campaign)).links]
    return [
        {
            "name": link.name,
            "weight": link.weight,
            "is_gate": link.is_gate,
            "holder": link.holder,
            "due_on": day,
        }
        for link, day in links
    ]


def _written(task: Any) -> str:
    """Return the projects that a task was broken down into, as they were pasted."""
    if task.state not in DRAFTS:
        return ""
    names = {unit.id: unit.short_name for unit, _ in plans.choosable(task)}
    return "\n".join(
        f"{names.get(unit, '')}\t{name}\t{code}".rstrip() for unit, name, code in plans.projects_of(task.id)
    )


def _chosen_units(task: Any, data: QueryDict | None) -> set[int]:
    if data is not None and _FIRST in data:
        return {number for each in data.getlist("unit") if (number := whole(each)) is not None}
    return plans.to_begin_with(task)


def _understood(request: Request, task: Any) -> Typed:
    """Return what was typed. Raises Refused with all that is wrong in it."""
    if task.due_on is None:
        raise Refused("这条还没有完成时限，排不出计划。请先在读文台定完成时限。")
    links, given = _typed_links(request.POST)
    if refusal := rules.why_not_links(links):
        raise Refused(refusal)
    curve = [(date.fromisoformat(day), planned_x100) for day, planned_x100 in task.curve]
    steps = plans.laid_steps(task, Shape(task.shape), curve, calendar.work_calendar())
    days = tuple(day or laid for day, laid in zip(given, rules.weeks(links, steps), strict=True))
    if refusal := rules.why_not_days(links, days, task.start_on, task.due_on):
        raise Refused(refusal)
    chosen = _chosen_units(task, request.POST)
    units = [unit for unit, _ in plans.choosable(task) if unit.id in chosen]
    if not units:
        raise Refused("还没有选单位。请勾选至少一个责任单位。")
    pasted = _pasted(request.POST.get("projects", ""), units)
    sketch = plans.sketch(task, pasted.projects, len(links))
    weights = [(day, link.weight) for day, link in zip(days, links, strict=True)]
    drawing = _drawing(request, task, rules.points(weights))
    seen = audit.digest(repr((task.version, links, days, sorted(pasted.projects.items()))))
    return Typed(tuple(links), days, pasted.projects, sketch, drawing, seen)


def _pasted(text: str, units: Sequence[Any]) -> Pasted:
    if len(text) > LONGEST_PASTE:
        raise Refused(f"粘贴的项目清单太长（{len(text):,}字），请分开办理。")
    pasted = plans.understood(text, units)
    if pasted.faults:
        more = f"另有{len(pasted.faults) - 20}处。" if len(pasted.faults) > 20 else ""
        told = "。".join(pasted.faults[:20])
        raise Refused(f"项目清单有{len(pasted.faults)}处要改：{told}。{more}没有保存任何内容。")
    return pasted


def _typed_links(data: QueryDict) -> tuple[list[Link], list[date | None]]:
    forms = LinkForms(data)
    if not forms.is_valid():
        wrong = [
            f"第{number}个环节：{error}"
            for number, form in enumerate(forms, start=1)
            for each in form.errors.values()
            for error in each
        ]
        raise Refused("".join(wrong[:10]) or "环节没有填好，请刷新后重填。")
    filled = [form for form in forms if form.cleaned_data.get("name")]
    return [form.link for form in filled], [form.cleaned_data["due_on"] for form in filled]
