"""The ledger's single head row, before the first entry; and the table in which all processes count tries."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def lay_first_stone(apps: Any, schema_editor: Any) -> None:
    apps.get_model("records", "EntryHead").objects.get_or_create(
        id=1, defaults={"number": 0, "seal": "0" * 64}
    )


def lay_cache(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RunPython(lay_first_stone, migrations.RunPython.noop),
        migrations.RunPython(lay_cache, migrations.RunPython.noop),
    ]
