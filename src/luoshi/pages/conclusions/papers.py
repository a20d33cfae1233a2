"""A conclusion's letter of feedback and the decision on its review, as PDF and DOCX."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from luoshi.pages.conclusions import views
from luoshi.pages.doors import Request, allowed
from luoshi.pages.mandates.handing import handed
from luoshi.queries import conclusions
from luoshi.rules.people import Permission


@allowed(Permission.MANDATES_SEE)
@require_safe
def feedback(request: Request, conclusion_id: int, ending: str) -> HttpResponse:
    """Hand out the 反馈函."""
    conclusion = views.one(request, conclusion_id)
    return handed(conclusions.feedback_paper(conclusion, request.today), ending)


@allowed(Permission.MANDATES_SEE)
@require_safe
def decision(request: Request, conclusion_id: int, ending: str) -> HttpResponse:
    """Hand out the 复核决定书, once there is a decision."""
    review = conclusions.review_of(views.one(request, conclusion_id))
    if review is None or not review.number:
        raise Http404
    return handed(conclusions.decision_paper(review, request.today), ending)
