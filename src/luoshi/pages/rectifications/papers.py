"""The notice of a rectification, or a unit's own plan, as PDF and DOCX."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from luoshi.crafts import papers
from luoshi.crafts.papers import Paper, apart
from luoshi.pages.doors import Request, allowed
from luoshi.pages.rectifications import views
from luoshi.queries import rectifications
from luoshi.rules.people import Permission

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@allowed(Permission.TALKS_SEE)
@require_safe
def pdf(request: Request, rectification_id: int) -> HttpResponse:
    """Show the paper as PDF."""
    whole = views.one(request, rectification_id)
    return as_pdf(rectifications.paper(whole, today=request.today))


@allowed(Permission.TALKS_SEE)
@require_safe
def docx(request: Request, rectification_id: int) -> HttpResponse:
    """Hand out the paper as DOCX."""
    whole = views.one(request, rectification_id)
    return as_docx(rectifications.paper(whole, today=request.today))


def as_pdf(paper: Paper) -> HttpResponse:
    """Return a paper as PDF, to be looked at."""
    return _file(paper, apart.to_pdf(paper).data, "application/pdf", "pdf")


def as_docx(paper: Paper) -> HttpResponse:
    """Return a paper as DOCX, to be kept."""
    return _file(paper, papers.to_docx(paper).data, DOCX, "docx")


def _file(paper: Paper, data: bytes, content_type: str, ending: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    name = f"{paper.number or '草稿'} {paper.title}.{ending}"
    response["Content-Disposition"] = content_disposition_header(ending != "pdf", name) or ""
    return response
