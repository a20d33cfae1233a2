"""The one Django app that keeps everything."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """What is kept: one linear history of migrations for the whole house."""

    name = "luoshi.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
