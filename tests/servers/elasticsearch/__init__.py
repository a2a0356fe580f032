"""A real Elasticsearch for tests: one node, or a cluster of processes that can be killed.

As a program it runs a command with `ELASTICSEARCH_URL` set to such a server, or to the running
one that this variable names already:
`python -m tests.servers.elasticsearch --nodes 3 pytest tests/search -m elasticsearch`.

Nobody has to log in, and it lacks what stands in modules that Maven's repository does not have:
scripts, delete by query, reindexing, most analysers.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers.elasticsearch import installation
from tests.servers.elasticsearch.nodes import Cluster, running

__all__ = ["HEAP", "Cluster", "cluster", "named_or_new"]

HEAP = "512m"


@contextmanager
def cluster(nodes: int = 1, *, heap: str = HEAP) -> Iterator[Cluster]:
    """A new, empty cluster of so many nodes, each with so much memory for Java's objects.

    Raises `RuntimeError` where its packages cannot be fetched or a node does not start.
    """
    home = installation.home()
    options = (f"-Xms{heap}", f"-Xmx{heap}", f"-XX:AOTCache={home / installation.LEARNT}")
    with running(home, nodes, options) as made:
        yield made


@contextmanager
def named_or_new(nodes: int = 1, *, heap: str = HEAP) -> Iterator[str]:
    """The address of the server that `ELASTICSEARCH_URL` names, or else of a new one."""
    if url := os.environ.get("ELASTICSEARCH_URL"):
        yield url
        return
    with cluster(nodes, heap=heap) as made:
        yield made.url
