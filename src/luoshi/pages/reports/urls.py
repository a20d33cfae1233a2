"""Addresses of the weekly account."""

from django.urls import path

from luoshi.pages.reports import books, views

urlpatterns = [
    path("reports/", views.week, name="report-week"),
    path("reports/book/", books.book, name="report-book"),
    path("reports/book/take/", books.take, name="report-book-take"),
    path("reports/book/take-right/", books.take_right, name="report-book-right"),
    path("reports/<int:assignment_id>/send/", views.send, name="report-send"),
    path("reports/accounts/<int:report_id>/return/", views.send_back, name="report-return"),
]
