"""Planning a task, and changes of plans."""

from django.urls import path

from luoshi.pages.plans import breaking, changes, laying

urlpatterns = [
    path("plans/tasks/<int:task_id>/", breaking.plan, name="plan"),
    path("plans/tasks/<int:task_id>/shape/", laying.shape, name="plan-shape"),
    path("plans/tasks/<int:task_id>/await/", laying.wait, name="plan-await"),
    path("plans/tasks/<int:task_id>/release/", laying.release, name="plan-release"),
    path("plans/parts/<int:part_id>/change/", changes.ask, name="plan-ask"),
    path("plans/changes/", changes.listed, name="plan-change-list"),
    path("plans/changes/<int:change_id>/", changes.shown, name="plan-change"),
    path("plans/changes/<int:change_id>/grant/", changes.grant, name="plan-change-grant"),
    path("plans/changes/<int:change_id>/refuse/", changes.refuse, name="plan-change-refuse"),
    path("plans/changes/<int:change_id>/withdraw/", changes.withdraw, name="plan-change-withdraw"),
]
