"""Addresses of parameters."""

from django.urls import path

from luoshi.pages.parameters import views

urlpatterns = [
    path("parameters/", views.listed, name="parameter-list"),
    path("parameters/set/", views.enter, name="parameter-set"),
]
