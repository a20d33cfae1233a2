"""Addresses of what was asked for help with."""

from django.urls import path

from luoshi.pages.obstacles import outside, steps, views

urlpatterns = [
    path("obstacles/", views.listed, name="obstacle-list"),
    path("obstacles/<int:obstacle_id>/", views.shown, name="obstacle"),
    path("tasks/parts/<int:part_id>/obstacle/", views.raise_one, name="obstacle-raise"),
    path("obstacles/<int:obstacle_id>/answer/", steps.answer, name="obstacle-answer"),
    path("obstacles/<int:obstacle_id>/confirm/", steps.confirm, name="obstacle-confirm"),
    path("obstacles/<int:obstacle_id>/again/", steps.again, name="obstacle-again"),
    path("obstacles/<int:obstacle_id>/withdraw/", steps.withdraw, name="obstacle-withdraw"),
    path("obstacles/<int:obstacle_id>/link/", steps.link, name="obstacle-link"),
    path("help/<str:token>/", outside.answer, name="help-link"),
]
