"""The ledger and its tasks."""

from django.urls import path

from luoshi.pages.tasks import answerable, closing, story, views

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger.xlsx", views.ledger_xlsx, name="ledger-xlsx"),
    path("ledger/sheet/", views.sheet_ask, name="ledger-sheet-ask"),
    path("ledger/views/save/", views.view_save, name="view-save"),
    path("ledger/views/<int:view_id>/delete/", views.view_delete, name="view-delete"),
    path("tasks/<int:task_id>/", story.task, name="task"),
    path("tasks/<int:task_id>/panel/", story.task_panel, name="task-panel"),
    path("tasks/<int:task_id>/answerable/", answerable.answerable, name="task-answerable"),
    path("tasks/parts/<int:part_id>/ask-close/", closing.ask_close, name="task-ask-close"),
    path("tasks/parts/<int:part_id>/confirm-close/", closing.confirm_close, name="task-confirm-close"),
    path("tasks/parts/<int:part_id>/refuse-close/", closing.refuse_close, name="task-refuse-close"),
]
