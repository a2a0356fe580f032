"""The Elasticsearch of a test run lives no longer than the run, however that ends."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from scripts.paths import ROOT
from tests.tooling.waiting import until

HOLD = (
    "from tests.servers import elasticsearch\n"
    "with elasticsearch.cluster(heap='256m') as servers:\n"
    "    print(servers.nodes[0].port, flush=True)\n"
    "    input()\n"
)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_cluster_ends_with_a_process_that_is_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    port = int(holder.stdout.readline())
    assert _is_taken(port)
    holder.kill()
    holder.communicate()
    until(lambda: not _is_taken(port))
    until(lambda: not list(tmp_path.iterdir()))
