"""Addresses of rehearsals."""

from django.urls import path

from luoshi.pages.rehearsals import views

urlpatterns = [
    path("rehearsals/", views.listed, name="rehearsal-list"),
    path("rehearsals/new/", views.new, name="rehearsal-new"),
    path("rehearsals/<int:rehearsal_id>/", views.shown, name="rehearsal"),
    path("rehearsals/<int:rehearsal_id>/units/<int:unit_id>/", views.letters, name="rehearsal-unit"),
]
