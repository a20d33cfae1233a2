"""The addresses of what units are asked for, month by month, and of the office's own account of it."""

from django.urls import path

from luoshi.pages.burden import months, office, relief, views

urlpatterns = [
    path("burden/", views.meter, name="burden"),
    path("burden/month/", months.shown, name="burden-month"),
    path("burden/month.xlsx", months.xlsx, name="burden-month-xlsx"),
    path("burden/office/", office.shown, name="burden-office"),
    path("burden/office/pdf/", office.pdf, name="burden-office-pdf"),
    path("burden/relief/letter/<int:letter_id>/", relief.for_letter, name="relief-letter"),
    path("burden/relief/mandate/<int:mandate_id>/", relief.for_mandate, name="relief-mandate"),
]
