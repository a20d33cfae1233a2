"""The month's report on burden: by unit, by who asked, and what stands behind each sum; as page and sheet."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.crafts import sheets
from luoshi.pages.doors import Request, allowed
from luoshi.queries import burden
from luoshi.rules.burden import AskKind
from luoshi.rules.people import Permission

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def chosen(request: Request) -> tuple[date, list[date]]:
    """Return the month that is asked for (the latest counted one, or this one) and those to choose from."""
    known = burden.months_counted(request.today)
    try:
        first = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        first = known[0] if known else request.today.replace(day=1)
    return first, known


@allowed(Permission.DESK)
@require_safe
def shown(request: Request) -> HttpResponse:
    """Show a month. It is the same for everybody; `unit` or `asker` opens what stands behind one sum."""
    first, known = chosen(request)
    unit, asker = (_number(request, name) for name in ("unit", "asker"))
    context = {
        "month": burden.month(first),
        "months": known,
        "rates": [each for each in burden.rates_on(first).values() if each.kind is not AskKind.AGAIN],
        "asks": burden.asks(first, unit_id=unit, asker_id=asker) if unit or asker else (),
        "unit": unit,
        "asker": asker,
        "held": burden.held_back(first),
        "reliefs": burden.reliefs()[:20],
    }
    return render(request, "burden/month.html", context)


def _number(request: Request, name: str) -> int | None:
    words = request.GET.get(name, "")
    return int(words) if words.isdecimal() and len(words) < 10 else None


@allowed(Permission.DESK)
@require_safe
def xlsx(request: Request) -> HttpResponse:
    """Give a month out as a sheet: units first, then who asked."""
    first, _ = chosen(request)
    month = burden.month(first)
    header = (
        "单位",
        "角色",
        "填报（次）",
        "填写（项）",
        "用时（分钟）",
        "其中法定（分钟）",
        "涉及单位（个）",
        "超预算（周）",
    )
    rows = [
        (each.name, role, each.forms, each.fields, each.minutes, each.exempt, each.others, each.full_weeks)
        for role, sums in (("被要求", month.units), ("提要求", month.askers))
        for each in sums
    ]
    title = f"{first.year}年{first.month}月减负月报（{len(month.weeks)}周，每单位每周预算{month.budget}分钟）"
    response = HttpResponse(sheets.write(title, header, rows), content_type=_XLSX)
    name = quote(f"减负月报-{first:%Y%m}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
