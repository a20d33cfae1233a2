"""Addresses of the working calendar."""

from django.urls import path

from luoshi.pages.calendar import schools, views

urlpatterns = [
    path("calendar/", views.years, name="calendar-years"),
    path("calendar/enter/", views.enter, name="calendar-enter"),
    path("calendar/school/", schools.school_years, name="school-years"),
    path("calendar/school/enter/", schools.enter, name="school-enter"),
]
