"""What falls due this week and next, day by day: one's own, the unit's, all that one sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.pages.doors import Request, allowed
from luoshi.queries import calendar, times
from luoshi.queries.times import DueDay
from luoshi.rules.people import Actor, Permission, Scope
from luoshi.rules.times import Reach

COOKIE = "times"
_YEAR = 366 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday with the days on which anything falls due."""

    name: str
    monday: date
    days: Sequence[DueDay]

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=6)

    @property
    def count(self) -> int:
        """How many parts fall due."""
        return sum(day.count for day in self.days)


@allowed(Permission.TASKS_SEE)
@require_safe
def due(request: Request) -> HttpResponse:
    """Show two weeks of what falls due; which tab was open last is remembered in a cookie."""
    actor, today = request.actor, request.today
    choices = times.reaches(actor)
    reach = _chosen(request, choices)
    monday = today - timedelta(days=today.weekday())
    following = monday + timedelta(days=7)
    days = times.days(actor, reach, monday, following + timedelta(days=6), today)
    weeks = [
        Week("本周", monday, [day for day in days if day.on < following]),
        Week("下周", following, [day for day in days if day.on >= following]),
    ]
    context = {
        "weeks": weeks,
        "tabs": [(each.value.lower(), _name(each, actor), each is reach) for each in choices],
        "shows_units": reach is Reach.ALL,
        "reach": reach,
        "questions": times.own_questions(actor, today) if reach is Reach.ME else [],
        "calendar": calendar.work_calendar(),
    }
    response = render(request, "times/due.html", context)
    if "who" in request.GET:
        response.set_cookie(COOKIE, reach.value, max_age=_YEAR, httponly=True, samesite="Lax")
    return response


def _chosen(request: Request, choices: Sequence[Reach]) -> Reach:
    """Return the tab asked for, else the one remembered, else the unit's or, for the whole city's, all."""
    wanted = request.GET.get("who") or request.COOKIES.get(COOKIE, "")
    usual = Reach.ALL if request.actor.scope is Scope.CITY else Reach.UNIT
    return next((each for each in choices if each.value == wanted.upper()), usual)


def _name(reach: Reach, actor: Actor) -> str:
    if reach is not Reach.ALL:
        return reach.label
    return "全市" if actor.scope is Scope.CITY else "本县区"
