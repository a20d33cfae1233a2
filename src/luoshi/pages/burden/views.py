"""The burden meter: what units were asked for, week by week, by whom, and how long an account takes."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.pages.burden import chart
from luoshi.pages.doors import Request, allowed
from luoshi.queries import burden
from luoshi.rules.burden import ENOUGH_UNITS, MOST_SECONDS, AskKind
from luoshi.rules.people import Permission


@allowed(Permission.DESK)
@require_safe
def meter(request: Request) -> HttpResponse:
    """Show the last weeks that were counted. It is the same for everybody."""
    found = burden.meter(request.today)
    # Drawn for the kind of which most units are asked: most people recognise themselves in it.
    latest = [week for week in found.weeks if week.monday == found.latest]
    kind = max(latest, key=lambda week: week.units).kind if latest else None
    drawn = [week for week in reversed(found.weeks) if week.kind is kind]
    said = chart.said(drawn, request.today)
    context = {
        "meter": found,
        "latest": latest,
        "sunday": found.latest + timedelta(days=6) if found.latest else None,
        "kind": kind,
        "chart": chart.drawn(drawn, said) if len(drawn) > 1 else "",
        "said": said,
        "kinds": list(AskKind),
        "enough": ENOUGH_UNITS,
        "most_minutes": MOST_SECONDS // 60,
        "week_count": len({week.monday for week in found.weeks}),
    }
    return render(request, "burden/meter.html", context)
