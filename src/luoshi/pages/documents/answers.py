"""The 交账单 of a document: on the page, as PDF and as DOCX, as of any day."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from luoshi.pages.documents import told
from luoshi.pages.doors import Request, allowed
from luoshi.queries import answers
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Permission
from luoshi.rules.refusals import Refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
def sheet(request: Request, document_id: int) -> HttpResponse:
    """Show what had come of every sentence by the end of the day `on`, today unless asked otherwise."""
    on, said = _day(request)
    found = answers.answers(request.actor, document_id, on)
    if found is None:
        raise Http404
    if not said and not found.groups:
        said = _too_early(found)
    context = {
        "answers": found,
        "document": found.document,
        "registered_on": timezone.localdate(found.document.registered_at),
        "figures": told.figures(found) if found.groups else (),
        "rows": [(group, told.outcome(group), told.notes(group, on)) for group in found.groups],
        "said": said,
    }
    return render(request, "documents/answers.html", context, status=422 if said else 200)


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
def pdf(request: Request, document_id: int) -> HttpResponse:
    """Show the sheet as PDF."""
    from luoshi.crafts.answers.pdf import to_pdf  # heavy, and rarely asked for

    found = _found(request, document_id)
    return _file(found, to_pdf(told.sheet(found)), "application/pdf", "pdf")


@allowed(Permission.DOCUMENTS_SEE)
@require_safe
def docx(request: Request, document_id: int) -> HttpResponse:
    """Hand out the sheet as DOCX."""
    from luoshi.crafts.answers.docx import to_docx  # heavy, and rarely asked for

    found = _found(request, document_id)
    return _file(found, to_docx(told.sheet(found)), DOCX, "docx")


def _found(request: Request, document_id: int) -> answers.Answers:
    """Return the sheet that a file is asked of. Raises Http404, or Refused for a day without one."""
    on, said = _day(request)
    found = answers.answers(request.actor, document_id, on)
    if found is None:
        raise Http404
    if said or not found.groups:
        raise Refused(said or _too_early(found))
    return found


def _day(request: Request) -> tuple[date, str]:
    """Return the day that is asked for, or today with the reason why that day cannot be shown."""
    asked = request.GET.get("on", "").strip()
    if not asked:
        return request.today, ""
    try:
        on = date.fromisoformat(asked)
    except ValueError:
        return request.today, "日期看不懂。请按 2026-11-20 的样子填写；下面是今天的情况。"
    if on > request.today:
        return request.today, f"{full_date(on)}还没有到。交账单只说已经发生的事；下面是今天的情况。"
    return on, ""


def _too_early(found: answers.Answers) -> str:
    registered_on = full_date(timezone.localdate(found.document.registered_at))
    return f"这份来文{registered_on}才登记，{full_date(found.on)}还没有着落可查。请选登记当日或以后的日期。"


def _file(found: answers.Answers, data: bytes, content_type: str, ending: str) -> HttpResponse:
    name = f"{found.document.title}交账单（截至{full_date(found.on)}）.{ending}"
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(ending == "docx", name) or ""
    return response
