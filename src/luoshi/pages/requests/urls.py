"""Addresses of requests for data."""

from django.urls import path

from luoshi.pages.requests import steps, views, writing

urlpatterns = [
    path("requests/", views.listed, name="request-list"),
    path("requests/new/", writing.new, name="request-new"),
    path("requests/<int:request_id>/", views.shown, name="request"),
    path("requests/<int:request_id>/edit/", writing.edit, name="request-edit"),
    path("requests/<int:request_id>/values.xlsx", views.values_xlsx, name="request-xlsx"),
    path("requests/<int:request_id>/known/", steps.known, name="request-known"),
    path("requests/<int:request_id>/ask/", steps.ask, name="request-ask"),
    path("requests/<int:request_id>/answer/", steps.answer, name="request-answer"),
    path("requests/<int:request_id>/close/", steps.close, name="request-close"),
    path("requests/<int:request_id>/withdraw/", steps.withdraw, name="request-withdraw"),
    path("requests/<int:request_id>/discard/", steps.discard, name="request-discard"),
]
