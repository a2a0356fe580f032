"""A real Elasticsearch for tests: one node, or a cluster of processes that can be killed.

As a program it runs a command with `ELASTICSEARCH_URL` set to such a server, or to the running
one that this variable names already:
`python -m tests.servers.elasticsearch --nodes 3 pytest tests/search -m elasticsearch`.

Nobody has to log in, and it lacks what stands in modules that Maven's repository does not have:
scripts, delete by query, reindexing, most analysers.
"""

from tests.servers.elasticsearch.cluster import Cluster, cluster, named_or_new

__all__ = ["Cluster", "cluster", "named_or_new"]
