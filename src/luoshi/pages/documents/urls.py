"""Where documents come in and become tasks."""

from django.urls import path

from luoshi.pages.documents import advising, answers, directives, exports, labels, many, views

urlpatterns = [
    path("documents/", views.document_list, name="document-list"),
    path("documents/new/", views.new_document, name="document-new"),
    path("documents/units/", views.unit_matches, name="document-units"),
    path("documents/<int:document_id>/", views.desk, name="document-desk"),
    path("documents/<int:document_id>/text/", exports.text, name="document-text"),
    path("documents/<int:document_id>/table.xlsx", exports.table_xlsx, name="document-xlsx"),
    path("documents/<int:document_id>/table.docx", exports.table_docx, name="document-docx"),
    path("documents/<int:document_id>/points.docx", exports.points_docx, name="document-points"),
    path("documents/<int:document_id>/answers/", answers.sheet, name="document-answers"),
    path("documents/<int:document_id>/answers.pdf", answers.pdf, name="document-answers-pdf"),
    path("documents/<int:document_id>/answers.docx", answers.docx, name="document-answers-docx"),
    path("documents/<int:document_id>/labels.json", labels.labels_json, name="document-labels"),
    path("documents/<int:document_id>/publish/", views.publish, name="document-publish"),
    path("documents/<int:document_id>/advise/", advising.advise, name="document-advise"),
    path("documents/<int:document_id>/pointed/", views.pointed, name="document-pointed"),
    path("documents/<int:document_id>/many/accept/", many.accept, name="document-accept-many"),
    path("documents/<int:document_id>/many/date/", many.set_date, name="document-date-many"),
    path("documents/<int:document_id>/many/drop/", many.drop, name="document-drop-many"),
    path("documents/<int:document_id>/many/owner/", many.set_owner, name="document-owner-many"),
    path(
        "documents/<int:document_id>/sentences/<int:sentence_id>/",
        directives.propose,
        name="directive-propose",
    ),
    path("documents/<int:document_id>/<int:draft_id>/", directives.directive, name="directive"),
    path("documents/<int:document_id>/<int:draft_id>/accept/", directives.accept, name="directive-accept"),
    path("documents/<int:document_id>/<int:draft_id>/drop/", directives.drop, name="directive-drop"),
    path("documents/<int:document_id>/<int:draft_id>/reopen/", directives.reopen, name="directive-reopen"),
    path("documents/<int:document_id>/<int:draft_id>/edit/", directives.edit, name="directive-edit"),
    path("documents/<int:document_id>/<int:draft_id>/assign/", directives.assign, name="directive-assign"),
    path("documents/<int:document_id>/<int:draft_id>/adopt/", directives.adopt, name="directive-adopt"),
    path("documents/<int:document_id>/<int:draft_id>/forget/", directives.forget, name="directive-forget"),
    path("documents/<int:document_id>/<int:draft_id>/stages/", directives.stage, name="directive-stage"),
    path("documents/<int:document_id>/<int:draft_id>/split/", directives.split, name="directive-split"),
    path("documents/<int:document_id>/<int:draft_id>/merge/", directives.merge, name="directive-merge"),
]
