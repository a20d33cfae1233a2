"""Addresses of the units."""

from django.urls import path

from luoshi.pages.units import views

urlpatterns = [
    path("units/", views.unit_list, name="unit-list"),
    path("units/<int:unit_id>/", views.unit, name="unit"),
    path("units/<int:unit_id>/duties/", views.add_duty, name="unit-duty-add"),
    path("units/<int:unit_id>/duties/<int:duty_id>/end/", views.end_duty, name="unit-duty-end"),
    path("units/<int:unit_id>/forget/", views.forget_name, name="unit-name-forget"),
]
