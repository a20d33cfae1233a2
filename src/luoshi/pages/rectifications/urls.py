"""Addresses of rectifications, within the room of letters."""

from django.urls import path

from luoshi.pages.rectifications import papers, steps, views, writing

_ONE = "letters/rectifications/<int:rectification_id>/"

urlpatterns = [
    path("letters/rectifications/", views.listed, name="rectification-list"),
    path("letters/rectifications/new/", writing.new, name="rectification-new"),
    path(_ONE, views.shown, name="rectification"),
    path(f"{_ONE}pdf/", papers.paper, {"ending": "pdf"}, name="rectification-pdf"),
    path(f"{_ONE}docx/", papers.paper, {"ending": "docx"}, name="rectification-docx"),
    path(f"{_ONE}ofd/", papers.paper, {"ending": "ofd"}, name="rectification-ofd"),
    path(f"{_ONE}approve/", steps.approve, name="rectification-approve"),
    path(f"{_ONE}cancel/", steps.cancel, name="rectification-cancel"),
    path(f"{_ONE}close/", steps.close, name="rectification-close"),
    path("letters/rectifications/items/<int:thing_id>/report/", steps.report, name="rectification-report"),
    path("letters/rectifications/items/<int:thing_id>/check/", steps.check, name="rectification-check"),
]
