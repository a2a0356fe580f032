from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CLUSTERED = """
CREATE TABLE search_posting (
    term BLOB NOT NULL,
    block integer unsigned NOT NULL CHECK (block >= 0),
    documents smallint unsigned NOT NULL CHECK (documents >= 0),
    weights BLOB NOT NULL,
    PRIMARY KEY (term, block)
) WITHOUT ROWID
"""


def cluster(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let SQLite keep a term's rows side by side: a search reads them all, twice as fast so.

    PostgreSQL has no such tables. A migration that lets Django alter this table on SQLite makes
    an ordinary one of it, and has to be followed by this again.
    """
    if schema_editor.connection.vendor != "sqlite":
        return
    schema_editor.execute("ALTER TABLE search_posting RENAME TO search_posting_before")
    schema_editor.execute(CLUSTERED)
    schema_editor.execute(
        "INSERT INTO search_posting (term, block, documents, weights)"
        " SELECT term, block, documents, weights FROM search_posting_before ORDER BY term, block"
    )
    schema_editor.execute("DROP TABLE search_posting_before")


class Migration(migrations.Migration):
    dependencies = [("search", "0004_dates_of_the_original")]

    operations = [migrations.RunPython(cluster, migrations.RunPython.noop)]
