"""The weekly account: a unit fills it in line by line, and its leaders look it over where that is asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from luoshi.actions import reports as report_actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.reports import offices, pieces, sittings, weeks
from luoshi.pages.reports.forms import BookForm, ChosenForm, LineForm, ReturnForm, numbers
from luoshi.pages.reports.rows import Row, shown
from luoshi.pages.reports.weeks import Week
from luoshi.queries import calendar, contradictions, reports, tasks
from luoshi.rules import reports as rules
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.contradictions import quantities
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.units import UnitKind


@allowed(Permission.REPORTS_SEE)
def week(request: Request) -> HttpResponse:
    """Show a week: to a unit its own account, to everybody else how each unit's account stands."""
    actor, written = request.actor, request.GET.get("week", "")
    if actor.may(Permission.REPORTS_SUBMIT):
        return _own(request, weeks.asked(written, request.today, actor.unit_id))
    return offices.show(request, weeks.asked(written, request.today, None))


def _own(request: Request, this: Week, tried: Row | None = None, status: int = 200) -> HttpResponse:
    actor = request.actor
    context: dict[str, Any] = {"week": this, "calendar": calendar.work_calendar()}
    context["excused"] = rules.why_not_account(UnitKind(actor.unit_kind))
    context["granted"] = reports.granted(this.monday, actor.unit_id)
    context["became"] = reports.became_of(actor, this.monday)
    if context["excused"] or this.period is None or this.closed:
        sent = reports.sent_in(actor, this.monday, actor.unit_id)
        context["sent"] = shown(sent, this.period, request.today)
        return render(request, "reports/closed.html", context)
    fixing, is_reopened = request.GET.get("fix", ""), this.period.is_reopened(request.today)
    lines = reports.week_of(actor, this.period, request.today)
    offers = contradictions.offered(lines)
    rows = [
        Row(line, is_fixing=str(id_) == fixing, is_reopened=is_reopened, offer=offers.get(id_))
        for line in lines
        for id_ in (line.assignment.id,)
    ]
    rows = pieces.counted(rows)
    unfolding = request.GET.get("pieces", "")
    rows = [
        pieces.unfolded(row) if row.is_broken_down and str(row.line.assignment.id) == unfolding else row
        for row in rows
    ]
    if tried:
        rows = [tried if row.line.assignment.id == tried.line.assignment.id else row for row in rows]
    owing = [
        period
        for period in reports.periods_open(request.today, actor.unit_id)
        if period.week_start < this.monday
    ]
    earlier = owing[-1] if owing else None
    context |= {
        "pending": reports.pending_in(actor, this.period),
        "rows": sorted(rows, key=lambda row: row.order),
        "told": sum(not row.line.is_waiting for row in rows),
        "owed": len(rows),
        "earlier": earlier,
        "earlier_owed": earlier and _owed(request, earlier),
        "is_late": rules.is_late(this.period, request.today),
        "book": BookForm(),
    }
    page = render(request, "reports/own.html", context, status=status)
    return sittings.begin(page, request, this.monday)


def _owed(request: Request, period: rules.Period) -> int:
    told, owed = reports.progress(request.actor, period.week_start)
    return owed - told


@allowed(Permission.REPORTS_SUBMIT)
@require_POST
def send(request: Request, assignment_id: int) -> HttpResponse:
    """Send one line; where it is not taken, give it back as typed with the reason."""
    assignment = tasks.own_part(request.actor, assignment_id)
    if assignment is None:
        raise Http404
    form = LineForm(request.POST)
    if not form.is_valid():
        return _again(request, assignment_id, str(next(iter(form.errors.values()))[0]), 422)
    data = form.cleaned_data
    sitting = sittings.read(request, data["week"])
    claimed_x100 = assignment.claimed_x100 if data["same"] else data["claimed_x100"]
    try:
        sent = report_actions.submit_report(
            assignment=assignment,
            week_start=data["week"],
            claimed_x100=claimed_x100,
            words=data["words"],
            revision=data["revision"],
            done=data["done"],
            sitting=sitting,
            by=request.actor,
            at=request.now,
        )
    except Refused as refusal:
        return _again(request, assignment_id, refusal.reason, 422)
    except SomebodyWasFirst as first:
        return _again(request, assignment_id, first.reason, 409)
    this = weeks.of(data["week"], sent.period, request.today)
    if request.htmx:
        line = reports.Line(assignment, sent.at_close, sent.report, sent.report.revision + 1)
        page = _line(request, this, Row(line), sent.days)
        page.write(_news(request, this, data["words"]))
        return sittings.go_on(page, request, this.monday, sitting)
    return redirect(f"{this.address}#line-{assignment_id}")


