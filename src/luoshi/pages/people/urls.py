"""Addresses of people."""

from django.urls import path

from luoshi.pages.people import views

urlpatterns = [
    path("people/", views.person_list, name="person-list"),
    path("people/<int:person_id>/", views.person, name="person"),
    path("people/<int:person_id>/handover/", views.hand_over, name="person-handover"),
    path("people/<int:person_id>/password/", views.issue_password, name="person-password"),
]
