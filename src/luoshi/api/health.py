"""Is the server there: for whoever watches it, without a session and without the database."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe


@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """Answer that the process serves requests."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


alive.public = True  # type: ignore[attr-defined]

urlpatterns = [path("healthz", alive, name="healthz")]
