"""Elasticsearch as tests need it: it takes in at once what it is given."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from search.document import Document
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.building import build, is_needed
from search.engines.elasticsearch.feeding import send_waiting, state


class Fed(ElasticsearchEngine):
    """Does the worker's work with every change, and lets no other engine answer in its place."""

    def rebuild(self, documents: Iterable[Document]) -> None:
        """A new index is built once: it takes far longer than replacing a few documents."""
        if is_needed(state()):
            super().rebuild(documents)
            build()
        else:
            records = groupby(sorted(documents, key=attrgetter("key")), key=attrgetter("key"))
            gone: dict[UUID, list[Document]] = {key: [] for key in self.keys()}
            self.replace(gone | {key: list(some) for key, some in records})

    def replace(self, records: Mapping[UUID, Sequence[Document]]) -> None:
        super().replace(records)
        send_waiting()

    def _failed(self, error: Exception) -> None:
        raise error
