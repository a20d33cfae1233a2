"""Addresses of opinions."""

from django.urls import path

from luoshi.pages.opinions import steps, views

_ONE = "mandates/opinions/<int:opinion_id>/"

urlpatterns = [
    path("mandates/opinions/", views.listed, name="opinion-list"),
    path("mandates/<int:mandate_id>/advise/", views.new, name="opinion-new"),
    path(_ONE, views.shown, name="opinion"),
    path(f"{_ONE}edit/", views.edit, name="opinion-edit"),
    path(f"{_ONE}opinion.<str:ending>", views.paper, name="opinion-paper"),
    path(f"{_ONE}send/", steps.send, name="opinion-send"),
    path(f"{_ONE}recall/", steps.recall, name="opinion-recall"),
    path(f"{_ONE}plead/", steps.plead, name="opinion-plead"),
    path(f"{_ONE}hear/", steps.hear, name="opinion-hear"),
    path(f"{_ONE}issue/", steps.issue, name="opinion-issue"),
    path(f"{_ONE}discard/", steps.discard, name="opinion-discard"),
    path(f"{_ONE}report/", steps.report, name="opinion-report"),
    path(f"{_ONE}check/", steps.check, name="opinion-check"),
    path(f"{_ONE}return/", steps.give_back, name="opinion-return"),
    path(f"{_ONE}publish/", steps.publish, name="opinion-publish"),
]
