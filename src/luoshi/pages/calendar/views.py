"""The working calendar of each year, and entering a year's holidays when the notice is out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.actions import calendar as calendar_actions
from luoshi.actions import reports as report_actions
from luoshi.pages.calendar import notice
from luoshi.pages.calendar.forms import YearForm
from luoshi.pages.calendar.months import months_of
from luoshi.pages.doors import Request, allowed
from luoshi.queries import calendar
from luoshi.rules.calendar import Year, statutory_year
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused

CALENDARS = (("calendar-years", "工作日历"), ("school-years", "校历"))


@allowed(Permission.DESK)
def years(request: Request) -> HttpResponse:
    """Show one year's working days, and which years are published."""
    known = {year.year: year for year in calendar.years()}
    coming = max(max(known) + 1, request.today.year + 1)
    choices = [*sorted(known), *(year for year in range(max(known) + 1, coming + 1))]
    written = request.GET.get("year", "")
    chosen = int(written) if written.isdecimal() and len(written) == 4 else request.today.year
    if chosen not in choices:
        chosen = min(max(request.today.year, choices[0]), choices[-1])
    year = known.get(chosen) or statutory_year(chosen)
    months = months_of(year, request.today)
    context = {
        "year": year,
        "months": months,
        "workdays": sum(month.workdays for month in months),
        "choices": [(each, each in known) for each in choices],
        "may_enter": request.actor.may(Permission.CALENDAR_EDIT),
        "next_unknown": next((each for each in choices if each not in known), None),
        "room": "calendar-years",
        "calendars": CALENDARS,
    }
    return render(request, "calendar/years.html", context)


@allowed(Permission.CALENDAR_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """Read a pasted notice, show what was understood, and enter the year once that was confirmed."""
    form = YearForm(request.POST or None, initial={"year": request.GET.get("year", "")})
    context: dict[str, Any] = {"form": form}
    if not form.is_valid():
        return render(request, "calendar/enter.html", context, status=422 if form.is_bound else 200)
    data = form.cleaned_data
    found = notice.read(data["text"], data["year"])
    try:
        if "confirmed" in request.POST:
            entered = calendar_actions.enter_year(
                year=data["year"],
                notice=data["notice"],
                off_weekdays=found.off_weekdays,
                work_weekends=found.worked,
                by=request.actor,
                at=request.now,
            )
            excused = report_actions.recount_lateness(year=entered.year, by=request.actor, at=request.now)
            more = f"按新的日历，{excused}份周报不再算迟报。" if excused else ""
            messages.success(request, f"{entered.year}年放假安排已登记，此后该年日期不再标“暂定”。{more}")
            return redirect(f"{reverse('calendar-years')}?year={entered.year}")
        year = Year(data["year"], data["notice"], request.actor.words, found.off_weekdays, found.worked)
        if any(known.year == year.year for known in calendar.years()):
            raise Refused(f"{year.year}年的放假安排已经录入，不能重复录入。")
    except Refused as refusal:
        form.add_error("text", refusal.reason)
        return render(request, "calendar/enter.html", context, status=409)
    context |= {"year": year, "found": found, "months": months_of(year, request.today)}
    return render(request, "calendar/enter.html", context)
