"""Forecasts."""

from django.urls import path

from luoshi.pages.forecasts import views

urlpatterns = [path("forecasts/", views.listed, name="forecast-list")]
