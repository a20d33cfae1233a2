"""What is rather not done on time, weeks ahead, and how such forecasts did until now."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.pages.doors import Request, allowed
from luoshi.pages.forecasts import told
from luoshi.queries import calendar, forecasts
from luoshi.queries.forecasts import Hits
from luoshi.rules import forecasts as rules
from luoshi.rules.forecasts import Basis
from luoshi.rules.people import Permission, Scope


@dataclass(frozen=True, slots=True)
class Band:
    """One line of the table of past forecasts."""

    words: str
    hits: Hits


@allowed(Permission.TASKS_SEE)
@require_safe
def listed(request: Request) -> HttpResponse:
    """Show what is rather not done on time, least likely first, and the record of such forecasts."""
    page = Paginator(forecasts.unlikely(request.actor, request.today), 50).get_page(request.GET.get("page"))
    record = forecasts.record()
    latest = forecasts.latest_week()
    return render(
        request,
        "forecasts/list.html",
        {
            "room": "ledger",
            "page": page,
            "rows": [
                (
                    each,
                    rules.tenths(each.chance_x100),
                    rules.percent(each.chance_x100),
                    Basis(each.basis).label,
                )
                for each in page
            ],
            "week": told.week(latest, request.today) if latest else "",
            "record": record,
            "bands": [
                Band(f"{low * 20}%–{low * 20 + 20}%", record.by_tenth[low * 2] + record.by_tenth[low * 2 + 1])
                for low in range(5)
            ],
            "ahead": [Band(ahead.label, hits) for ahead, hits in record.by_ahead.items()],
            "brier": f"{record.whole.brier_x10000 / 10_000:.3f}",
            "plain": f"{record.whole.plain_brier_x10000 / 10_000:.3f}",
            "enough": rules.ENOUGH,
            "is_city": request.actor.scope is Scope.CITY,
            "calendar": calendar.work_calendar(),
        },
    )
