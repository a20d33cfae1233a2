"""Addresses of work behind the pages."""

from django.urls import path

from luoshi.pages.errands import views

urlpatterns = [
    path("errands/", views.errand_list, name="errand-list"),
    path("errands/<int:errand_id>/", views.errand, name="errand"),
    path("errands/<int:errand_id>/file/", views.made, name="errand-file"),
    path("errands/<int:errand_id>/stop/", views.stop, name="errand-stop"),
]
