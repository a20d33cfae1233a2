"""The address of what units are asked for."""

from django.urls import path

from luoshi.pages.burden import views

urlpatterns = [path("burden/", views.meter, name="burden")]
