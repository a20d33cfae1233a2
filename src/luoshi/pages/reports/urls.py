"""Addresses of the weekly account."""

from django.urls import path

from luoshi.pages.reports import views

urlpatterns = [
    path("reports/", views.week, name="report-week"),
    path("reports/<int:assignment_id>/send/", views.send, name="report-send"),
    path("reports/accounts/<int:report_id>/return/", views.send_back, name="report-return"),
]