def _news(request: Request, this: Week, words: str) -> str:
    """Return the offers that an account with numbers in it makes for other lines; "" where it has none."""
    if not quantities(words) or this.period is None:
        return ""
    lines = reports.week_of(request.actor, this.period, request.today)
    offers = contradictions.offered(lines)
    rows = [Row(line, offer=offers[id_]) for line in lines if (id_ := line.assignment.id) in offers]
    return "".join(
        render_to_string("reports/own.html#offer", {"row": row, "is_late_news": True}) for row in rows
    )


def _again(request: Request, assignment_id: int, reason: str, status: int) -> HttpResponse:
    """Return the line as it was typed, with the reason, and the fresh state of the line where it changed."""
    this = weeks.asked(request.POST.get("week", ""), request.today, request.actor.unit_id)
    if this.period is None or this.closed:
        raise Refused(reason)
    line = _found(request, this, assignment_id)
    tried = Row(
        line, claimed=request.POST.get("claimed", ""), words=request.POST.get("words", ""), error=reason
    )
    if tried.is_broken_down:
        ticked = numbers(request.POST, "done") if request.POST.get("ticked") else None
        [tried] = pieces.counted([tried]) if ticked is None else [pieces.unfolded(tried, ticked)]
    if request.htmx:
        return _line(request, this, tried, calendar.work_calendar(), status)
    return _own(request, this, tried, status)


def _found(request: Request, this: Week, assignment_id: int) -> reports.Line:
    assert this.period is not None, "a week without a period takes no account"
    lines = reports.week_of(request.actor, this.period, request.today, only=assignment_id)
    if not lines:
        raise Refused("这一项不需要本单位报送周报。")
    return lines[0]


def _line(request: Request, this: Week, row: Row, days: WorkCalendar, status: int = 200) -> HttpResponse:
    context = {"row": row, "week": this, "calendar": days}
    return render(request, "reports/own.html#line", context, status=status)


@allowed(Permission.REPORTS_PASS)
@require_POST
def pass_on(request: Request) -> HttpResponse:
    """Pass on to the office all that was listed: what the unit's clerk has sent."""
    this = weeks.asked(request.POST.get("week", ""), request.today, request.actor.unit_id)
    form = ChosenForm(request.POST)
    form.is_valid()
    ids = form.cleaned_data["reports"]
    passed = report_actions.pass_reports(
        week_start=this.monday,
        unit_id=request.actor.unit_id,
        report_ids=ids,
        by=request.actor,
        at=request.now,
    )
    rest = f"另有{len(ids) - passed}项刚被更正，还要再看。" if passed < len(ids) else ""
    messages.success(request, f"已审核通过{passed}项，报送督查科。{rest}")
    return redirect(this.address)


@allowed(Permission.REPORTS_PASS)
@require_POST
def give_back(request: Request, report_id: int) -> HttpResponse:
    """Give an account back to the unit's own clerk with a reason."""
    report = reports.report_for(request.actor, report_id)
    if report is None or report.assignment.unit_id != request.actor.unit_id:
        raise Http404
    form = ReturnForm(request.POST)
    form.is_valid()
    report_actions.return_report(
        report=report, reason=form.cleaned_data.get("reason", ""), by=request.actor, at=request.now
    )
    messages.success(request, f"已退回：{report.assignment.task.summary}。理由记在这一项上，改好后重报。")
    return redirect(weeks.asked(report.week_start.isoformat(), request.today, None).address)
