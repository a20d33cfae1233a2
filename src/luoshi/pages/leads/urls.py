"""Addresses of leads, within the room of letters."""

from django.urls import path

from luoshi.pages.leads import views

urlpatterns = [
    path("letters/leads/", views.listed, name="lead-list"),
    path("letters/leads/new/", views.new, name="lead-new"),
    path("letters/leads/<int:lead_id>/", views.shown, name="lead"),
    path("letters/leads/<int:lead_id>/decide/", views.decide, name="lead-decide"),
]
