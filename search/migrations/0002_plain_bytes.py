from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

COLUMNS = {
    "search_posting": ("weights",),
    "search_documentblock": ("sort_keys", "facets"),
}


def store_plain(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Do not let PostgreSQL compress what a search has to read: numbers gain nothing by it."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in COLUMNS.items():
        for column in columns:
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STORAGE EXTERNAL")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(store_plain, migrations.RunPython.noop)]
