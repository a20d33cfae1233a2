"""Addresses of the working calendar."""

from django.urls import path

from luoshi.pages.calendar import views

urlpatterns = [
    path("calendar/", views.years, name="calendar-years"),
    path("calendar/enter/", views.enter, name="calendar-enter"),
]
