"""Addresses of letters decided on together; they lie in the room of the letters."""

from django.urls import path

from luoshi.pages.batches import deciding, packing, views

urlpatterns = [
    path("letters/together/", views.desk, name="batch-desk"),
    path("letters/together/submit/", deciding.submit, name="batch-submit"),
    path("letters/together/approve/", deciding.approve, name="batch-approve"),
    path("letters/together/number/", deciding.number, name="batch-number"),
    path("letters/together/issue/", deciding.issue, name="batch-issue"),
    path("letters/together/<int:batch_id>/", views.batch, name="batch"),
    path("letters/together/<int:batch_id>/pack/", packing.pack, name="batch-pack"),
    path("letters/together/<int:batch_id>/letters.zip", packing.download, name="batch-zip"),
]
