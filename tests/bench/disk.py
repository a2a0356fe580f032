"""How large the index is on disk."""

from pathlib import Path

from django.db import connection

from search.models import DirtyRecord, DocumentRow


def index_megabytes() -> float:
    """Of all tables of the search app with their indexes, in a database that holds little else."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return round(Path(connection.settings_dict["NAME"]).stat().st_size / 1_000_000, 1)
        label = DocumentRow._meta.app_label
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
            "WHERE relkind = 'r' AND starts_with(relname, %s) AND relname <> %s",
            [f"{label}_", DirtyRecord._meta.db_table],
        )
        return round(float(cursor.fetchone()[0]) / 1_000_000, 1)
