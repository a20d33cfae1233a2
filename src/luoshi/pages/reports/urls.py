"""Addresses of the weekly account."""

from django.urls import path

from luoshi.pages.reports import books, offices, views

urlpatterns = [
    path("reports/", views.week, name="report-week"),
    path("reports/book/", books.book, name="report-book"),
    path("reports/book/take/", books.take, name="report-book-take"),
    path("reports/book/take-right/", books.take_right, name="report-book-right"),
    path("reports/<int:assignment_id>/send/", views.send, name="report-send"),
    path("reports/pass/", views.pass_on, name="report-pass"),
    path("reports/accounts/<int:report_id>/give-back/", views.give_back, name="report-give-back"),
    path("reports/accounts/<int:report_id>/return/", offices.send_back, name="report-return"),
    path("reports/units/<int:unit_id>/accept/", offices.accept, name="report-accept"),
    path("reports/units/<int:unit_id>/allow/", offices.allow, name="report-allow"),
]
