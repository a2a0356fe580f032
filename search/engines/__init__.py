"""Engines: the database's own, Elasticsearch, and one place that says which one is asked."""

from django.conf import settings

from search.engines.base import Engine


def current() -> Engine:
    """The engine that is asked; where Elasticsearch is, it lets the database answer if it must."""
    # Models, which the engines stand on, load after the apps; the client only where it is used.
    if settings.ELASTICSEARCH_URL:
        from search.engines import elasticsearch

        return elasticsearch.ENGINE
    from search.engines import database

    return database.ENGINE
