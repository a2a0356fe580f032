from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone


def index_anew(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Documents now hold the original's language and when that was first published."""
    if apps.get_model("search", "DocumentRow")._default_manager.exists():
        notes = apps.get_model("search", "DirtyRecord")._default_manager
        notes.create(scope="all", hidden=False, due=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("search", "0003_compact_terms")]

    operations = [migrations.RunPython(index_anew, migrations.RunPython.noop)]
