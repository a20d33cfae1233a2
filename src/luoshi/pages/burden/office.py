"""The supervision office's own month: figures with their rules, what stands behind each, and as a paper."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.crafts.papers import Layout, Paper, Paragraph, Table, apart
from luoshi.pages.burden.months import chosen
from luoshi.pages.doors import Request, allowed
from luoshi.queries import burden, requests, units
from luoshi.queries.burden import SelfAudit
from luoshi.rules.burden.checking import HOW, IN_MINUTES, IS_BAD, Figure
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Permission


@allowed(Permission.DESK)
@require_safe
def shown(request: Request) -> HttpResponse:
    """Show the office's month; `figure` opens its rows to whoever is inside the bureau."""
    first, known = chosen(request)
    audit = burden.self_audit(first)
    may_open = request.actor.unit_kind in requests.INSIDE and request.actor.may(Permission.REQUESTS_SEE)
    asked = request.GET.get("figure", "")
    figure = Figure(asked) if asked in Figure.codes() and Figure(asked) in burden.DRILLED else None
    context = {
        "audit": audit,
        "said": said(audit),
        "months": known,
        "figures": [
            (each, audit.counts[each], HOW[each], each in IN_MINUTES, each in IS_BAD, each in burden.DRILLED)
            for each in Figure
        ],
        "may_open": may_open,
        "figure": figure,
        "behind": burden.behind(first, figure) if figure and may_open else (),
    }
    return render(request, "burden/office.html", context)


@allowed(Permission.DESK)
@require_safe
def pdf(request: Request) -> HttpResponse:
    """Give the office's month out as a paper, a draft without a number."""
    first, _ = chosen(request)
    made = apart.to_pdf(paper(burden.self_audit(first), units.bureau().name, request.today))
    response = HttpResponse(made.data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="self-audit-{first:%Y%m}.pdf"'
    return response


def paper(audit: SelfAudit, bureau: str, today: date) -> Paper:
    """Return the month as a report to the bureau's leaders."""
    first = audit.first
    month = f"{first.year}年{first.month}月"
    rows = tuple(
        (each.label, f"{audit.counts[each]}{'分钟' if each in IN_MINUTES else ''}", HOW[each])
        for each in Figure
    )
    return Paper(
        layout=Layout.LETTER,
        mark=bureau,
        number="",
        title=f"关于督查工作{month}自查情况的报告",
        addressees=("局领导",),
        body=(
            Paragraph(
                f"现将{month}督查工作自查情况报告如下，数字截至{full_date(today)}，均由系统台账得出。", 0
            ),
            Table(("项目", "数", "怎么算"), rows),
            Paragraph(said(audit), 0),
        ),
        signer=bureau,
        signed_on=today,
    )


def said(audit: SelfAudit) -> str:
    """Return the two figures that matter most in one sentence."""
    each, share = audit.letters_per_solved_x100, audit.false_share_x100
    solved = (
        f"每解决一个问题发函{each // 100}.{each % 100:02d}份"
        if each is not None
        else "当月函件还没有解决问题"
    )
    false = f"预警有{share // 100}%未发函就自行消除" if share is not None else "当月没有预警"
    return f"{solved}；{false}。"
