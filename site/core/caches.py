"""The cache's table is made by `migrate`, so that no site can forget it."""

from typing import Any

from django.core.management import call_command


def make_table(using: str, verbosity: int = 0, **kwargs: Any) -> None:
    """Make the tables of caches that stand in this database, where they are missing."""
    call_command("createcachetable", database=using, verbosity=verbosity)
