"""A conclusion's letter of feedback and the decision on its review, as PDF and DOCX."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from luoshi.pages.conclusions import views
from luoshi.pages.doors import Request, allowed
from luoshi.pages.handing import handed
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
    conclusion = views.one(request, conclusion_id)
    review = conclusions.review_of(conclusion)
    if review is None or not review.number:
        return views.page_of(request, conclusion, "还没有复核决定，没有复核决定书可以下载。", 409)
    return handed(conclusions.decision_paper(review, request.today), ending)
