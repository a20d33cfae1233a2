"""A letter as paper."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from luoshi.pages.doors import Request, allowed
from luoshi.pages.handing import handed
from luoshi.queries import letters
from luoshi.rules.people import Permission


@allowed(Permission.LETTERS_SEE)
@require_safe
def paper(request: Request, letter_id: int, ending: str) -> HttpResponse:
    """Show the letter as PDF, or hand it out as DOCX or OFD."""
    letter = letters.visible_letter(request.actor, letter_id)
    if letter is None:
        raise Http404
    return handed(letters.paper(letter, today=request.today), ending)
