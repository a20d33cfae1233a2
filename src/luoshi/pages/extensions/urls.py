"""Addresses of later due dates."""

from django.urls import path

from luoshi.pages.extensions import steps, views

urlpatterns = [
    path("extensions/", views.listed, name="extension-list"),
    path("extensions/<int:extension_id>/", views.shown, name="extension"),
    path("tasks/parts/<int:part_id>/extension/", views.ask, name="extension-ask"),
    path("extensions/<int:extension_id>/grant/", steps.grant, name="extension-grant"),
    path("extensions/<int:extension_id>/refuse/", steps.refuse, name="extension-refuse"),
    path("extensions/<int:extension_id>/hand-up/", steps.hand_up, name="extension-hand-up"),
    path("extensions/<int:extension_id>/withdraw/", steps.withdraw, name="extension-withdraw"),
]
