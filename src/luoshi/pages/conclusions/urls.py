"""Addresses of conclusions, their reviews and suggestions."""

from django.urls import path

from luoshi.pages.conclusions import papers, steps, views

_ONE = "mandates/conclusions/<int:conclusion_id>/"
_SUGGESTION = f"{_ONE}suggestions/<int:suggestion_id>/"

urlpatterns = [
    path("mandates/conclusions/", views.listed, name="conclusion-list"),
    path("mandates/<int:mandate_id>/conclude/", views.new, name="conclusion-new"),
    path(_ONE, views.shown, name="conclusion"),
    path(f"{_ONE}edit/", views.edit, name="conclusion-edit"),
    path(f"{_ONE}feedback.<str:ending>", papers.feedback, name="conclusion-paper"),
    path(f"{_ONE}submit/", steps.submit, name="conclusion-submit"),
    path(f"{_ONE}approve/", steps.approve, name="conclusion-approve"),
    path(f"{_ONE}send-back/", steps.send_back, name="conclusion-send-back"),
    path(f"{_ONE}discard/", steps.discard, name="conclusion-discard"),
    path(f"{_ONE}receive/", steps.receive, name="conclusion-receive"),
    path(f"{_ONE}review/", steps.ask_review, name="conclusion-review"),
    path(f"{_ONE}suggest/", steps.suggest, name="conclusion-suggest"),
    path(f"{_ONE}review/members/", steps.name_reviewers, name="review-members"),
    path(f"{_ONE}review/decline/", steps.decline, name="review-decline"),
    path(f"{_ONE}review/decide/", steps.decide, name="review-decide"),
    path(f"{_ONE}review/decision.<str:ending>", papers.decision, name="review-paper"),
    path(f"{_SUGGESTION}approve/", steps.approve_suggestion, name="suggestion-approve"),
    path(f"{_SUGGESTION}refuse/", steps.refuse_suggestion, name="suggestion-refuse"),
    path(f"{_SUGGESTION}carry-out/", steps.carry_out, name="suggestion-carry-out"),
]
