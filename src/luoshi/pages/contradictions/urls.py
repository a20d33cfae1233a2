"""Questions that the record raises."""

from django.urls import path

from luoshi.pages.contradictions import views

urlpatterns = [
    path("contradictions/", views.listed, name="contradiction-list"),
    path("contradictions/<int:contradiction_id>/answer/", views.answer, name="contradiction-answer"),
    path("contradictions/<int:contradiction_id>/close/", views.close, name="contradiction-close"),
]
