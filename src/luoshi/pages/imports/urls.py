"""Addresses of imports."""

from django.urls import path

from luoshi.pages.imports import files, views

urlpatterns = [
    path("imports/", views.import_list, name="import-list"),
    path("imports/template/", files.template, name="import-template"),
    path("imports/roster/", files.roster, name="import-roster"),
    path("imports/<int:import_id>/", views.import_page, name="import"),
    path("imports/<int:import_id>/faults/", files.faults, name="import-faults"),
    path("imports/<int:import_id>/confirm/", views.confirm, name="import-confirm"),
    path("imports/<int:import_id>/discard/", views.discard, name="import-discard"),
]
