"""The ledger's single head row, before the first entry."""

from typing import Any

from django.db import migrations


def lay_first_stone(apps: Any, schema_editor: Any) -> None:
    apps.get_model("records", "EntryHead").objects.get_or_create(id=1, defaults={"number": 0, "seal": "0" * 64})


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(lay_first_stone, migrations.RunPython.noop)]
