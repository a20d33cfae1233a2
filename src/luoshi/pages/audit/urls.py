"""Address of the ledger of actions."""

from django.urls import path

from luoshi.pages.audit import views

urlpatterns = [path("audit/", views.ledger, name="audit-ledger")]
