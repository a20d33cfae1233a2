"""Addresses of talks, within the room of letters."""

from django.urls import path

from luoshi.pages.talks import steps, views, writing

_ONE = "letters/talks/<int:talk_id>/"

urlpatterns = [
    path("letters/talks/", views.listed, name="talk-list"),
    path("letters/talks/new/", writing.new, name="talk-new"),
    path(_ONE, views.shown, name="talk"),
    path(f"{_ONE}<str:sheet>/pdf/", views.paper, {"ending": "pdf"}, name="talk-pdf"),
    path(f"{_ONE}<str:sheet>/docx/", views.paper, {"ending": "docx"}, name="talk-docx"),
    path(f"{_ONE}<str:sheet>/ofd/", views.paper, {"ending": "ofd"}, name="talk-ofd"),
    path(f"{_ONE}approve/", steps.approve, name="talk-approve"),
    path(f"{_ONE}cancel/", steps.cancel, name="talk-cancel"),
    path(f"{_ONE}move/", steps.move, name="talk-move"),
    path(f"{_ONE}hold/", steps.hold, name="talk-hold"),
    path(f"{_ONE}minutes/", steps.write, name="talk-minutes"),
    path(f"{_ONE}speak/", steps.speak, name="talk-speak"),
    path(f"{_ONE}plan/", writing.plan, name="talk-plan"),
    path(f"{_ONE}report/", steps.report, name="talk-report"),
    path(f"{_ONE}revisit/", steps.revisit, name="talk-revisit"),
    path(f"{_ONE}resume/", steps.resume, name="talk-resume"),
    path(f"{_ONE}close/", steps.close, name="talk-close"),
]
