"""All units' accounts of a week: the office accepts, returns what is wrong, and grants exceptions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luoshi.actions import reports as report_actions
from luoshi.pages.doors import Request, allowed
from luoshi.pages.reports import weeks
from luoshi.pages.reports.forms import AllowanceForm, ChosenForm, ReturnForm
from luoshi.pages.reports.rows import shown
from luoshi.pages.reports.weeks import Week
from luoshi.queries import calendar, reports, units
from luoshi.queries.reports import Unit
from luoshi.rules import reports as rules
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.reports import AllowanceKind, ReportState


def show(request: Request, this: Week, error: str = "", unit_id: int | None = None) -> HttpResponse:
    """Show how each unit's account of a week stands, and one unit's beside the list."""
    written = request.GET.get("unit", "")
    chosen_id = unit_id or (int(written) if written.isdecimal() and len(written) < 12 else None)
    standings = reports.standing_in(request.actor, this.monday)
    chosen = next((each for each in standings if each.unit.id == chosen_id), None)
    context = {
        "week": this,
        "calendar": calendar.work_calendar(),
        "standings": standings,
        "chosen": chosen,
        "owed": sum(each.owed for each in standings),
        "told": sum(each.sent for each in standings),
        "silent": sum(each.sent < each.owed for each in standings),
        "may_return": request.actor.may(Permission.REPORTS_REVIEW),
        "error": error,
    }
    if chosen:
        context |= _beside(request, this, chosen.unit.id)
    if request.htmx and request.htmx.target == "panel":
        return render(request, "reports/all.html#panel", context)
    return render(request, "reports/all.html", context, status=409 if error else 200)


def _beside(request: Request, this: Week, unit_id: int) -> dict[str, Any]:
    period = reports.period_for(this.monday, unit_id)
    sent = reports.sent_in(request.actor, this.monday, unit_id)
    is_locked = period is None or bool(rules.why_locked(period, request.today))
    may_accept = request.actor.may(Permission.REPORTS_REVIEW) and not is_locked
    return {
        "period": period,
        "is_locked": is_locked,
        "sent": shown(sent, period, request.today),
        "acceptable": [each.id for each in sent if each.state == ReportState.SENT] if may_accept else [],
        "waiting": reports.waiting_in(request.actor, this.monday, unit_id),
        "granted": reports.granted(this.monday, unit_id),
        "may_allow": request.actor.may(Permission.REPORTS_ALLOW) and period is not None,
        "kinds": [kind for kind in AllowanceKind if is_locked or kind is AllowanceKind.EXCUSED],
    }


@allowed(Permission.REPORTS_REVIEW)
@require_POST
def send_back(request: Request, report_id: int) -> HttpResponse:
    """Return an account to its unit with a reason."""
    report = reports.report_for(request.actor, report_id)
    if report is None:
        raise Http404
    form = ReturnForm(request.POST)
    form.is_valid()
    unit = report.assignment.unit
    this = weeks.asked(report.week_start.isoformat(), request.today, None)
    try:
        report_actions.return_report(
            report=report, reason=form.cleaned_data.get("reason", ""), by=request.actor, at=request.now
        )
    except (Refused, SomebodyWasFirst) as refusal:
        return show(request, this, refusal.reason, unit.id)
    messages.success(
        request,
        f"已退回{unit.short_name}：{report.assignment.task.summary}。对方工作台会看到理由，重报后在此显示。",
    )
    return redirect(f"{this.address}&unit={unit.id}")


@allowed(Permission.REPORTS_REVIEW)
@require_POST
def accept(request: Request, unit_id: int) -> HttpResponse:
    """Accept what a unit has sent, as far as it was listed."""
    unit, this = _unit(request, unit_id), weeks.asked(request.POST.get("week", ""), request.today, unit_id)
    form = ChosenForm(request.POST)
    form.is_valid()
    try:
        accepted = report_actions.accept_reports(
            week_start=this.monday,
            unit_id=unit.id,
            report_ids=form.cleaned_data["reports"],
            by=request.actor,
            at=request.now,
        )
    except (Refused, SomebodyWasFirst) as refusal:
        return show(request, this, refusal.reason, unit.id)
    messages.success(request, f"已认可{unit.short_name}{accepted}项。对方不能再自行更正，有误的由您退回。")
    return redirect(f"{this.address}&unit={unit.id}")


@allowed(Permission.REPORTS_ALLOW)
@require_POST
def allow(request: Request, unit_id: int) -> HttpResponse:
    """Put an exception for a unit's week, or for everybody's, on record."""
    unit, this = _unit(request, unit_id), weeks.asked(request.POST.get("week", ""), request.today, unit_id)
    form = AllowanceForm(request.POST)
    if not form.is_valid():
        return show(request, this, str(next(iter(form.errors.values()))[0]), unit.id)
    data = form.cleaned_data
    try:
        allowance = report_actions.grant_allowance(
            unit=None if data["is_for_all"] else unit,
            week_start=this.monday,
            kind=AllowanceKind(data["kind"]),
            until_on=data["until_on"],
            reason=data["reason"],
            by=request.actor,
            at=request.now,
        )
    except Refused as refusal:
        return show(request, this, refusal.reason, unit.id)
    who = "所有单位" if data["is_for_all"] else unit.short_name
    messages.success(
        request, f"已记录：{who}{AllowanceKind(allowance.kind).label}至{full_date(allowance.until_on)}。"
    )
    return redirect(f"{this.address}&unit={unit.id}")


def _unit(request: Request, unit_id: int) -> Unit:
    found = units.one_seen(request.actor, unit_id)
    if found is None:
        raise Http404
    return found
