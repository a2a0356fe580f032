"""What an index in Elasticsearch takes of disk and memory."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from search.batches import batches
from search.document import Document
from search.engines.database.rows import stored_fields
from search.engines.elasticsearch import feeding, index
from search.engines.elasticsearch.client import client
from search.models import DocumentRow

AT_ONCE = 500  # documents
MEGABYTE = 1_000_000
PATIENCE = 3_600  # seconds


class Growing:
    """An index of documents that the database does not hold."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = iter(documents)
        self._size = 0
        name = index.new_name()
        index.create(name)
        index.switch(name)

    def grow(self, size: int) -> None:
        """Add documents until there are so many."""
        more = islice(self._documents, size - self._size)
        for some in batches(more, AT_ONCE):
            for refused in filter(None, feeding.load(map(_row, some), index.alias())):
                raise RuntimeError(refused)
        client().indices.refresh(index=index.alias())
        self._size = size


def _row(document: Document) -> DocumentRow:
    return DocumentRow(version=1, **stored_fields(document), texts=dict(document.texts))


def cost(size: int) -> dict[str, Any]:
    """Bytes a document, as built and once segments are merged; the copies each shard has."""
    name = index.behind_alias()
    patient = client().options(request_timeout=PATIENCE)
    patient.indices.flush(index=name, force=True)
    first = _usage(name)
    patient.indices.forcemerge(index=name, max_num_segments=1)
    patient.indices.flush(index=name, force=True)
    merged = _usage(name)
    # What copies are made from: it goes when segments are merged some time later.
    passing = merged["fields"].get("_recovery_source", {}).get("total_in_bytes", 0)
    health = patient.cluster.health(index=name, wait_for_status="green", timeout="10m")
    return {
        "bytes_a_document_at_first": first["store_size_in_bytes"] // size,
        "bytes_a_document": (merged["store_size_in_bytes"] - passing) // size,
        "copies_of_a_shard": health["active_shards"] / health["active_primary_shards"],
        "nodes": _nodes(),
    }


def _usage(name: str) -> Any:
    """Of one copy of each shard. Asked for by its address: the client warns that it is new."""
    patient = client().options(request_timeout=PATIENCE)
    accepted = {"accept": "application/json"}
    return patient.perform_request(
        "POST", f"/{name}/_disk_usage?run_expensive_tasks=true", headers=accepted
    )[name]


def _nodes() -> list[dict[str, int]]:
    """Of each node the megabytes of memory that Java's objects take, and of documents on disk."""
    stats = client().nodes.stats(metric=["jvm", "indices"])
    return [
        {
            "heap_used_mb": node["jvm"]["mem"]["heap_used_in_bytes"] // MEGABYTE,
            "heap_max_mb": node["jvm"]["mem"]["heap_max_in_bytes"] // MEGABYTE,
            "documents": node["indices"]["docs"]["count"],
            "store_mb": node["indices"]["store"]["size_in_bytes"] // MEGABYTE,
        }
        for node in stats["nodes"].values()
    ]
