"""An official paper as a file: PDF to print, DOCX to pass on, OFD to file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from luoshi.crafts import papers
from luoshi.crafts.papers import apart

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {
    "pdf": (apart.to_pdf, "application/pdf"),
    "docx": (papers.to_docx, _DOCX),
    "ofd": (apart.to_ofd, "application/ofd"),
}


def handed(paper: papers.Paper, ending: str) -> HttpResponse:
    """Return a paper as a file named by its number and title; a PDF opens in the browser.

    `ending` is pdf, docx or ofd, else Http404. A paper that breaks the standard is Refused with the clause.
    """
    if ending not in _FORMS:
        raise Http404
    compose, content_type = _FORMS[ending]
    response = HttpResponse(compose(paper).data, content_type=content_type)
    name = f"{paper.number or '草稿'} {paper.title}.{ending}"
    response["Content-Disposition"] = content_disposition_header(ending != "pdf", name) or ""
    return response
