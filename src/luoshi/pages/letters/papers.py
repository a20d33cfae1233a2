"""A letter as paper: the PDF that is printed, the DOCX that is passed on, the OFD that is filed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from luoshi.crafts import papers
from luoshi.crafts.papers import apart
from luoshi.pages.doors import Request, allowed
from luoshi.queries import letters
from luoshi.rules.people import Permission

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@allowed(Permission.LETTERS_SEE)
@require_safe
def pdf(request: Request, letter_id: int) -> HttpResponse:
    """Show the letter as PDF."""
    return _file(request, letter_id, apart.to_pdf, "application/pdf", "pdf")


@allowed(Permission.LETTERS_SEE)
@require_safe
def ofd(request: Request, letter_id: int) -> HttpResponse:
    """Hand out the letter as OFD."""
    return _file(request, letter_id, apart.to_ofd, "application/ofd", "ofd")


@allowed(Permission.LETTERS_SEE)
@require_safe
def docx(request: Request, letter_id: int) -> HttpResponse:
    """Hand out the letter as DOCX."""
    return _file(request, letter_id, papers.to_docx, DOCX, "docx")


def _file(
    request: Request,
    letter_id: int,
    compose: Callable[[papers.Paper], papers.Rendered],
    content_type: str,
    ending: str,
) -> HttpResponse:
    """Compose and name the file. A paper that breaks the standard is refused with the clause (409)."""
    letter = letters.visible_letter(request.actor, letter_id)
    if letter is None:
        raise Http404
    rendered = compose(letters.paper(letter, today=request.today))
    response = HttpResponse(rendered.data, content_type=content_type)
    name = f"{letter.number or '草稿'} {letter.title}.{ending}"
    response["Content-Disposition"] = content_disposition_header(ending != "pdf", name) or ""
    return response
