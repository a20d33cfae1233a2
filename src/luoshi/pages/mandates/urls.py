"""Addresses of inspections and of the annual list."""

from django.urls import path

from luoshi.pages.mandates import listed, steps, views, writing

urlpatterns = [
    path("mandates/", views.listed, name="mandate-list"),
    path("mandates/new/", writing.new, name="mandate-new"),
    path("mandates/listed/", listed.shown, name="listed-items"),
    path("mandates/listed/enter/", listed.enter, name="listed-enter"),
    path("mandates/listed/<int:item_id>/strike/", listed.strike, name="listed-strike"),
    path("mandates/overrides/", views.overrides, name="override-list"),
    path("mandates/<int:mandate_id>/", views.shown, name="mandate"),
    path("mandates/<int:mandate_id>/edit/", writing.edit, name="mandate-edit"),
    path("mandates/<int:mandate_id>/change/", writing.change, name="mandate-change"),
    path("mandates/<int:mandate_id>/submit/", steps.submit, name="mandate-submit"),
    path("mandates/<int:mandate_id>/approve/", steps.approve, name="mandate-approve"),
    path("mandates/<int:mandate_id>/send-back/", steps.send_back, name="mandate-send-back"),
    path("mandates/<int:mandate_id>/discard/", steps.discard, name="mandate-discard"),
    path("mandates/<int:mandate_id>/override/", steps.override, name="mandate-override"),
    path("mandates/<int:mandate_id>/end/", steps.end, name="mandate-end"),
    path(
        "mandates/<int:mandate_id>/changes/<int:alteration_id>/grant/",
        steps.grant_change,
        name="mandate-change-grant",
    ),
    path(
        "mandates/<int:mandate_id>/changes/<int:alteration_id>/refuse/",
        steps.refuse_change,
        name="mandate-change-refuse",
    ),
]
