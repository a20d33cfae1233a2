"""Addresses at which papers are confirmed or denied."""

from django.urls import path

from luoshi.pages.proofs import views

urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("letters/<int:letter_id>/proof/", views.sheet, name="proof-sheet"),
]
