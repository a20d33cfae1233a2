"""The desk, where everybody begins, and the search."""

from django.urls import path

from luoshi.pages.desks import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("search/", views.search, name="search"),
]
