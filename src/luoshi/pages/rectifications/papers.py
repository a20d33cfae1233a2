"""The notice of a rectification, or a unit's own plan, as paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from luoshi.pages.doors import Request, allowed
from luoshi.pages.handing import handed
from luoshi.pages.rectifications import views
from luoshi.queries import rectifications
from luoshi.rules.people import Permission


@allowed(Permission.TALKS_SEE)
@require_safe
def paper(request: Request, rectification_id: int, ending: str) -> HttpResponse:
    """Show the paper as PDF, or hand it out as DOCX or OFD."""
    whole = views.one(request, rectification_id)
    return handed(rectifications.paper(whole, today=request.today), ending)
