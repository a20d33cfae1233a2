"""The school years: what is usual until the city's own calendar is entered, and entering it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.actions import calendar as calendar_actions
from luoshi.pages.calendar.forms import SchoolYearForm
from luoshi.pages.calendar.views import CALENDARS
from luoshi.pages.doors import Request, allowed
from luoshi.queries import calendar
from luoshi.rules.calendar import USUAL_YEARS, SchoolYear
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One school year as the table shows it; `earlier` are the entries that it replaced, newest first."""

    of: SchoolYear
    earlier: tuple[Any, ...]
    is_now: bool

    @property
    def spans(self) -> Iterator[tuple[str, date, date, int]]:
        """Yield (name, first day, last day, weeks begun) of the terms and the winter between them."""
        year = self.of
        for name, first, last in (
            ("秋季学期", year.autumn_opens, year.autumn_ends),
            ("寒假", year.autumn_ends + _DAY, year.spring_opens - _DAY),
            ("春季学期", year.spring_opens, year.spring_ends),
        ):
            yield name, first, last, ((last - first).days + 7) // 7


@allowed(Permission.DESK)
@require_safe
def school_years(request: Request) -> HttpResponse:
    """Show the school years from the one before today's, the city's own in the place of the usual ones."""
    own, entered = calendar.own_school_years(), calendar.school_years_entered()
    known = {**USUAL_YEARS, **own}
    now = request.today.year if request.today.month >= 8 else request.today.year - 1
    shown = [known[year] for year in sorted(known) if year in own or year >= now - 1]
    context = {
        "lines": [Line(each, tuple(entered.get(each.year, ())[1:]), each.year == now) for each in shown],
        "may_enter": request.actor.may(Permission.CALENDAR_EDIT),
        "next_unknown": next(year for year in range(now, now + 200) if year not in own),
        "room": "calendar-years",
        "calendars": CALENDARS,
    }
    return render(request, "calendar/schools.html", context)


@allowed(Permission.CALENDAR_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """Ask for the four days of a school year, those known so far filled in, and enter them."""
    if request.method != "POST":
        form = SchoolYearForm(initial=_known(request.GET.get("year", "")))
        return _form(request, form, 200)
    form = SchoolYearForm(request.POST)
    if not form.is_valid():
        return _form(request, form, 422)
    try:
        entered = calendar_actions.enter_school_year(**form.cleaned_data, by=request.actor, at=request.now)
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return _form(request, form, 409)
    messages.success(
        request,
        f"{entered.words}校历已登记。此后读入的来文，“学期末”“开学前”按它推算；已定的时限不变。",
    )
    return redirect("school-years")


def _known(written: str) -> dict[str, object]:
    """Return what is known of a school year, to be put right; only the city's own has a notice."""
    if not (written.isdecimal() and len(written) == 4):
        return {}
    year = int(written)
    known = calendar.own_school_years().get(year) or USUAL_YEARS.get(year)
    if known is None:
        return {"year": year}
    days = ("autumn_opens", "autumn_ends", "spring_opens", "spring_ends")
    return {"year": year, **{name: getattr(known, name) for name in days}}


def _form(request: Request, form: SchoolYearForm, status: int) -> HttpResponse:
    return render(
        request, "calendar/school_enter.html", {"form": form, "room": "calendar-years"}, status=status
    )
