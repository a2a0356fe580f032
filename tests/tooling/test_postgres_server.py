"""The PostgreSQL of a test run lives no longer than the run, however that ends."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts.paths import ROOT
from tests.servers import postgres
from tests.tooling.waiting import until

HOLD = (
    "from tests.servers import postgres\n"
    "with postgres.cluster() as address:\n"
    "    print(address, flush=True)\n"
    "    input()\n"
)


def _answers(address: str) -> bool:
    parts = urlsplit(address)
    with socket.socket() as probe:
        return probe.connect_ex((str(parts.hostname), int(parts.port or 0))) == 0


def test_a_cluster_ends_with_its_block() -> None:
    with postgres.cluster() as address:
        assert _answers(address)
    assert not _answers(address)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A temporary folder through which PostgreSQL's own user may pass, unlike pytest's."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


def test_a_cluster_ends_with_a_process_that_is_killed(open_folder: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(open_folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    address = holder.stdout.readline().strip()
    assert _answers(address)
    holder.kill()
    holder.communicate()
    until(lambda: not _answers(address))
    until(lambda: not list(open_folder.iterdir()))
