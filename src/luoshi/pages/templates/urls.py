"""Addresses of the wordings of letters."""

from django.urls import path

from luoshi.pages.templates import views

urlpatterns = [
    path("letters/templates/", views.listed, name="template-list"),
    path("letters/templates/<str:code>/", views.edit, name="template"),
    path("letters/templates/<str:code>/<int:number>/", views.version, name="template-version"),
    path("letters/templates/<str:code>/<int:number>/restore/", views.restore, name="template-restore"),
]
