"""Elasticsearch, where the environment names one: asked over HTTP, as the site asks it."""

from search.engines.base import SearchResult
from search.engines.elasticsearch import building, index, reading
from search.engines.elasticsearch.client import Budget
from search.request import SearchRequest
from tests.bench.contenders.base import Answer

PATIENCE = 60.0  # seconds; the site gives up earlier, and asks the database


class Elastic:
    """The server that the settings name, fed from the database."""

    name = "elasticsearch"

    def answer(self, request: SearchRequest) -> Answer:
        """As in the protocol."""
        found = reading.find(request, (), Budget(PATIENCE))
        return Answer(found.total, found.counts, found.names)

    def search(self, request: SearchRequest) -> SearchResult:
        """With what the database adds to each result."""
        return reading.search(request, (), Budget(PATIENCE))


def build() -> None:
    """Feed it with all documents of the database."""
    building.build()


def clear() -> None:
    """Delete all that was built."""
    index.delete_all_but()
