"""Addresses of recorded accountability."""

from django.urls import path

from luoshi.pages.sanctions import steps, views

_ONE = "mandates/sanctions/<int:sanction_id>/"

urlpatterns = [
    path("mandates/sanctions/", views.listed, name="sanction-list"),
    path("mandates/sanctions/new/", views.new, name="sanction-new"),
    path(_ONE, views.shown, name="sanction"),
    path(f"{_ONE}paper.<str:ending>", views.paper, name="sanction-paper"),
    path(f"{_ONE}hear/", steps.hear, name="sanction-hear"),
    path(f"{_ONE}decide/", steps.decide, name="sanction-decide"),
    path(f"{_ONE}hand-over/", steps.hand_over, name="sanction-hand-over"),
    path(f"{_ONE}drop/", steps.drop, name="sanction-drop"),
    path(f"{_ONE}correct/", steps.correct, name="sanction-correct"),
    path(f"{_ONE}appeal/", steps.appeal, name="sanction-appeal"),
    path(f"{_ONE}appeals/enter/", steps.enter_appeal, name="sanction-appeal-enter"),
    path(f"{_ONE}appeals/<int:appeal_id>/settle/", steps.settle, name="appeal-settle"),
]
