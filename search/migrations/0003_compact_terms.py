import zlib

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ROWS = 200  # at once


def pack(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write each document's terms as `search.engines.database.rows.packed` does."""
    rows = apps.get_model("search", "DocumentRow")._default_manager.order_by("id")
    last = -1
    while some := list(rows.filter(id__gt=last).values_list("id", "by_name")[:ROWS]):
        for last, terms in some:
            names = sorted(terms)
            weights = bytes(terms[name] for name in names)
            packed = zlib.compress(weights + b"\0" + "\n".join(names).encode(), 1)
            rows.filter(id=last).update(terms=packed)


def store_plain(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Do not let PostgreSQL compress what is compressed."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE search_documentrow ALTER COLUMN terms SET STORAGE EXTERNAL"
        )


class Migration(migrations.Migration):
    dependencies = [("search", "0002_plain_bytes")]

    operations = [
        migrations.RenameField("documentrow", "terms", "by_name"),
        migrations.AddField(
            "documentrow", "terms", models.BinaryField(default=b""), preserve_default=False
        ),
        migrations.RunPython(store_plain, migrations.RunPython.noop),
        migrations.RunPython(pack, migrations.RunPython.noop),
        migrations.RemoveField("documentrow", "by_name"),
    ]
