"""Engines: the database's own, and one place that says which one answers."""

from search.engines.base import Engine


def current() -> Engine:
    """The engine that answers searches now."""
    # Models, which the engine stands on, load after the apps.
    from search.engines.database import ENGINE

    return ENGINE
